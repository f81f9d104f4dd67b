package io.github.kernelj.engine;

/**
 * One product of lines: the taps z combine input planes, x combines neighbours in a row, y combines rows. Every kernel is
 * a sum of such terms; each of its columns is one, and a separable kernel is one altogether.
 *
 * @param input input channel
 * @param z taps along the planes
 * @param x taps along a row
 * @param y taps down the rows, for each output channel; empty where the output doesn't take part
 */
record Term(int input, Taps z, Taps x, Taps[] y) {

    boolean sharesPlanesWith(Term other) {
        return other != null && other.input == input && other.z == z;
    }

    boolean sharesRowsWith(Term other) {
        return sharesPlanesWith(other) && other.x == x;
    }
}
