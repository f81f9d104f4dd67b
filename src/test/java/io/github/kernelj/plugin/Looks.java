package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.awt.Rectangle;

/** Checks everything of an image but its pixels. */
final class Looks {

    private static final Color[] RGB = {Color.RED, Color.GREEN, Color.BLUE};

    private Looks() {}

    /** Every trace that a command might leave in its input. */
    static void assertUntouched(ImagePlus image, ImagePlus before) {
        assertThat(PixelBytes.of(image)).isEqualTo(PixelBytes.of(before));
        assertThat(image.getTitle()).isEqualTo(before.getTitle());
        assertThat(image.getType()).isEqualTo(before.getType());
        assertThat(image.changes).isFalse();
        assertThat(image.getCurrentSlice()).isEqualTo(before.getCurrentSlice());
        assertThat(image.getOpenAsHyperStack()).isEqualTo(before.getOpenAsHyperStack());
        assertThat(image.getCalibration().equals(before.getCalibration())).isTrue();
        assertCalibration(image, before, new int[3], 0);
        assertThat(image.getCalibration().getCoefficients())
                .isEqualTo(before.getCalibration().getCoefficients());
        assertRest(image, before, new int[3]);
        assertLabels(image, before);
        LUT[] luts = image.getLuts();
        for (int channel = 0; channel < luts.length; channel++) {
            LUT lut = before.getLuts()[channel];
            assertThat(luts[channel].getBytes()).isEqualTo(lut.getBytes());
            assertThat(luts[channel].min).isEqualTo(lut.min);
            assertThat(luts[channel].max).isEqualTo(lut.max);
        }
        assertComposite(image, before);
    }

    /** What a result keeps of its input, moved by the extent, and what it can't keep. */
    static void assertResult(ImagePlus result, ImagePlus before, ExpectedImage expected, boolean inPlace) {
        ImageKind kind = expected.kind();
        int[] origin = expected.origin();
        assertThat(result.getTitle())
                .isEqualTo(inPlace ? before.getTitle() : before.getTitle().replace(".tif", "-filtered.tif"));
        int depth = expected.shape().depth();
        assertThat(new int[] {result.getNChannels(), result.getNSlices(), result.getNFrames()})
                .containsExactly(
                        expected.bitDepth() == 24 ? 1 : expected.channels(),
                        kind == ImageKind.VIDEO ? 1 : depth,
                        kind == ImageKind.VIDEO ? depth : kind.frames);
        assertCalibration(result, before, origin, kind == ImageKind.VIDEO ? 0 : origin[2]);
        assertFunction(result.getCalibration(), before.getCalibration(), expected);
        assertRest(result, before, origin);
        assertMovedLabels(result, before, expected);
        if (inPlace) {
            assertThat(result.changes).isTrue();
            assertThat(result.getCurrentSlice()).isEqualTo(before.getCurrentSlice());
        }
        if (expected.bitDepth() != 24) {
            assertColours(result, before, expected);
            for (int channel = 0; channel < expected.channels(); channel++) {
                assertRange(result, before, expected, channel);
            }
        }
        if (!kind.isColour()) {
            assertComposite(result, before);
        } else {
            assertThat(result.isComposite()).isEqualTo(expected.bitDepth() != 24);
        }
    }

    private static void assertCalibration(ImagePlus image, ImagePlus before, int[] origin, int slices) {
        Calibration is = image.getCalibration();
        Calibration was = before.getCalibration();
        assertThat(new double[] {is.pixelWidth, is.pixelHeight, is.pixelDepth, is.frameInterval})
                .containsExactly(was.pixelWidth, was.pixelHeight, was.pixelDepth, was.frameInterval);
        assertThat(is.getUnit()).isEqualTo(was.getUnit());
        assertThat(new double[] {is.xOrigin, is.yOrigin, is.zOrigin})
                .containsExactly(was.xOrigin - origin[0], was.yOrigin - origin[1], was.zOrigin - slices);
    }

    private static void assertFunction(Calibration is, Calibration was, ExpectedImage expected) {
        if (expected.keepsMeaning()) {
            assertThat(is.getFunction()).isEqualTo(was.getFunction());
            assertThat(is.getCoefficients()).isEqualTo(was.getCoefficients());
            assertThat(is.getValueUnit()).isEqualTo(was.getValueUnit());
        } else {
            assertThat(is.calibrated()).isFalse();
            if (expected.bitDepth() == 32) {
                assertThat(is.getValueUnit()).isEqualTo(was.getValueUnit());
            }
        }
    }

    /** Info, properties, overlay and region of interest. */
    private static void assertRest(ImagePlus image, ImagePlus before, int[] origin) {
        assertThat(image.getInfoProperty()).isEqualTo(before.getInfoProperty());
        assertThat(image.getProp("stain")).isEqualTo("DAPI");
        assertThat(image.getOverlay().size()).isEqualTo(1);
        assertMoved(image.getOverlay().get(0), before.getOverlay().get(0), origin);
        assertThat(image.getRoi() == null).isEqualTo(before.getRoi() == null);
        if (before.getRoi() != null) {
            assertMoved(image.getRoi(), before.getRoi(), origin);
        }
    }

