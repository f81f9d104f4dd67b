package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageVolumesTest {

    @Test
    void findsEveryPlaneOfAHyperstack() throws IOException {
        ImagePlus image = TestImages.hyperstack(16);
        for (Axes.Stack axis : Axes.Stack.values()) {
            ImageVolumes volumes = ImageVolumes.of(image, axis, Selection.ALL);
            boolean slices = axis == Axes.Stack.SLICES;
            assertThat(volumes.channels()).isEqualTo(2);
            assertThat(volumes.positions()).isEqualTo(slices ? 4 : 3);
            assertThat(volumes.shape()).isEqualTo(new Shape(7, 5, slices ? 3 : 4));
            for (int c = 0; c < 2; c++) {
                for (int z = 0; z < 3; z++) {
                    for (int t = 0; t < 4; t++) {
                        float[] plane = volumes.source(c, slices ? t : z).plane(slices ? z : t);
                        ImageProcessor expected =
                                image.getStack().getProcessor(image.getStackIndex(c + 1, z + 1, t + 1));
                        for (int i = 0; i < plane.length; i++) {
                            assertThat(plane[i]).isEqualTo(expected.get(i));
                        }
                    }
                }
            }
        }
    }

    @Test
    void looksAtTheSelectionOnly() throws IOException {
        ImagePlus image = TestImages.hyperstack(8);
        ImageVolumes volumes = ImageVolumes.of(
                image, Axes.Stack.SLICES, new Selection(new Range(2, 2), new Range(2, 3), new Range(3, 4)));
        assertThat(volumes.channels()).isEqualTo(1);
        assertThat(volumes.positions()).isEqualTo(2);
        assertThat(volumes.shape().depth()).isEqualTo(2);
        assertThat(volumes.source(0, 1).plane(0)[0])
                .isEqualTo(image.getStack()
                        .getProcessor(image.getStackIndex(2, 2, 4))
                        .get(0));
    }

    @Test
    void namesTheExtentThatASelectionLeaves() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageVolumes.of(
                        TestImages.hyperstack(8),
                        Axes.Stack.SLICES,
                        new Selection(Range.parse("3"), Range.ALL, Range.ALL)))
                .withMessage("channels=3 leaves the image, which has 2 channels");
    }

    @Test
    void readsCalibratedValues() throws IOException {
        assertCalibrated(TestImages.signed16());
        assertCalibrated(TestImages.tomogram());
        assertCalibrated(TestImages.opticalDensity());
        ImagePlus signed = TestImages.signed16();
        signed.getProcessor().set(0, 0);
        assertThat(ImageVolumes.of(signed, Axes.Stack.SLICES, Selection.ALL)
                        .source(0, 0)
                        .plane(0)[0])
                .isEqualTo(-32768);
    }

    private static void assertCalibrated(ImagePlus image) throws IOException {
        float[] plane = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL)
                .source(0, 0)
                .plane(0);
        for (int i = 0; i < plane.length; i++) {
            assertThat(plane[i]).isEqualTo((float)
                    image.getCalibration().getCValue(image.getProcessor().get(i)));
        }
    }

    @Test
    void readsRedGreenAndBlue() throws IOException {
        ImagePlus image = TestImages.rgb();
        ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
        assertThat(volumes.channels()).isEqualTo(3);
        assertThat(volumes.notices()).isEmpty();
        for (int c = 0; c < 3; c++) {
            byte[] expected = ((ColorProcessor) image.getProcessor()).getChannel(c + 1);
            float[] plane = volumes.source(c, 0).plane(0);
            for (int i = 0; i < plane.length; i++) {
                assertThat(plane[i]).isEqualTo(expected[i] & 0xff);
            }
        }
        ImageVolumes green =
                ImageVolumes.of(image, Axes.Stack.SLICES, new Selection(Range.parse("2"), Range.ALL, Range.ALL));
        assertThat(green.source(0, 0).plane(0)).isEqualTo(volumes.source(1, 0).plane(0));
    }

    @Test
    void convertsNumbersOfColoursAndSaysSo() throws IOException {
        ImagePlus image = TestImages.indexed();
        ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
        assertThat(volumes.channels()).isEqualTo(3);
        assertThat(volumes.notices())
                .containsExactly(
                        "'palette' is an 8-bit colour image, whose pixels are numbers of colours: converted to RGB");
        ColorProcessor expected = (ColorProcessor) image.getProcessor().convertToRGB();
        float[] red = volumes.source(0, 0).plane(0);
        for (int i = 0; i < red.length; i++) {
            assertThat(red[i]).isEqualTo(expected.get(i) >> 16 & 0xff);
        }
    }

    @Test
    void readsGrayValuesInFalseColoursAsGrayValues() throws IOException {
        ImagePlus image = TestImages.falseColours();
        ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
        assertThat(volumes.channels()).isEqualTo(1);
        assertThat(volumes.notices()).isEmpty();
        assertThat(volumes.source(0, 0).plane(0)[0])
                .isEqualTo(image.getProcessor().get(0));
    }

    @Test
    void asksAVirtualStackOnceForEachPlane() throws IOException {
        TestImages.CountingStack stack = new TestImages.CountingStack(6, 16);
        ImagePlus image = new ImagePlus("virtual", stack);
        image.setSlice(2);
        ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
        java.util.Arrays.fill(stack.reads, 0);
        TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(stack.reads).containsOnly(1);
        assertThat(image.getCurrentSlice()).isEqualTo(2);
    }

    @Test
    void asksAVirtualRgbStackOnceForThreeChannels() throws IOException {
        TestImages.CountingStack stack = new TestImages.CountingStack(4, 24);
        ImageVolumes volumes = ImageVolumes.of(new ImagePlus("virtual", stack), Axes.Stack.SLICES, Selection.ALL);
        java.util.Arrays.fill(stack.reads, 0);
        ResultImage result = new ResultImage(volumes, ResultForm.like(volumes));
        for (int z = 0; z < 4; z++) {
            for (int c = 0; c < 3; c++) {
                result.sink(c, 0).accept(z, volumes.source(c, 0).plane(z));
            }
        }
        result.finish();
        assertThat(stack.reads).containsOnly(1);
    }

    @Test
    void handsOutCopies() throws IOException {
        ImagePlus image = TestImages.float32();
        float before = image.getProcessor().getf(0);
        ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL).source(0, 0).plane(0)[0] = 1e9f;
        assertThat(image.getProcessor().getf(0)).isEqualTo(before);
    }

    @Test
    void leavesTheInputAlone() throws IOException {
        for (ImagePlus image : TestImages.allKinds()) {
            image.setRoi(1, 1, 3, 2);
            if (image.getStackSize() > 1) {
                image.setSlice(2);
            }
            List<List<Number>> pixels = TestImages.pixels(image);
            String calibration = image.getCalibration().toString();
            int slice = image.getCurrentSlice();
            double min = image.getDisplayRangeMin();
            ImageVolumes volumes = ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
            ResultForm form = ResultForm.like(volumes);
            TestImages.constant(volumes, form, new ResultImage(volumes, form), 17);
            assertThat(TestImages.pixels(image)).isEqualTo(pixels);
            assertThat(image.getCalibration()).hasToString(calibration);
            assertThat(image.getCurrentSlice()).isEqualTo(slice);
            assertThat(image.getDisplayRangeMin()).isEqualTo(min);
            assertThat(image.getRoi().getBounds()).isEqualTo(new java.awt.Rectangle(1, 1, 3, 2));
            assertThat(image.getOverlay().size()).isEqualTo(1);
        }
    }

    @Test
    void refusesRgbWithChannels() {
        ImagePlus image = TestImages.rgbStack();
        image.setDimensions(3, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL))
                .withMessageStartingWith("'colours' is RGB and has 3 channels besides");
    }
}
