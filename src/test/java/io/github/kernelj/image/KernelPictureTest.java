package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.process.ColorProcessor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.awt.Color;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelPictureTest {

    private static final DivergingScale UNIT = new DivergingScale(1);

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "2, 1, 1",
        "1, 2, 1",
        "3, 3, 1",
        "7, 7, 1",
        "15, 15, 1",
        "25, 1, 1",
        "101, 101, 1",
        "2000, 3, 1",
        "3, 2000, 1",
        "3, 3, 3",
        "1, 1, 9",
        "5, 4, 7",
        "2, 2, 300",
        "40, 40, 40"
    })
    void nothing_is_clipped_and_the_size_is_bounded(int width, int height, int depth) {
        Shape shape = new Shape(width, height, depth);
        ColorProcessor picture =
                KernelPicture.of(random(shape).withName("random weights").withBias(-1.2345e-7));
        Pictures.assertNothingIsClipped(picture, 12);
        assertThat(picture.getWidth()).isBetween(200, 1000);
        assertThat(picture.getHeight()).isBetween(100, 1100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "Ångström & <kernel> of 5 µm",
                "a title that goes on and on, far wider than the cells of this very small kernel could ever be, in several lines",
                "/a/path/without/any/blank/that/is/much/too/long/for/a/line/of/the/picture/and/has/to/be/broken/somewhere.json"
            })
    void titles_of_any_length_are_shown_whole(String title) {
        ColorProcessor picture = KernelPicture.of(Kernel.of(Shape.of(2, 1), 1, -1), title);
        Pictures.assertNothingIsClipped(picture, 12);
        assertThat(picture.getWidth()).isLessThanOrEqualTo(320);
    }

    @Test
    void positive_taps_are_red_negative_ones_blue_and_zero_is_white() {
        ColorProcessor picture = KernelPicture.of(Kernel.of(Shape.of(3, 1), 1, -1, 0), "x");
        int cell = 64 * 64;
        assertThat(Pictures.count(picture, UNIT.of(1))).isBetween(cell * 8 / 10, cell);
        assertThat(Pictures.count(picture, UNIT.of(-1))).isBetween(cell * 8 / 10, cell);
        assertThat(Pictures.meanColumn(picture, UNIT.of(1))).isBetween(40.0, 56.0);
        assertThat(Pictures.meanColumn(picture, UNIT.of(-1))).isBetween(104.0, 120.0);
    }

    @Test
    void rows_of_the_kernel_run_downwards_and_planes_to_the_right() {
        ColorProcessor rows = KernelPicture.of(Kernel.of(Shape.of(1, 2), 1, -1), "x");
        assertThat(firstRowOf(rows, UNIT.of(1))).isLessThan(firstRowOf(rows, UNIT.of(-1)));
        ColorProcessor planes = KernelPicture.of(Kernel.of(new Shape(1, 1, 2), 1, -1), "x");
        assertThat(firstRowOf(planes, UNIT.of(1))).isEqualTo(firstRowOf(planes, UNIT.of(-1)));
        assertThat(Pictures.meanColumn(planes, UNIT.of(1))).isLessThan(Pictures.meanColumn(planes, UNIT.of(-1)));
    }

    @Test
    void weights_are_written_into_large_cells_and_left_out_of_small_ones() {
        Color pale = UNIT.of(0.5);
        ColorProcessor large = KernelPicture.of(Kernel.of(Shape.of(3, 1), 1, 0.5f, 0.5f), "x");
        assertThat(Pictures.count(large, pale)).isLessThan(2 * 63 * 63);
        float[] weights = new float[60];
        Arrays.fill(weights, 0.5f);
        weights[30] = 1; // the anchor: its cell holds the outline
        ColorProcessor small = KernelPicture.of(Kernel.of(Shape.of(60, 1), weights), "x");
        assertThat(Pictures.count(small, pale)).isGreaterThanOrEqualTo(59 * 15 * 15);
    }

    @Test
    void large_kernels_show_the_strongest_tap_of_each_pixel() {
        float[] weights = new float[3000];
        weights[1234] = -1;
        ColorProcessor picture = KernelPicture.of(Kernel.of(Shape.of(3000, 1), weights), "x");
        assertThat(Pictures.count(picture, UNIT.of(-1))).isPositive();
    }

    @Test
    void a_kernel_of_zeros_has_a_picture() {
        Pictures.assertNothingIsClipped(KernelPicture.of(Kernel.of(Shape.of(3, 3), new float[9])), 12);
    }

    private static int firstRowOf(ColorProcessor picture, Color colour) {
        for (int i = 0; i < picture.getPixelCount(); i++) {
            if ((picture.get(i) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF)) {
                return i / picture.getWidth();
            }
        }
        throw new AssertionError("no pixel of " + colour);
    }

    private static Kernel random(Shape shape) {
        Random random = new Random(7);
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 6));
        }
        return Kernel.of(shape, weights);
    }
}
