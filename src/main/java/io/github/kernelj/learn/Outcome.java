package io.github.kernelj.learn;

/**
 * Where a method ended.
 *
 * @param x the unknowns
 * @param steps number of updates that led to them
 * @param end why it ended there
 */
record Outcome(double[] x, long steps, End end) {

    enum End {
        /** All steps were taken, or the tolerance was reached. */
        DONE,
        /** The loss grew; x is the best before. */
        DIVERGED,
        /** Nobody wants more; x is the best so far. */
        CANCELLED
    }
}
