package io.github.kernelj.engine;

/**
 * A product of sums: the taps z combine input planes to rows, each of x combines a row's columns to a row set, and y adds
 * the rows of these sets up. Every kernel is a sum of such terms. A separable kernel is one, with a single row set; a few
 * columns of any kernel are one, with a shifted copy of the rows for each of them.
 *
 * @param input input channel
 * @param z taps along the planes
 * @param x taps along a row, for each row set
 * @param y taps down the rows of all sets, for each output channel; the rows of set i begin at i times the stride. Empty
 *     where the output doesn't take part
 */
record Term(int input, Taps z, Taps[] x, Taps[] y) {

    boolean sharesPlanesWith(Term other) {
        return other != null && other.input == input && other.z == z;
    }
}
