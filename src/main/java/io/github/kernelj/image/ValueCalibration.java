package io.github.kernelj.image;

import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * How an image's stored (raw) pixels and its calibrated values belong together: HU of a CT, optical densities, plain gray
 * values. Immutable.
 */
final class ValueCalibration {

    /** Sums of this and a pixel are exact floats. */
    private static final int LARGEST_SHIFT = 1 << 23;

    private final boolean straight;
    private final double offset;
    private final double slope;
    private final float[] values;

    private ValueCalibration(boolean straight, double offset, double slope, float[] values) {
        this.straight = straight;
        this.offset = offset;
        this.slope = slope;
        this.values = values;
    }

    /** Of an image of 8 or 16 bits its calibration function; floats and colours are values already. */
    static ValueCalibration of(ImagePlus image) {
        int bits = image.getBitDepth();
        if (bits != 8 && bits != 16) {
            return plain(0);
        }
        // Looking up a value fills the calibration's table: a copy leaves the input's untouched.
        Calibration calibration = image.getCalibration().copy();
        if (!calibration.calibrated()) {
            return plain(1 << bits);
        }
        float[] values = new float[1 << bits];
        for (int raw = 0; raw < values.length; raw++) {
            values[raw] = (float) calibration.getCValue(raw);
        }
        double[] line = calibration.getCoefficients();
        boolean straight = calibration.getFunction() == Calibration.STRAIGHT_LINE
                && !calibration.zeroClip()
                && line != null
                && line.length == 2
                && line[1] != 0;
        return straight
                ? new ValueCalibration(true, line[0], line[1], values)
                : new ValueCalibration(false, 0, 1, values);
    }

    /** Raw pixels that are values. */
    static ValueCalibration plain(int levels) {
        float[] values = new float[levels];
        for (int raw = 0; raw < levels; raw++) {
            values[raw] = raw;
        }
        return new ValueCalibration(true, 0, 1, values);
    }

    /** The least of all values; −∞ of floats. */
    double least() {
        double least = values.length == 0 ? Double.NEGATIVE_INFINITY : values[0];
        for (float value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    /** The greatest of all values; ∞ of floats. */
    double greatest() {
        double greatest = values.length == 0 ? Double.POSITIVE_INFINITY : values[0];
        for (float value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    /** Whether values are a straight line over raw pixels, so that they can be written back. */
    boolean isStraight() {
        return straight;
    }

    /** Whether values are raw pixels plus a constant. */
    boolean isUnscaled() {
        return straight && slope == 1;
    }

    /** Whether values are raw pixels plus a whole number, so that sums of integers are exact. */
    boolean isShift() {
        return isUnscaled() && offset == Math.rint(offset) && Math.abs(offset) <= LARGEST_SHIFT;
    }

    /** The {@link #isShift whole number}. */
    int shift() {
        return (int) offset;
    }

    /** The value of a pixel of 8 or 16 bits. */
    float ofPixel(int raw) {
        return values[raw];
    }

    /** The raw pixel that stands for a value, not yet rounded; only for straight lines. */
    double raw(double value) {
        return (value - offset) / slope;
    }

    /** The value of a raw pixel, which needn't be whole; only for straight lines. */
    double value(double raw) {
        return offset + slope * raw;
    }
}
