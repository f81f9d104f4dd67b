package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.PlainReference;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/**
 * What a kernel should make of an image: the plain formula in double, then the documented conversion - calibrated units,
 * rounding half up, clipping. Shares nothing with what it checks but the formula's oracle and the kernel's text.
 */
final class ExpectedImage {

    private final ImageKind kind;
    private final ImagePlus input;
    private final Kernel kernel;
    private final Extent extent;
    private final int bitDepth;
    private long clipped;
    private long compared;
    private long otherSide;

    /**
     * @param compared how many pixels of whole numbers were compared
     * @param otherSide how many of those rounding errors moved to the other side of a half
     */
    record Differences(long compared, long otherSide) {}

    private ExpectedImage(ImageKind kind, ImagePlus input, Kernel kernel, Extent extent, int bitDepth) {
        this.kind = kind;
        this.input = input;
        this.kernel = kernel;
        this.extent = extent;
        this.bitDepth = bitDepth;
    }

    static ExpectedImage of(ImageKind kind, ImagePlus input, String kernel, Extent extent, String type) {
        int bitDepth = switch (type) {
            case "8-bit" -> 8;
            case "16-bit" -> 16;
            case "32-bit" -> 32;
            default -> kind.isColour() ? 24 : kind.bits;
        };
        return new ExpectedImage(kind, input, KernelText.parse(kernel), extent, bitDepth);
    }

    int bitDepth() {
        return bitDepth;
    }

    int channels() {
        return kind.isColour() ? 3 : kind.channels;
    }

    boolean isZeroSum() {
        return Math.abs(kernel.sum()) < 1e-6;
    }

    /** Whether pixels stand for the same values as the input's. */
    boolean keepsMeaning() {
        return !kind.isColour() && bitDepth == kind.bits;
    }

    ImageKind kind() {
        return kind;
    }

    Shape shape() {
        return PlainReference.outputShape(
                extent, new Shape(ImageKind.WIDTH, ImageKind.HEIGHT, kind.depth()), kernel.shape());
    }

    /** How far the result's first pixel lies from the input's, along x, y and the stack. */
    int[] origin() {
        Shape taps = kernel.shape();
        int[] size = {taps.width(), taps.height(), taps.depth()};
        int[] origin = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int before = size[axis] / 2;
            origin[axis] = extent == Extent.VALID ? before : extent == Extent.FULL ? before - (size[axis] - 1) : 0;
        }
        return origin;
    }

    /** Of the last comparison; empty if nothing was clipped. */
    String clippedNotice() {
        return clipped == 0 ? "" : clipped + (clipped == 1 ? " value lay" : " values lay") + " beyond";
    }

    /** Compares every pixel: exactly, but for rounding errors where numbers aren't whole. */
    Differences comparePixels(ImagePlus result) {
        assertThat(result.getBitDepth()).isEqualTo(bitDepth);
        assertThat(new int[] {result.getWidth(), result.getHeight()})
                .containsExactly(shape().width(), shape().height());
        for (int channel = 0; channel < channels(); channel++) {
            for (int position = 0; position < kind.positions(); position++) {
                Volume volume = volume(channel, position);
                double[] values = PlainReference.apply(
                        KernelBank.of(kernel), Correlation.DEFAULT.withExtent(extent), List.of(volume))[0];
                double tolerance = 1e-5 * range(volume) * kernel.magnitude();
                for (int z = 0; z < shape().depth(); z++) {
                    comparePlane(result, channel, position, z, volume, values, tolerance);
                }
            }
        }
        return new Differences(compared, otherSide);
    }

    private void comparePlane(
            ImagePlus result, int channel, int position, int z, Volume volume, double[] values, double tolerance) {
        int plane = kind.stackIndex(
                bitDepth == 24 ? 0 : channel, bitDepth == 24 ? 1 : channels(), z, shape().depth(), position);
        ImageProcessor pixels = result.getStack().getProcessor(plane);
        Roi roi = input.getRoi();
        int[] origin = origin();
        int i = z * shape().width() * shape().height();
        for (int y = 0; y < shape().height(); y++) {
            for (int x = 0; x < shape().width(); x++) {
                boolean inside = roi == null || roi.contains(x + origin[0], y + origin[1]);
                double value = inside
                        ? values[i]
                        : volume.plane(z + origin[2])[(y + origin[1]) * ImageKind.WIDTH + x + origin[0]];
                i++;
                comparePixel(pixels, x, y, channel, value, inside ? tolerance : 0);
            }
        }
    }

    private void comparePixel(ImageProcessor pixels, int x, int y, int channel, double value, double tolerance) {
        boolean exact = isExact() && Double.isFinite(value);
        String place = "x " + x + ", y " + y + ", channel " + channel + ", value " + value;
        if (bitDepth == 32) {
            float actual = pixels.getf(x, y);
            if (Double.isNaN(value)) {
                assertThat(actual).as(place).isNaN();
            } else if (Double.isInfinite(value) || exact || tolerance == 0) {
                assertThat(actual).as(place).isEqualTo((float) value);
            } else {
                assertThat(Math.abs(actual - value)).as(place).isLessThanOrEqualTo(tolerance + Math.ulp((float) value));
            }
            return;
        }
        int actual = bitDepth == 24 ? pixels.get(x, y) >> 16 - 8 * channel & 0xff : pixels.get(x, y);
        double raw = value - (keepsMeaning() ? kind.offset() : 0);
        int expected = pixel(raw);
        double half = Math.abs(raw - Math.floor(raw) - 0.5);
        compared++;
        if (actual != expected && !exact && half <= tolerance) {
            otherSide++;
            assertThat(Math.abs(actual - expected)).as(place).isEqualTo(1);
        } else {
            assertThat(actual).as(place).isEqualTo(expected);
        }
    }

    private int pixel(double raw) {
        int largest = bitDepth == 16 ? 65535 : 255;
        if (Double.isNaN(raw)) {
            return 0;
        }
        double pixel = Math.floor(raw + 0.5);
        clipped += pixel < 0 || pixel > largest ? 1 : 0;
        return (int) Math.max(0, Math.min(largest, pixel));
    }

    /** Whether floats hold every sum without rounding: whole pixels, and weights that are quarters. */
    private boolean isExact() {
        for (float weight : kernel.weights()) {
            if (4 * weight != Math.rint(4 * weight)) {
                return false;
            }
        }
        return kind.isWhole();
    }

    /** The input's values, in calibrated units. */
    private Volume volume(int channel, int position) {
        float[][] planes = new float[kind.depth()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = kind.isColour() ? colour(channel) : gray(channel, position, z);
        }
        return new Volume(new Shape(ImageKind.WIDTH, ImageKind.HEIGHT, planes.length), planes);
    }

    private float[] colour(int channel) {
        return (float[]) input.getProcessor()
                .convertToColorProcessor()
                .toFloat(channel, null)
                .getPixels();
    }

    private float[] gray(int channel, int position, int z) {
        int plane = kind.stackIndex(channel, kind.channels, z, kind.depth(), position);
        ImageProcessor pixels = input.getStack().getProcessor(plane);
        float[] values = new float[pixels.getPixelCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (kind.offset() + pixels.getf(i));
        }
        return values;
    }

    private static double range(Volume volume) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (float value : volume.toArray()) {
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return max - min;
    }
}
