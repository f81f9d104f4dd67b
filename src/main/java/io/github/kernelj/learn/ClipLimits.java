package io.github.kernelj.learn;

/**
 * The least and the largest value that an image can hold. Pixels that have them are taken as clipped.
 *
 * @param low in calibrated units; −∞ if there is none
 * @param high above it, in calibrated units; ∞ if there is none
 */
public record ClipLimits(double low, double high) {

    /** Of an image that can hold any value. */
    public static final ClipLimits NONE = new ClipLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** @throws IllegalArgumentException if low isn't below high */
    public ClipLimits {
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "the limits of clipping must be low < high, got " + low + " and " + high);
        }
    }

    /** Whether a value lies at a limit or beyond. */
    public boolean clips(double value) {
        return value <= low || value >= high;
    }

    /** Whether a value lies beyond the limits moved inwards, which may cross. */
    boolean clips(double value, double margin) {
        return value <= low + margin || value >= high - margin;
    }

    boolean isNone() {
        return equals(NONE);
    }
}
