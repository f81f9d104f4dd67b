package io.github.kernelj.learn;

import io.github.kernelj.engine.Workers;
import java.util.function.IntConsumer;

/**
 * The sums for long vectors, by blocked rank-n updates: eight vectors are added to a row of the sum at a time,
 * a row being cut into strips that the compiler turns into vector instructions. Only what lies on and above the diagonal is
 * made.
 */
final class OuterProducts implements WindowSums {

    private static final int WIDE = 128;
    private static final int NARROW = 32;
    private static final int GROUP = 8;

    /** Vectors that stay in the cache while the rows of a strip are gone through. */
    private static final int CACHED = 32;

    private static final int ROWS_PER_TASK = 32;
    private static final int BATCH_VALUES = 1 << 18;

    private final int size;
    private final int batch;
    private final int[] starts;
    private final int[] widths;
    private final double[][][] sums;
    private final double[][][] vectors;
    private final double[] factors;

    OuterProducts(int size) {
        this.size = size;
        int wide = size / WIDE + (size % WIDE > WIDE / 2 ? 1 : 0);
        int narrow = Math.max(0, (size - wide * WIDE + NARROW - 1) / NARROW);
        this.batch = Math.max(CACHED, Math.min(8192, BATCH_VALUES / size / CACHED * CACHED));
        this.starts = new int[wide + narrow];
        this.widths = new int[wide + narrow];
        this.sums = new double[wide + narrow][][];
        this.vectors = new double[wide + narrow][][];
        this.factors = new double[batch];
        int start = 0;
        for (int strip = 0; strip < starts.length; strip++) {
            starts[strip] = start;
            widths[strip] = strip < wide ? WIDE : NARROW;
            start += widths[strip];
            sums[strip] = new double[Math.min(size, start)][widths[strip]];
            vectors[strip] = new double[batch][widths[strip]];
        }
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void set(int place, double[] vector, double factor) {
        factors[place] = factor;
        for (int strip = 0; strip < starts.length; strip++) {
            System.arraycopy(
                    vector, starts[strip], vectors[strip][place], 0, Math.min(widths[strip], size - starts[strip]));
        }
    }

    @Override
    public void add(int count, Workers workers) {
        int whole = (count + GROUP - 1) / GROUP * GROUP;
        for (int place = count; place < whole; place++) {
            factors[place] = 0;
        }
        int[] tasks = new int[starts.length + 1];
        for (int strip = 0; strip < starts.length; strip++) {
            tasks[strip + 1] = tasks[strip] + (sums[strip].length + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
        }
        IntConsumer work = task -> {
            int strip = 0;
            while (task >= tasks[strip + 1]) {
                strip++;
            }
            int first = (task - tasks[strip]) * ROWS_PER_TASK;
            add(strip, first, Math.min(sums[strip].length, first + ROWS_PER_TASK), whole);
        };
        workers.run(tasks[starts.length], work);
    }

    private void add(int strip, int firstRow, int endRow, int count) {
        double[] f = new double[GROUP];
        for (int from = 0; from < count; from += CACHED) {
            int end = Math.min(count, from + CACHED);
            for (int row = firstRow; row < endRow; row++) {
                int own = Math.min(row / WIDE, starts.length - 1);
                while (row >= starts[own] + widths[own]) {
                    own++;
                }
                while (row < starts[own]) {
                    own--;
                }
                int column = row - starts[own];
                for (int i = from; i < end; i += GROUP) {
                    for (int k = 0; k < GROUP; k++) {
                        f[k] = factors[i + k] * vectors[own][i + k][column];
                    }
                    if (widths[strip] == WIDE) {
                        addWide(sums[strip][row], vectors[strip], i, f);
                    } else {
                        addNarrow(sums[strip][row], vectors[strip], i, f);
                    }
                }
            }
        }
    }

    @Override
    public double value(int row, int column) {
        int strip = starts.length - 1;
        while (column < starts[strip]) {
            strip--;
        }
        return sums[strip][row][column - starts[strip]];
    }

    private static void addWide(double[] sum, double[][] vectors, int i, double[] f) {
        double f0 = f[0], f1 = f[1], f2 = f[2], f3 = f[3], f4 = f[4], f5 = f[5], f6 = f[6], f7 = f[7];
        double[] a = vectors[i], b = vectors[i + 1], c = vectors[i + 2], d = vectors[i + 3];
        double[] e = vectors[i + 4], p = vectors[i + 5], q = vectors[i + 6], r = vectors[i + 7];
        for (int x = 0; x < WIDE; x++) {
            double first = Math.fma(f0, a[x], Math.fma(f1, b[x], Math.fma(f2, c[x], Math.fma(f3, d[x], sum[x]))));
            sum[x] = Math.fma(f4, e[x], Math.fma(f5, p[x], Math.fma(f6, q[x], Math.fma(f7, r[x], first))));
        }
    }

    private static void addNarrow(double[] sum, double[][] vectors, int i, double[] f) {
        double f0 = f[0], f1 = f[1], f2 = f[2], f3 = f[3], f4 = f[4], f5 = f[5], f6 = f[6], f7 = f[7];
        double[] a = vectors[i], b = vectors[i + 1], c = vectors[i + 2], d = vectors[i + 3];
        double[] e = vectors[i + 4], p = vectors[i + 5], q = vectors[i + 6], r = vectors[i + 7];
        for (int x = 0; x < NARROW; x++) {
            double first = Math.fma(f0, a[x], Math.fma(f1, b[x], Math.fma(f2, c[x], Math.fma(f3, d[x], sum[x]))));
            sum[x] = Math.fma(f4, e[x], Math.fma(f5, p[x], Math.fma(f6, q[x], Math.fma(f7, r[x], first))));
        }
    }
}
