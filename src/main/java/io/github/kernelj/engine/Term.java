package io.github.kernelj.engine;

import java.util.List;

/**
 * A product of sums: the taps z combine input planes to rows, each of x combines a row's columns to a row set, and the
 * passes add the rows of these sets to the sums. Every kernel is a sum of such terms. A separable kernel is one, with a
 * single row set; a few columns of any kernel are one, with a shifted copy of the rows for each of them.
 *
 * @param input input channel
 * @param z taps along the planes
 * @param x taps along a row, for each row set
 * @param passes for each output channel, what is added as soon as a row of the sets is there; empty where the output
 *     doesn't take part
 */
record Term(int input, Taps z, Taps[] x, List<List<Pass>> passes) {

    /**
     * Taps that are added in one go.
     *
     * @param lag how far above the newest row the row lies that is added to
     * @param taps their offsets count rows from the one that is added to; those of set i begin at i times the stride
     */
    record Pass(int lag, Taps taps) {}

    boolean sharesPlanesWith(Term other) {
        return other != null && other.input == input && other.z == z;
    }

    /** How many rows of a set are in use at a time. */
    int rowsInUse() {
        int most = 0;
        for (List<Pass> ofOutput : passes) {
            for (Pass pass : ofOutput) {
                most = Math.max(most, pass.lag());
            }
        }
        return x.length > 1 ? 1 : most + 1;
    }
}
