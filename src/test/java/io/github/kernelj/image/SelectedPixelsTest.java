package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SelectedPixelsTest {

    @Test
    void aRectangleGivesItsPixels() throws IOException {
        ImagePlus image = ramp(5, 4);
        image.setRoi(new Roi(1, 2, 3, 2));
        SelectedPixels pixels = SelectedPixels.of(image, Range.ALL);
        assertThat(pixels.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(pixels.values()).containsExactly(11, 12, 13, 16, 17, 18);
        assertThat(pixels.place()).isEqualTo("rectangle, 3 x 2 at 1,2");
    }

    @Test
    void whatSticksOutOfTheImageIsCutOff() throws IOException {
        ImagePlus image = ramp(5, 4);
        image.setRoi(new Roi(-2, 3, 4, 9));
        assertThat(SelectedPixels.of(image, Range.ALL).values()).containsExactly(15, 16);
        image.setRoi(new OvalRoi(-2, -2, 5, 5));
        SelectedPixels oval = SelectedPixels.of(image, Range.ALL);
        assertThat(oval.shape()).isEqualTo(Shape.of(3, 3));
        assertThat(oval.values()).containsExactly(0, 1, 2, 5, 6, 7, 10, 11, 0);
    }

    @Test
    void outsideOfAnAreaWeightsAreZero() throws IOException {
        ImagePlus image = new ImagePlus("white", new ByteProcessor(9, 9, filled(81)));
        Roi ellipse = new EllipseRoi(1, 1, 7, 7, 0.5);
        image.setRoi(ellipse);
        SelectedPixels pixels = SelectedPixels.of(image, Range.ALL);
        int inside = 0;
        for (float value : pixels.values()) {
            assertThat(value).isIn(0f, 7f);
            inside += value == 7 ? 1 : 0;
        }
        assertThat(inside).isEqualTo(ellipse.getContainedPoints().length).isLessThan(pixels.values().length);
    }

    @Test
    void withoutASelectionItIsTheWholeStack() throws IOException {
        ImageStack stack = new ImageStack(2, 1);
        for (int i = 0; i < 3; i++) {
            stack.addSlice(new FloatProcessor(2, 1, new float[] {i, 10 + i}));
        }
        ImagePlus image = new ImagePlus("stack", stack);
        SelectedPixels all = SelectedPixels.of(image, Range.ALL);
        assertThat(all.shape()).isEqualTo(new Shape(2, 1, 3));
        assertThat(all.values()).containsExactly(0, 10, 1, 11, 2, 12);
        assertThat(SelectedPixels.of(image, new Range(2, 3)).values()).containsExactly(1, 11, 2, 12);
        assertThatIllegalArgumentException().isThrownBy(() -> SelectedPixels.of(image, new Range(2, 4)));
    }

    @Test
    void ofAHyperstackTheShownChannelAndFrameCount() throws IOException {
        ImageStack stack = new ImageStack(1, 1);
        for (int i = 0; i < 12; i++) {
            stack.addSlice(new FloatProcessor(1, 1, new float[] {i}));
        }
        ImagePlus image = new ImagePlus("hyperstack", stack);
        image.setDimensions(2, 3, 2);
        image.setPosition(2, 1, 2);
        assertThat(SelectedPixels.of(image, Range.ALL).values()).containsExactly(7, 9, 11);
    }

    @Test
    void weightsAreCalibrated() throws IOException {
        ImagePlus image = new ImagePlus("ct", new ByteProcessor(2, 1, new byte[] {0, 10}));
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-100, 2}, "HU");
        assertThat(SelectedPixels.of(image, Range.ALL).values()).containsExactly(-100, -80);
    }

    @Test
    void aStraightLineIsOneRow() throws IOException {
        ImagePlus image = ramp(5, 4);
        image.setRoi(new Line(1, 1, 4, 1));
        assertThat(SelectedPixels.of(image, Range.ALL).values()).containsExactly(6, 7, 8, 9);
        image.setRoi(new Line(2, 3, 2, 0));
        SelectedPixels upwards = SelectedPixels.of(image, Range.ALL);
        assertThat(upwards.shape()).isEqualTo(Shape.of(4, 1));
        assertThat(upwards.values()).containsExactly(17, 12, 7, 2);
        image.setRoi(new Line(0, 0, 3, 1));
        float[] slanted = SelectedPixels.of(image, Range.ALL).values();
        assertThat(slanted).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(slanted[i]).isCloseTo(i * 8 / 3f, within(1e-5f));
        }
    }

    @Test
    void whatIsNoKernelIsRefused() {
        ImagePlus image = ramp(5, 4);
        image.setRoi(new PointRoi(1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelectedPixels.of(image, Range.ALL))
                .withMessage(
                        "the selection of 'ramp' is a point; draw an area or a straight line, or remove it to take the"
                                + " whole image");
        image.setRoi(new Roi(7, 7, 2, 2));
        ImagePlus outside = ramp(5, 4);
        outside.setRoi(new Roi(5, 4, 2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelectedPixels.of(outside, Range.ALL))
                .withMessageStartingWith("the selection of 'ramp' holds no pixel of the image");
        ImagePlus colours = new ImagePlus("colours", new ColorProcessor(2, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelectedPixels.of(colours, Range.ALL))
                .withMessageStartingWith("'colours' is RGB, and a kernel has one value per tap");
        ImagePlus large = new ImagePlus("large", new ByteProcessor(1025, 1024));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelectedPixels.of(large, Range.ALL))
                .withMessage(
                        "the selection has 1025 x 1024 pixels, 1049600 in all, but a kernel from a selection has at"
                                + " most 1048576 taps; draw a smaller area or choose fewer slices with slices=");
    }

    private static byte[] filled(int count) {
        byte[] pixels = new byte[count];
        Arrays.fill(pixels, (byte) 7);
        return pixels;
    }

    private static ImagePlus ramp(int width, int height) {
        float[] pixels = new float[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i;
        }
        return new ImagePlus("ramp", new FloatProcessor(width, height, pixels));
    }
}
