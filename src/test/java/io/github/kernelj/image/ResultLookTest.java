package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultLookTest {

    private static ImageVolumes volumes(ImagePlus image) {
        return ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL);
    }

    @Test
    void identityKeepsMetadataOfEveryKind() throws IOException {
        for (ImagePlus image : TestImages.allKinds()) {
            ImageVolumes volumes = volumes(image);
            ImagePlus copy = TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
            assertThat(copy.getCalibration().equals(image.getCalibration()))
                    .as(image.getTitle())
                    .isTrue();
            assertThat(copy.getCalibration().xOrigin).isEqualTo(3);
            assertThat(copy.getCalibration().frameInterval).isEqualTo(1.5);
            assertThat(copy.getCalibration().getCoefficients())
                    .isEqualTo(image.getCalibration().getCoefficients());
            assertThat(copy.getDimensions()).isEqualTo(image.getDimensions());
            assertThat(copy.isComposite()).isEqualTo(image.isComposite());
            assertThat(copy.isHyperStack()).isEqualTo(image.isHyperStack());
            assertThat(copy.getCompositeMode()).isEqualTo(image.getCompositeMode());
            assertThat(copy.getInfoProperty()).isEqualTo("taken on a Monday");
            assertThat(copy.getProp("stain")).isEqualTo("DAPI");
            assertThat(copy.getOverlay().get(0).getBounds())
                    .isEqualTo(image.getOverlay().get(0).getBounds());
            assertThat(copy.getDisplayRangeMin()).isEqualTo(image.getDisplayRangeMin());
            assertThat(copy.getDisplayRangeMax()).isEqualTo(image.getDisplayRangeMax());
            assertThat(copy.getLuts().length).isEqualTo(image.getLuts().length);
            for (int c = 0; c < copy.getLuts().length; c++) {
                assertThat(copy.getLuts()[c].getBytes()).isEqualTo(image.getLuts()[c].getBytes());
                assertThat(copy.getLuts()[c].min).isEqualTo(image.getLuts()[c].min);
                assertThat(copy.getLuts()[c].max).isEqualTo(image.getLuts()[c].max);
            }
            for (int i = 1; i <= image.getStackSize() && image.getStackSize() > 1; i++) {
                assertThat(copy.getStack().getSliceLabel(i))
                        .isEqualTo(image.getStack().getSliceLabel(i));
            }
        }
    }

    @Test
    void keepsTheCompositeModeAndTheActiveChannels() throws IOException {
        CompositeImage image = (CompositeImage) TestImages.hyperstack(8);
        image.getActiveChannels()[1] = false;
        ImageVolumes volumes = volumes(image);
        CompositeImage copy =
                (CompositeImage) TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(copy.getActiveChannels()[0]).isTrue();
        assertThat(copy.getActiveChannels()[1]).isFalse();
        image.setMode(CompositeImage.GRAYSCALE);
        copy = (CompositeImage) TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(copy.getMode()).isEqualTo(CompositeImage.GRAYSCALE);
    }

    @Test
    void namesResultsAsImageJNamesDuplicates() throws IOException {
        assertThat(title("cells.tif")).isEqualTo("cells-filtered.tif");
        assertThat(title("blobs")).isEqualTo("blobs-filtered");
        assertThat(title("v1.2 of a long name")).isEqualTo("v1.2 of a long name-filtered");
        assertThat(title(".hidden")).isEqualTo(".hidden-filtered");
    }

    private static String title(String title) throws IOException {
        ImagePlus image = TestImages.gray8();
        image.setTitle(title);
        ImageVolumes volumes = volumes(image);
        return TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)))
                .getTitle();
    }

    @Test
    void movesOriginOverlayAndLabelsByTheExtent() throws IOException {
        ImagePlus image = TestImages.stack();
        TestImages.decorate(image);
        Roi onSecond = new Roi(2, 2, 1, 1);
        onSecond.setPosition(2);
        Roi onFirst = new Roi(2, 2, 1, 1);
        onFirst.setPosition(1);
        Overlay overlay = new Overlay(onSecond);
        overlay.add(onFirst);
        image.setOverlay(overlay);
        ImageVolumes volumes = volumes(image);
        ResultForm valid = ResultForm.like(volumes).withExtent(new Shape(5, 4, 2), new int[] {1, 0, 1});
        ImagePlus result = TestImages.constant(volumes, valid, new ResultImage(volumes, valid), 3);
        Calibration calibration = result.getCalibration();
        assertThat(calibration.getX(0)).isEqualTo(image.getCalibration().getX(1));
        assertThat(calibration.getY(0)).isEqualTo(image.getCalibration().getY(0));
        assertThat(calibration.getZ(0)).isEqualTo(image.getCalibration().getZ(1));
        assertThat(result.getStack().getSliceLabel(1)).isEqualTo("section 1");
        assertThat(result.getStack().getSliceLabel(2)).isEqualTo("section 2");
        assertThat(result.getOverlay().size()).isEqualTo(1);
        assertThat(result.getOverlay().get(0).getBounds().x).isEqualTo(1);
        assertThat(result.getOverlay().get(0).getPosition()).isEqualTo(1);
        assertThat(onSecond.getPosition()).isEqualTo(2);
        assertThat(onSecond.getBounds().x).isEqualTo(2);

        ResultForm full = ResultForm.like(volumes).withExtent(new Shape(7, 5, 6), new int[] {0, 0, -1});
        result = TestImages.constant(volumes, full, new ResultImage(volumes, full), 3);
        String[] labels = IntStream.rangeClosed(1, 6)
                .mapToObj(result.getStack()::getSliceLabel)
                .toArray(String[]::new);
        assertThat(labels).containsExactly(null, "section 0", "section 1", "section 2", "section 3", null);
    }

    @Test
    void keepsWhatBelongsToTheSelectedPlanes() throws IOException {
        ImagePlus image = TestImages.hyperstack(8);
        Roi kept = new Roi(0, 0, 2, 2);
        kept.setPosition(2, 3, 4);
        Roi dropped = new Roi(0, 0, 2, 2);
        dropped.setPosition(1, 3, 4);
        Overlay overlay = new Overlay(kept);
        overlay.add(dropped);
        image.setOverlay(overlay);
        ImageVolumes volumes = ImageVolumes.of(
                image, Axes.Stack.FRAMES, new Selection(Range.parse("2"), Range.parse("2-3"), Range.parse("3-4")));
        ImagePlus result = TestImages.identity(volumes, new ResultImage(volumes, ResultForm.like(volumes)));
        assertThat(new int[] {result.getNChannels(), result.getNSlices(), result.getNFrames()})
                .containsExactly(1, 2, 2);
        for (int z = 1; z <= 2; z++) {
            for (int t = 1; t <= 2; t++) {
                int input = image.getStackIndex(2, z + 1, t + 2);
                int output = result.getStackIndex(1, z, t);
                assertThat(result.getStack().getPixels(output))
                        .isEqualTo(image.getStack().getPixels(input));
                assertThat(result.getStack().getSliceLabel(output)).isEqualTo("plane " + input);
            }
        }
        assertThat(result.getLuts()[0].getBytes()).isEqualTo(image.getLuts()[1].getBytes());
        assertThat(result.getDisplayRangeMax()).isEqualTo(100);
        assertThat(result.getCalibration().zOrigin).isEqualTo(0);
        assertThat(result.getOverlay().size()).isEqualTo(1);
        assertThat(result.getOverlay().get(0).getZPosition()).isEqualTo(2);
        assertThat(result.getOverlay().get(0).getTPosition()).isEqualTo(2);
    }

    @Test
    void showsZeroSumResultsSymmetrically() throws IOException {
        ImageVolumes volumes = volumes(TestImages.float32());
        ResultForm form = ResultForm.like(volumes).withZeroSum(true);
        ResultImage result = new ResultImage(volumes, form);
        float[] plane = new float[35];
        plane[0] = -8;
        plane[1] = 3;
        result.sink(0, 0).accept(0, plane);
        ImagePlus image = result.finish();
        assertThat(image.getDisplayRangeMin()).isEqualTo(-8);
        assertThat(image.getDisplayRangeMax()).isEqualTo(8);
    }

    @Test
    void showsZeroSumResultsOfCalibratedImagesSymmetrically() throws IOException {
        ImageVolumes volumes = volumes(TestImages.signed16());
        ResultForm form = ResultForm.like(volumes).withZeroSum(true);
        ResultImage result = new ResultImage(volumes, form);
        float[] plane = new float[35];
        plane[0] = -8;
        plane[1] = 3;
        result.sink(0, 0).accept(0, plane);
        ImagePlus image = result.finish();
        assertThat(image.getProcessor().getMin()).isEqualTo(32760);
        assertThat(image.getProcessor().getMax()).isEqualTo(32776);
    }

    @Test
    void setsTheRangeAnewForAnotherType() throws IOException {
        ImageVolumes volumes = volumes(TestImages.twelveBits());
        ResultForm form = ResultForm.like(volumes).withType(OutputType.BITS_32);
        ResultImage result = new ResultImage(volumes, form);
        float[] plane = new float[35];
        plane[0] = 2;
        plane[1] = 30;
        result.sink(0, 0).accept(0, plane);
        ImagePlus image = result.finish();
        assertThat(image.getDisplayRangeMin()).isZero();
        assertThat(image.getDisplayRangeMax()).isEqualTo(30);
    }

    @Test
    void setsTheRangeInPlaceForZeroSumsOnly() throws IOException {
        for (ImagePlus image : new ImagePlus[] {TestImages.float32(), TestImages.hyperstack(32)}) {
            ImageVolumes volumes = volumes(image);
            double before = image.getDisplayRangeMax();
            ResultForm form = ResultForm.like(volumes).withInPlace(true);
            TestImages.constant(volumes, form, new ResultImage(volumes, form), -5);
            assertThat(image.getDisplayRangeMax()).isEqualTo(before);
            ResultForm zeroSum = form.withZeroSum(true);
            ResultImage result = new ResultImage(volumes, zeroSum);
            for (int position = 0; position < volumes.positions(); position++) {
                for (int c = 0; c < volumes.channels(); c++) {
                    for (int z = 0; z < volumes.shape().depth(); z++) {
                        float[] plane = new float[35];
                        plane[2] = -4 - c;
                        result.sink(c, position).accept(z, plane);
                    }
                }
            }
            result.finish();
            assertThat(image.getDisplayRangeMin()).isEqualTo(-4);
            assertThat(image.getDisplayRangeMax()).isEqualTo(4);
        }
    }

    @Test
    void manyRunsOverOneChannelMixIntoAnother() throws IOException {
        ImageVolumes volumes = volumes(TestImages.hyperstack(16));
        ResultForm form = ResultForm.like(volumes).withChannels(1);
        ImagePlus result = TestImages.constant(volumes, form, new ResultImage(volumes, form), 7);
        assertThat(result.isComposite()).isFalse();
        assertThat(result.getDimensions()).containsExactly(7, 5, 1, 3, 4);
        assertThat(result.getStack().getSliceLabel(1)).isNull();
    }
}
