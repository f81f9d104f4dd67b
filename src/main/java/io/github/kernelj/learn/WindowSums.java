package io.github.kernelj.learn;

import io.github.kernelj.engine.Workers;
import java.util.stream.IntStream;

/**
 * Σ f · v vᵀ for vectors v of one length, by blocked rank-n updates: eight vectors are added to a row of the sum at a time, a
 * row being cut into {@linkplain RankUpdate strips} that the compiler turns into vector instructions. Only what lies on and
 * above the diagonal is made. The sums don't depend on how many threads there are. Not safe for use by several threads but
 * where it says so.
 */
final class WindowSums {

    /** Multiplications and additions in a nanosecond, counting those above the diagonal. */
    static final double RATE = 5;

    /** Groups of vectors that stay in the cache while the rows of a strip are gone through. */
    private static final int CACHED = 2;

    private static final int ROWS_PER_TASK = 32;
    private static final int BATCH_VALUES = 1 << 18;
    private static final int MOST_VECTORS = 8192;

    private final int size;
    private final int groups;
    private final int[] widths;
    /** By strip and row: the columns of the strip. */
    private final double[][][] sums;
    /** By strip and group of vectors: one vector's part after the other. */
    private final double[][][] vectors;

    private final double[] factors;

    /** @param size length of the vectors */
    WindowSums(int size) {
        this.size = size;
        this.groups =
                Math.max(CACHED, Math.min(MOST_VECTORS, BATCH_VALUES / size) / RankUpdate.VECTORS / CACHED * CACHED);
        this.widths = IntStream.range(0, (size + RankUpdate.WIDEST - 1) / RankUpdate.WIDEST)
                .map(strip -> RankUpdate.width(size - strip * RankUpdate.WIDEST))
                .toArray();
        this.sums = new double[widths.length][][];
        this.vectors = new double[widths.length][][];
        this.factors = new double[groups * RankUpdate.VECTORS];
        for (int strip = 0; strip < widths.length; strip++) {
            int rows = Math.min(size, strip * RankUpdate.WIDEST + widths[strip]);
            sums[strip] = new double[rows][widths[strip]];
            vectors[strip] = new double[groups][RankUpdate.VECTORS * widths[strip]];
        }
    }

    /** Most vectors that can be added at a time. */
    int batch() {
        return factors.length;
    }

    /** Writes a vector into its place in the batch; different places may be written by several threads. */
    void set(int place, double[] vector, double factor) {
        factors[place] = factor;
        int group = place / RankUpdate.VECTORS;
        int within = place % RankUpdate.VECTORS;
        for (int strip = 0; strip < widths.length; strip++) {
            int start = strip * RankUpdate.WIDEST;
            int count = Math.min(widths[strip], size - start);
            System.arraycopy(vector, start, vectors[strip][group], within * widths[strip], count);
        }
    }

    /** Adds the products of the first {@code count} vectors of the batch. */
    void add(int count, Workers workers) {
        int whole = (count + RankUpdate.VECTORS - 1) / RankUpdate.VECTORS;
        for (int place = count; place < whole * RankUpdate.VECTORS; place++) {
            factors[place] = 0;
        }
        int tasksOfStrip = (size + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
        workers.run(widths.length * tasksOfStrip, task -> {
            int strip = task / tasksOfStrip;
            int first = task % tasksOfStrip * ROWS_PER_TASK;
            add(strip, first, Math.min(sums[strip].length, first + ROWS_PER_TASK), whole);
        });
    }

    private void add(int strip, int firstRow, int endRow, int groupCount) {
        double[] f = new double[RankUpdate.VECTORS];
        for (int from = 0; from < groupCount; from += CACHED) {
            int end = Math.min(groupCount, from + CACHED);
            for (int row = firstRow; row < endRow; row++) {
                int own = row / RankUpdate.WIDEST;
                int column = row % RankUpdate.WIDEST;
                for (int group = from; group < end; group++) {
                    double[] ofRow = vectors[own][group];
                    for (int k = 0; k < f.length; k++) {
                        f[k] = factors[group * f.length + k] * ofRow[k * widths[own] + column];
                    }
                    RankUpdate.add(sums[strip][row], vectors[strip][group], f);
                }
            }
        }
    }

    /** The sum's entry at a row and a column not before it. */
    double value(int row, int column) {
        return sums[column / RankUpdate.WIDEST][row][column % RankUpdate.WIDEST];
    }
}
