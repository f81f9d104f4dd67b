package io.github.kernelj.learn;

/**
 * Pixels at the limits of what the image's type holds: what lies beyond is lost, and no linear filter makes it.
 *
 * @param lower the least value the target can hold; NaN if there is no limit
 * @param upper the most
 * @param low number of target pixels at or below the least value
 * @param high number of target pixels at or above the most
 * @param count number of target pixels
 */
public record Clipping(double lower, double upper, long low, long high, long count) {

    /** From this part of the pixels on clipping is said to matter. */
    private static final double MATTERS = 0.001;

    /** The clipped part of the pixels, from 0 to 1. */
    public double part() {
        return count == 0 ? 0 : (double) (low + high) / count;
    }

    /** Whether so many pixels are clipped that the kernel suffers. */
    public boolean matters() {
        return part() > MATTERS;
    }
}