    private static void assertMoved(Roi roi, Roi before, int[] origin) {
        Rectangle bounds = before.getBounds();
        bounds.translate(-origin[0], -origin[1]);
        assertThat(roi.getBounds()).isEqualTo(bounds);
        assertThat(roi.getTypeAsString()).isEqualTo(before.getTypeAsString());
    }

    private static void assertLabels(ImagePlus image, ImagePlus before) {
        for (int i = 1; i <= before.getStackSize(); i++) {
            assertThat(image.getStack().getSliceLabel(i))
                    .isEqualTo(before.getStack().getSliceLabel(i));
        }
    }

    private static void assertMovedLabels(ImagePlus result, ImagePlus before, ExpectedImage expected) {
        ImageKind kind = expected.kind();
        int depth = expected.shape().depth();
        for (int position = 0; position < kind.positions() && before.getStackSize() > 1; position++) {
            for (int z = 0; z < depth; z++) {
                for (int channel = 0; channel < kind.channels; channel++) {
                    int from = z + expected.origin()[2];
                    String label = from < 0 || from >= kind.depth()
                            ? null
                            : before.getStack()
                                    .getSliceLabel(
                                            kind.stackIndex(channel, kind.channels, from, kind.depth(), position));
                    int index = kind.stackIndex(channel, kind.channels, z, depth, position);
                    assertThat(
                                    result.getStackSize() == 1
                                            ? result.getProp("Slice_Label")
                                            : result.getStack().getSliceLabel(index))
                            .isEqualTo(label);
                }
            }
        }
    }

    private static void assertColours(ImagePlus result, ImagePlus before, ExpectedImage expected) {
        for (int channel = 0; channel < expected.channels(); channel++) {
            LUT lut = expected.kind().isColour() ? LUT.createLutFromColor(RGB[channel]) : before.getLuts()[channel];
            assertThat(result.getLuts()[channel].getBytes()).isEqualTo(lut.getBytes());
        }
    }

    private static void assertComposite(ImagePlus image, ImagePlus before) {
        assertThat(image.isComposite()).isEqualTo(before.isComposite());
        if (before instanceof CompositeImage composite) {
            assertThat(image.getCompositeMode()).isEqualTo(composite.getMode());
            assertThat(((CompositeImage) image).getActiveChannels()).isEqualTo(composite.getActiveChannels());
        }
    }

    /**
     * The range stays where pixels mean what they meant; else it is that of the pixels, symmetric about 0 if there are
     * negative ones, and that of a byte for brightnesses.
     */
    private static void assertRange(ImagePlus result, ImagePlus before, ExpectedImage expected, int channel) {
        LUT lut = result.getLuts()[channel];
        double offset = expected.keepsMeaning() ? expected.kind().offset() : 0;
        double[] pixels = extremes(result, channel);
        double least = pixels[0] + offset;
        double most = Math.max(Math.abs(least), Math.abs(pixels[1] + offset));
        boolean brightness = expected.bitDepth() == 8 || expected.kind().isColour();
        double[] range;
        if (expected.keepsMeaning() && !expected.isZeroSum()) {
            range = new double[] {before.getLuts()[channel].min, before.getLuts()[channel].max};
        } else if (pixels[0] == pixels[1]) {
            range = new double[] {
                0, expected.bitDepth() == 16 && !expected.kind().isColour() ? 65535 : 255
            };
        } else if (least < 0) {
            range = new double[] {-most - offset, most - offset};
        } else if (brightness && !expected.isZeroSum()) {
            range = new double[] {0, 255};
        } else {
            range = pixels;
        }
        // ImageJ keeps the range of 8- and 16-bit images in whole numbers.
        double slack = expected.bitDepth() == 32 ? Math.ulp((float) most) : 0.5;
        assertThat(lut.min).as("display minimum").isCloseTo(range[0], within(slack));
        assertThat(lut.max).as("display maximum").isCloseTo(range[1], within(slack));
    }

    /** The least and the largest finite pixel of a channel. */
    private static double[] extremes(ImagePlus result, int channel) {
        double[] extremes = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = 1; i <= result.getStackSize(); i++) {
            ImageProcessor plane = result.getStack().getProcessor(i);
            boolean ofChannel = (i - 1) % result.getNChannels() == channel;
            for (int p = 0; p < plane.getPixelCount() && ofChannel; p++) {
                float pixel = plane.getf(p);
                if (Float.isFinite(pixel)) {
                    extremes[0] = Math.min(extremes[0], pixel);
                    extremes[1] = Math.max(extremes[1], pixel);
                }
            }
        }
        return extremes;
    }
}
