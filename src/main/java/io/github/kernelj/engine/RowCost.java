package io.github.kernelj.engine;

/** Predicted times of {@link RowByRow}'s parts, in nanoseconds on a processor of 2021. */
final class RowCost {

    private RowCost() {}

    /** To copy part of a row. */
    static double ofCopy(double pixels) {
        return 10 + 0.08 * pixels;
    }

    /** To clear, add up, check and store part of a row. */
    static double ofSums(double pixels, int taps) {
        int groups = (taps + RowLoops.MOST - 1) / RowLoops.MOST;
        return 30 + 0.6 * pixels + groups * (14 + 0.05 * pixels) + taps * (1 + 0.043 * pixels);
    }
}
