package io.github.kernelj.learn;

import io.github.kernelj.engine.Workers;

/**
 * Σ f · v vᵀ for vectors v of one length, added in batches. The sums don't depend on how many threads there are. Not safe
 * for use by several threads but where it says so.
 */
interface WindowSums {

    /** Multiplications and additions in a nanosecond, counting those above the diagonal. */
    double RATE = 5;

    /** Longest vectors whose pairs of components are better gone through one by one. */
    int SHORT = 64;

    static WindowSums of(int size) {
        return size <= SHORT ? new PairProducts(size) : new OuterProducts(size);
    }

    /** Most vectors that can be added at a time. */
    int batch();

    /** Writes a vector into its place in the batch; different places may be written by several threads. */
    void set(int place, double[] vector, double factor);

    /** Adds the products of the first {@code count} vectors of the batch. */
    void add(int count, Workers workers);

    /** The sum's entry at a row and a column not before it. */
    double value(int row, int column);
}
