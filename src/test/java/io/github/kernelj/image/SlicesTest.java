package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.github.kernelj.image.Slices.Range;
import io.github.kernelj.image.Slices.Slice;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {

    @Test
    void of_a_volume_the_middle_slice_is_shown_and_the_image_stays_as_it_was() {
        ImageStack stack = new ImageStack(4, 2);
        for (int z = 0; z < 5; z++) {
            stack.addSlice(new ShortProcessor(4, 2, shorts(100 * z, 100 * z + 50), null));
        }
        ImagePlus volume = new ImagePlus("volume", stack);
        volume.setDisplayRange(0, 1000);
        Slice slice = Slices.of(volume, 4, Range.FULL);
        assertThat(slice.min()).isEqualTo(200);
        assertThat(slice.max()).isEqualTo(250);
        assertThat(gray(slice, 0, 0)).isZero();
        assertThat(gray(slice, 3, 0)).isEqualTo(255);
        assertThat(volume.getDisplayRangeMax()).isEqualTo(1000);
        assertThat(Slices.of(volume, 4, Range.DISPLAY).max()).isEqualTo(1000);
    }

    @Test
    void the_result_of_a_zero_sum_kernel_is_gray_where_it_is_zero() {
        ImagePlus edges = new ImagePlus("edges", new FloatProcessor(3, 1, new float[] {-1, 0, 4}));
        Slice slice = Slices.of(edges, 3, Range.SYMMETRIC);
        assertThat(slice.min()).isEqualTo(-4);
        assertThat(slice.max()).isEqualTo(4);
        assertThat(gray(slice, 1, 0)).isBetween(127, 128);
        assertThat(gray(slice, 0, 0)).isBetween(95, 96);
        assertThat(gray(slice, 2, 0)).isEqualTo(255);
    }

    @Test
    void signed_images_are_shown_in_calibrated_units_virtual_ones_too() {
        ImageStack planes = new VirtualStack(2, 1, 3) {
            @Override
            public ImageProcessor getProcessor(int n) {
                return new ShortProcessor(2, 1, new short[] {(short) (32768 - 1000), (short) (32768 + 500)}, null);
            }
        };
        for (ImagePlus ct : List.of(new ImagePlus("ct", planes.getProcessor(1)), new ImagePlus("ct", planes))) {
            ct.getLocalCalibration().setSigned16BitCalibration();
            Slice slice = Slices.of(ct, 2, Range.FULL);
            assertThat(slice.min()).isEqualTo(-1000);
            assertThat(slice.max()).isEqualTo(500);
        }
    }

    @Test
    void a_pair_can_share_its_grays() {
        ImagePlus image = new ImagePlus("", new ByteProcessor(2, 1, new byte[] {50, 100}));
        Slice slice = Slices.of(image, 2, 0, 200);
        assertThat(gray(slice, 0, 0)).isBetween(63, 64);
        assertThat(gray(slice, 1, 0)).isBetween(127, 128);
    }

    @Test
    void larger_pictures_show_sharp_pixels_and_smaller_ones_means() {
        ImagePlus image = new ImagePlus("", new ByteProcessor(2, 2, new byte[] {0, (byte) 200, 0, (byte) 200}));
        Slice large = Slices.of(image, 10, 0, 255);
        assertThat(large.picture().getHeight()).isEqualTo(10);
        assertThat(gray(large, 4, 4)).isZero();
        assertThat(gray(large, 5, 4)).isEqualTo(200);
        assertThat(gray(Slices.of(image, 1, 0, 255), 0, 0)).isBetween(99, 101);
    }

    @Test
    void colours_stay() {
        ColorProcessor rgb = new ColorProcessor(1, 1, new int[] {0xFF336699});
        assertThat(Slices.of(new ImagePlus("", rgb), 1, Range.FULL).picture().get(0, 0) & 0xFFFFFF)
                .isEqualTo(0x336699);
        assertThat(rgb.get(0, 0) & 0xFFFFFF).isEqualTo(0x336699);
        ImagePlus red = new ImagePlus("", new ByteProcessor(1, 1, new byte[] {(byte) 255}));
        red.setLut(LUT.createLutFromColor(Color.RED));
        assertThat(Slices.of(red, 1, 0, 255).picture().get(0, 0) & 0xFFFFFF).isEqualTo(0xFF0000);
    }

    @Test
    void of_a_composite_film_all_channels_of_the_middle_plane_are_shown() {
        ImageStack stack = new ImageStack(1, 1);
        for (int i = 0; i < 2 * 3 * 3; i++) {
            boolean middle = i / 2 % 3 == 1 && i / 6 == 1;
            stack.addSlice(new ByteProcessor(1, 1, new byte[] {(byte) (middle ? 255 : 0)}));
        }
        ImagePlus film = new ImagePlus("", stack);
        film.setDimensions(2, 3, 3);
        CompositeImage composite = new CompositeImage(film, CompositeImage.COMPOSITE);
        composite.setLuts(new LUT[] {lut(Color.RED), lut(Color.GREEN)});
        assertThat(Slices.of(composite, 1, Range.DISPLAY).picture().get(0, 0) & 0xFFFFFF)
                .isEqualTo(0xFFFF00);
    }

    @Test
    void of_other_images_of_several_channels_the_current_one_is_shown() {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice(new ByteProcessor(1, 1, new byte[] {0}));
        stack.addSlice(new ByteProcessor(1, 1, new byte[] {(byte) 255}));
        ImagePlus channels = new ImagePlus("", stack);
        channels.setDimensions(2, 1, 1);
        CompositeImage image = new CompositeImage(channels, CompositeImage.GRAYSCALE);
        assertThat(Slices.of(image, 1, Range.DISPLAY).picture().get(0, 0) & 0xFFFFFF)
                .isZero();
        image.setC(2);
        assertThat(Slices.of(image, 1, Range.DISPLAY).picture().get(0, 0) & 0xFFFFFF)
                .isEqualTo(0xFFFFFF);
    }

    @Test
    void a_region_of_interest_cuts_nothing_off() {
        ImagePlus image = new ImagePlus("", new FloatProcessor(4, 1, new float[] {0, 1, 2, 3}));
        image.setRoi(1, 0, 1, 1);
        Slice slice = Slices.of(image, 4, Range.FULL);
        assertThat(slice.max()).isEqualTo(3);
        assertThat(gray(slice, 0, 0)).isZero();
        assertThat(gray(slice, 3, 0)).isEqualTo(255);
        assertThat(image.getRoi().getBounds().x).isEqualTo(1);
        ImagePlus rgb = new ImagePlus("", new ColorProcessor(2, 1, new int[] {0xFF0000, 0x00FF00}));
        rgb.setRoi(1, 0, 1, 1);
        assertThat(Slices.of(rgb, 2, Range.FULL).picture().get(0, 0) & 0xFFFFFF).isEqualTo(0xFF0000);
    }

    @Test
    void flat_and_empty_planes_are_shown() {
        ImagePlus flat = new ImagePlus("", new FloatProcessor(2, 1, new float[] {7, 7}));
        assertThat(Slices.of(flat, 2, Range.FULL).min()).isEqualTo(7);
        ImagePlus nothing =
                new ImagePlus("", new FloatProcessor(2, 1, new float[] {Float.NaN, Float.POSITIVE_INFINITY}));
        assertThat(Slices.of(nothing, 2, Range.SYMMETRIC).max()).isZero();
    }

    @Test
    void impossible_sizes_and_ranges_are_refused() {
        ImagePlus image = new ImagePlus("", new ByteProcessor(2, 1));
        assertThatThrownBy(() -> Slices.of(image, 0, Range.FULL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a picture needs a width of at least 1 pixel, got 0");
        assertThatThrownBy(() -> Slices.of(image, 1, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a display range runs upwards between finite values, got 2.0 to 1.0");
    }

    private static LUT lut(Color colour) {
        LUT lut = LUT.createLutFromColor(colour);
        lut.min = 0;
        lut.max = 255;
        return lut;
    }

    private static int gray(Slice slice, int x, int y) {
        return slice.picture().get(x, y) & 0xFF;
    }

    /** Half the columns of one value, half of another. */
    private static short[] shorts(int left, int right) {
        short l = (short) left;
        short r = (short) right;
        return new short[] {l, l, r, r, l, l, r, r};
    }
}
