package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultImageTest {

    private static ImageVolumes volumes(ImagePlus image) {
        return ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
    }

    /** One plane of a 7 x 5 gray image with these first values, the others 0. */
    private static ResultImage result(ImagePlus image, OutputType type, float... first) throws IOException {
        ImageVolumes volumes = volumes(image);
        ResultImage result = new ResultImage(volumes, ResultForm.like(volumes).withType(type));
        float[] plane = new float[35];
        System.arraycopy(first, 0, plane, 0, first.length);
        result.sink(0, 0).accept(0, plane);
        return result;
    }

    @Test
    void identityKeepsPixelsOfEveryKindAndEitherAxis() throws IOException {
        for (ImagePlus image : TestImages.allKinds()) {
            for (Axes.Stack axis : Axes.Stack.values()) {
                ImageVolumes volumes = ImageVolumes.of(image, axis, Selection.ALL);
                ResultImage result = new ResultImage(volumes, ResultForm.like(volumes));
                ImagePlus copy = TestImages.identity(volumes, result);
                assertThat(TestImages.pixels(copy)).as(image.getTitle()).isEqualTo(TestImages.pixels(image));
                assertThat(copy.getBitDepth()).isEqualTo(image.getBitDepth());
                assertThat(result.clipped()).isZero();
                assertThat(result.missing()).isZero();
            }
        }
    }

    @Test
    void indexedColoursBecomeRgb() throws IOException {
        ImagePlus image = TestImages.indexed();
        ImageVolumes volumes = volumes(image);
        ImagePlus copy = TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(copy.getBitDepth()).isEqualTo(24);
        ImageProcessor expected = image.getProcessor().convertToRGB();
        for (int i = 0; i < 35; i++) {
            assertThat(copy.getProcessor().get(i) & 0xffffff).isEqualTo(expected.get(i) & 0xffffff);
        }
    }

    @Test
    void roundsHalfUpAndCountsWhatIsClipped() throws IOException {
        ResultImage result = result(
                TestImages.gray8(),
                OutputType.SAME,
                0.5f,
                1.4999f,
                1.5f,
                -0.5f,
                -0.51f,
                255.49f,
                255.5f,
                1e9f,
                Float.NEGATIVE_INFINITY,
                Float.NaN);
        ImageProcessor plane = result.finish().getProcessor();
        int[] expected = {1, 1, 2, 0, 0, 255, 255, 255, 0, 0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(plane.get(i)).as("pixel " + i).isEqualTo(expected[i]);
        }
        assertThat(result.clipped()).isEqualTo(4);
        assertThat(result.missing()).isEqualTo(1);
    }

    @Test
    void roundsHalfUpBelowZeroToo() throws IOException {
        ResultImage result = result(
                TestImages.signed16(),
                OutputType.SAME,
                -2.5f,
                -2.51f,
                -1.5f,
                2.5f,
                -32768,
                -32768.6f,
                32767.4f,
                32767.5f,
                Float.NaN);
        ImagePlus image = result.finish();
        int[] expected = {-2, -3, -1, 3, -32768, -32768, 32767, 32767, 0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(image.getCalibration().getCValue(image.getProcessor().get(i)))
                    .as("pixel " + i)
                    .isEqualTo(expected[i]);
        }
        assertThat(result.clipped()).isEqualTo(2);
        assertThat(result.missing()).isEqualTo(1);
    }

    @Test
    void writesThroughOffsetAndSlope() throws IOException {
        ImagePlus image = result(TestImages.tomogram(), OutputType.SAME, -1024, -1000.25f, 0)
                .finish();
        assertThat(image.getProcessor().get(0)).isZero();
        assertThat(image.getProcessor().get(1)).isEqualTo(48);
        assertThat(image.getProcessor().get(2)).isEqualTo(2048);
        assertThat(image.getCalibration().getValueUnit()).isEqualTo("HU");
        assertThat(image.getCalibration().getCValue(2048)).isZero();
    }

    @Test
    void makesEveryTypeOfEveryType() throws IOException {
        for (ImagePlus image : List.of(TestImages.gray8(), TestImages.tomogram(), TestImages.float32())) {
            assertThat(result(image, OutputType.BITS_8, 300, 3)
                            .finish()
                            .getProcessor()
                            .get(0))
                    .isEqualTo(255);
            assertThat(result(image, OutputType.BITS_32, 300.25f)
                            .finish()
                            .getProcessor()
                            .getf(0))
                    .isEqualTo(300.25f);
        }
        ImagePlus deep =
                result(TestImages.float32(), OutputType.BITS_16, 70000, 3.5f).finish();
        assertThat(deep.getBitDepth()).isEqualTo(16);
        assertThat(deep.getProcessor().get(0)).isEqualTo(65535);
        assertThat(deep.getProcessor().get(1)).isEqualTo(4);
        ImagePlus bytes = result(TestImages.tomogram(), OutputType.BITS_8, 7).finish();
        assertThat(bytes.getCalibration().calibrated()).isFalse();
        assertThat(bytes.getProcessor().get(0)).isEqualTo(7);
    }

    @Test
    void valuesOfACurvedCalibrationBecomeFloats() throws IOException {
        ImagePlus image = TestImages.opticalDensity();
        ImageVolumes volumes = volumes(image);
        ImagePlus copy = TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(copy.getBitDepth()).isEqualTo(32);
        assertThat(copy.getCalibration().getValueUnit()).isEqualTo("OD");
        assertThat(copy.getProcessor().getf(3)).isEqualTo((float)
                image.getCalibration().getCValue(image.getProcessor().get(3)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ResultImage(volumes, ResultForm.like(volumes).withInPlace(true)))
                .withMessage(
                        "the result can't go in place: the values of 'gel' are calibrated by a function that isn't a "
                                + "straight line, so the result needs 32-bit pixels; or use destination=new");
    }

    @Test
    void rgbBecomesAThreeChannelCompositeOfFloats() throws IOException {
        ImageVolumes volumes = volumes(TestImages.rgbStack());
        ImagePlus copy = TestImages.identity(
                volumes, new ResultImage(volumes, ResultForm.like(volumes).withType(OutputType.BITS_32)));
        assertThat(copy.isComposite()).isTrue();
        assertThat(copy.getBitDepth()).isEqualTo(32);
        assertThat(new int[] {copy.getNChannels(), copy.getNSlices(), copy.getNFrames()})
                .containsExactly(3, 3, 1);
        float[] green = volumes.source(1, 0).plane(2);
        assertThat(copy.getStack().getPixels(copy.getStackIndex(2, 3, 1))).isEqualTo(green);
        assertThat(copy.getLuts()[0].getRed(255)).isEqualTo(255);
        assertThat(copy.getLuts()[0].getGreen(255)).isZero();
    }

    @Test
    void oneChannelOfRgbIsGray() throws IOException {
        ImagePlus image = TestImages.rgb();
        ImageVolumes volumes =
                ImageVolumes.of(image, Axes.Stack.SLICES, new Selection(Range.parse("3"), Range.ALL, Range.ALL));
        ImagePlus blue = TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(blue.getBitDepth()).isEqualTo(8);
        assertThat(blue.getProcessor().get(4)).isEqualTo(image.getProcessor().get(4) & 0xff);
    }

    @Test
    void channelsMayBecomeFewerOrMore() throws IOException {
        ImageVolumes rgb = volumes(TestImages.rgb());
        ResultForm one = ResultForm.like(rgb).withChannels(1);
        ImagePlus gray = TestImages.constant(rgb, one, new ResultImage(rgb, one), 9);
        assertThat(gray.getBitDepth()).isEqualTo(8);
        assertThat(gray.getNChannels()).isEqualTo(1);

        ImageVolumes stack = volumes(TestImages.stack());
        ResultForm two = ResultForm.like(stack).withChannels(2);
        ImagePlus pair = TestImages.constant(stack, two, new ResultImage(stack, two), 9);
        assertThat(pair.isComposite()).isTrue();
        assertThat(new int[] {pair.getNChannels(), pair.getNSlices(), pair.getNFrames()})
                .containsExactly(2, 4, 1);

        ImageVolumes green = ImageVolumes.of(
                TestImages.rgb(), Axes.Stack.SLICES, new Selection(Range.parse("2"), Range.ALL, Range.ALL));
        ResultForm three = ResultForm.like(green).withChannels(3);
        ImagePlus colour = TestImages.constant(green, three, new ResultImage(green, three), 9);
        assertThat(colour.getProcessor().get(0) & 0xffffff).isEqualTo(0x090909);
    }

    @Test
    void changesOnlyWhatLiesInTheRegion() throws IOException {
        Roi polygon = new PolygonRoi(new float[] {0, 6, 3}, new float[] {0, 0, 5}, Roi.POLYGON);
        for (Roi roi : List.of(new Roi(1, 1, 3, 2), new OvalRoi(1, 0, 5, 5), polygon, new Roi(-2, -2, 5, 5))) {
            for (ImagePlus image : TestImages.allKinds()) {
                for (boolean inPlace : new boolean[] {false, true}) {
                    image.setRoi((Roi) roi.clone());
                    List<List<Number>> before = TestImages.pixels(image);
                    ImageVolumes volumes = volumes(image);
                    ResultForm form = ResultForm.like(volumes).withInPlace(inPlace);
                    ImagePlus result = TestImages.constant(volumes, form, new ResultImage(volumes, form), 42);
                    assertRegion(before, TestImages.pixels(result), image, volumes);
                    if (inPlace) {
                        assertThat(result).isSameAs(image);
                    } else {
                        assertThat(TestImages.pixels(image)).isEqualTo(before);
                    }
                }
            }
        }
    }

    private static void assertRegion(
            List<List<Number>> before, List<List<Number>> after, ImagePlus image, ImageVolumes volumes) {
        int inside = 0;
        for (int plane = 0; plane < before.size(); plane++) {
            for (int i = 0; i < 35; i++) {
                if (image.getRoi().contains(i % 7, i / 7)) {
                    inside++;
                    double expected = image.getBitDepth() == 24
                            ? 0x2a2a2a
                            : volumes.calibration().raw(42);
                    double raw = image.getBitDepth() == 16
                            ? after.get(plane).get(i).intValue() & 0xffff
                            : after.get(plane).get(i).doubleValue();
                    assertThat(raw).isEqualTo(expected);
                } else {
                    assertThat(after.get(plane).get(i))
                            .isEqualTo(before.get(plane).get(i));
                }
            }
        }
        assertThat(inside).isPositive();
    }

    @Test
    void convertsWhatLiesOutsideTheRegion() throws IOException {
        ImagePlus image = TestImages.tomogram();
        image.setRoi(0, 0, 1, 1);
        ImageVolumes volumes = volumes(image);
        ResultForm form = ResultForm.like(volumes).withType(OutputType.BITS_32);
        ImagePlus result = TestImages.constant(volumes, form, new ResultImage(volumes, form), 42);
        assertThat(result.getProcessor().getf(0)).isEqualTo(42);
        assertThat(result.getProcessor().getf(9)).isEqualTo(volumes.source(0, 0).plane(0)[9]);
    }

    @Test
    void refusesARegionThatEnclosesNothing() {
        ImagePlus image = TestImages.gray8();
        for (Roi roi : List.of(new Line(0, 0, 3, 3), new PointRoi(2, 2))) {
            image.setRoi(roi);
            ImageVolumes volumes = volumes(image);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ResultImage(volumes, ResultForm.like(volumes)))
                    .withMessageMatching(
                            "the region of interest of 'gray.tif' is a (straight line|point) selection, which "
                                    + "encloses no pixel; draw an area or remove it .*");
        }
        image.setRoi(new Roi(20, 20, 3, 3));
        ImageVolumes volumes = volumes(image);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultImage(volumes, ResultForm.like(volumes)))
                .withMessageStartingWith("the region of interest of 'gray.tif' encloses no pixel of the image");
    }

    @Test
    void inPlaceChangesTheSelectionOnly() throws IOException {
        ImagePlus image = TestImages.hyperstack(16);
        List<List<Number>> before = TestImages.pixels(image);
        ImageVolumes volumes = ImageVolumes.of(
                image, Axes.Stack.FRAMES, new Selection(Range.parse("2"), Range.parse("1-2"), Range.parse("2-3")));
        ResultForm form = ResultForm.like(volumes).withInPlace(true);
        TestImages.constant(volumes, form, new ResultImage(volumes, form), 42);
        List<List<Number>> after = TestImages.pixels(image);
        for (int index = 1; index <= 24; index++) {
            int[] at = image.convertIndexToPosition(index);
            boolean selected = at[0] == 2 && at[1] <= 2 && at[2] >= 2 && at[2] <= 3;
            if (selected) {
                assertThat(after.get(index - 1)).containsOnly((short) 42);
            } else {
                assertThat(after.get(index - 1)).isEqualTo(before.get(index - 1));
            }
        }
    }

    @Test
    void inPlaceOnOneColourKeepsTheOthers() throws IOException {
        ImagePlus image = TestImages.rgb();
        int before = image.getProcessor().get(5);
        ImageVolumes volumes =
                ImageVolumes.of(image, Axes.Stack.SLICES, new Selection(Range.parse("2"), Range.ALL, Range.ALL));
        ResultForm form = ResultForm.like(volumes).withInPlace(true);
        TestImages.constant(volumes, form, new ResultImage(volumes, form), 42);
        assertThat(image.getProcessor().get(5) & 0xffffff).isEqualTo(before & 0xff00ff | 42 << 8);
    }

    @Test
    void nothingChangesInPlaceBeforeTheEnd() throws IOException {
        ImagePlus image = TestImages.stack();
        List<List<Number>> before = TestImages.pixels(image);
        ImageVolumes volumes = volumes(image);
        ResultImage result = new ResultImage(volumes, ResultForm.like(volumes).withInPlace(true));
        result.sink(0, 0).accept(0, new float[35]);
        assertThatThrownBy(result::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the result has 1 of 4 planes");
        assertThat(TestImages.pixels(image)).isEqualTo(before);
    }

    @Test
    void refusesInPlaceWhatDoesNotFit() {
        ImageVolumes gray = volumes(TestImages.gray8());
        ResultForm form = ResultForm.like(gray).withInPlace(true);
        assertRefused(
                gray,
                form.withExtent(new Shape(5, 3, 1), new int[] {1, 1, 0}),
                "the result is 5 x 3 pixels, the input 7 x 5; use extent=same");
        assertRefused(gray, form.withExtent(new Shape(9, 7, 1), new int[] {-1, -1, 0}), "use extent=same");
        assertRefused(gray, form.withType(OutputType.BITS_32), "'gray.tif' is 8-bit and the result would be 32-bit");
        assertRefused(gray, form.withChannels(2), "the result has 2 channels, the input 1");
        ImageVolumes indexed = volumes(TestImages.indexed());
        assertRefused(indexed, ResultForm.like(indexed).withInPlace(true), "'palette' is an 8-bit colour image");
        ImageVolumes virtual = volumes(new ImagePlus("virtual", new TestImages.CountingStack(3, 16)));
        assertRefused(virtual, ResultForm.like(virtual).withInPlace(true), "'virtual' is a virtual stack");
    }

    private static void assertRefused(ImageVolumes volumes, ResultForm form, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultImage(volumes, form))
                .withMessageStartingWith("the result can't go in place: ")
                .withMessageContaining(why)
                .withMessageEndingWith("; or use destination=new");
    }

    @Test
    void anImageThatGotOtherPixelsMeanwhileIsLeftAlone() {
        for (ImagePlus image : List.of(TestImages.gray8(), TestImages.stack())) {
            ImageVolumes volumes = volumes(image);
            ResultForm form = ResultForm.like(volumes).withInPlace(true);
            ResultImage result = new ResultImage(volumes, form);
            if (image.getStackSize() == 1) {
                image.setProcessor(image.getProcessor().duplicate());
            } else {
                image.setStack(image.getStack().duplicate());
            }
            List<List<Number>> before = TestImages.pixels(image);
            assertThatIllegalStateException()
                    .isThrownBy(() -> TestImages.constant(volumes, form, result, 42))
                    .withMessage("'" + image.getTitle() + "' was closed or given other pixels meanwhile, so the result"
                            + " can't go in place; nothing was changed");
            assertThat(TestImages.pixels(image)).isEqualTo(before);
        }
    }

    @Test
    void keepsTheSurroundingsOfARegionForValidExtentsAndRefusesFull() throws IOException {
        ImagePlus image = TestImages.gray8();
        image.setRoi(2, 2, 2, 2);
        ImageVolumes volumes = volumes(image);
        ResultForm valid = ResultForm.like(volumes).withExtent(new Shape(5, 3, 1), new int[] {1, 1, 0});
        ImagePlus result = TestImages.constant(volumes, valid, new ResultImage(volumes, valid), 42);
        assertThat(result.getProcessor().get(1, 1)).isEqualTo(42);
        assertThat(result.getProcessor().get(2, 2)).isEqualTo(42);
        assertThat(result.getProcessor().get(0, 0))
                .isEqualTo(image.getProcessor().get(1, 1));
        assertThat(result.getProcessor().get(4, 2))
                .isEqualTo(image.getProcessor().get(5, 3));
        assertThat(result.getRoi().getBounds()).isEqualTo(new java.awt.Rectangle(1, 1, 2, 2));
        ResultForm full = ResultForm.like(volumes).withExtent(new Shape(9, 7, 1), new int[] {-1, -1, 0});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ResultImage(volumes, full))
                .withMessageStartingWith("a result larger than the input (extent=full)");
    }

    @Test
    void aFullResultIsLarger() throws IOException {
        ImageVolumes volumes = volumes(TestImages.rgb());
        ResultForm full = ResultForm.like(volumes).withExtent(new Shape(9, 7, 1), new int[] {-1, -1, 0});
        ImagePlus result = TestImages.constant(volumes, full, new ResultImage(volumes, full), 1);
        assertThat(result.getWidth()).isEqualTo(9);
        assertThat(result.getProcessor().get(8, 6)).isEqualTo(0xff010101);
    }
}
