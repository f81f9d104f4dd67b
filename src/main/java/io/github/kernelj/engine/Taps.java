package io.github.kernelj.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The taps of a line that aren't zero, and the innermost loops that add the weighted sum of several rows to another row.
 *
 * <p>The loops are written for Java's compiler: separate arrays, one plain index, a literal bound and at most nine rows
 * into one sum; loops of any other form run five to ten times slower. They are called through an interface so that they
 * are not inlined together into one method too large to be compiled well. Immutable.
 */
final class Taps {

    /** Length of every row, in pixels. */
    static final int LENGTH = 512;

    /** Most rows that one loop adds. */
    static final int MOST = 9;

    /** The numbers from 0 on, by how many they are. */
    private static final int[][] FIRST = IntStream.rangeClosed(0, MOST)
            .mapToObj(count -> IntStream.range(0, count).toArray())
            .toArray(int[][]::new);

    private final int[] offsets;
    private final float[] weights;
    private final List<Group> groups = new ArrayList<>();

    /** Up to nine taps. */
    private record Group(int[] offsets, float[] weights) {}

    private Taps(int[] offsets, float[] weights) {
        this.offsets = offsets;
        this.weights = weights;
        int count = (offsets.length + MOST - 1) / MOST;
        for (int group = 0; group < count; group++) {
            int from = group * offsets.length / count;
            int to = (group + 1) * offsets.length / count;
            groups.add(new Group(Arrays.copyOfRange(offsets, from, to), Arrays.copyOfRange(weights, from, to)));
        }
    }

    /** The taps of a line, those of weight 0 left out. */
    static Taps of(float... line) {
        return of(IntStream.range(0, line.length).toArray(), line);
    }

    /** Taps at any offsets, those of weight 0 left out. */
    static Taps of(int[] offsets, float[] weights) {
        int[] used =
                IntStream.range(0, weights.length).filter(i -> weights[i] != 0).toArray();
        float[] usedWeights = new float[used.length];
        for (int i = 0; i < used.length; i++) {
            usedWeights[i] = weights[used[i]];
        }
        return new Taps(Arrays.stream(used).map(i -> offsets[i]).toArray(), usedWeights);
    }

    /** Taps of weight 0: their sum is 0, or NaN in a column where one of the rows isn't finite. */
    static Taps checking(int rows) {
        return new Taps(IntStream.range(0, rows).toArray(), new float[rows]);
    }

    /** A single tap of weight 1: what it combines is copied, not computed. */
    static Taps copying(int offset) {
        return new Taps(new int[] {offset}, new float[] {1});
    }

    boolean isEmpty() {
        return offsets.length == 0;
    }

    boolean isCopy() {
        return offsets.length == 1 && weights[0] == 1;
    }

    /** Number of taps that aren't zero. */
    int count() {
        return offsets.length;
    }

    /** Distance of the i-th tap that isn't zero from the line's beginning. */
    int offset(int i) {
        return offsets[i];
    }

    float weight(int i) {
        return weights[i];
    }

    /**
     * Adds shifted copies of one row, each times the weight of its tap, to the first {@link #LENGTH} values of {@code sum}.
     *
     * @param row a tap reads from its offset on
     * @param scratch {@link #MOST} rows to write copies on: few, so that they stay in the cache
     */
    void addShifted(float[] sum, float[] row, float[][] scratch) {
        for (Group group : groups) {
            for (int i = 0; i < group.offsets().length; i++) {
                System.arraycopy(row, group.offsets()[i], scratch[i], 0, LENGTH);
            }
            add(sum, scratch, 0, FIRST[group.offsets().length], group.weights());
        }
    }

    /**
     * Adds rows, each times the weight of its tap, to the first {@link #LENGTH} values of {@code sum}.
     *
     * @param sum at least {@link #LENGTH} values; more stay as they are
     * @param rows rows of at least {@link #LENGTH} values; a tap reads {@code rows[row + offset]}
     */
    void addTo(float[] sum, float[][] rows, int row) {
        for (Group group : groups) {
            add(sum, rows, row, group.offsets(), group.weights());
        }
    }

    /**
     * One loop for each number of rows, all in one method: as it is too large to be inlined, each loop is compiled by itself
     * and well, wherever it is called from.
     */
    private static void add(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        switch (at.length) {
            case 1 -> {
                float[] a = rows[row + at[0]];
                float wa = w[0];
                for (int x = 0; x < LENGTH; x++) {
                    sum[x] = Math.fma(wa, a[x], sum[x]);
                }
            }
            case 2 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float wa = w[0];
                float wb = w[1];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    sum[x] = Math.fma(wb, b[x], s);
                }
            }
            case 3 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    sum[x] = Math.fma(wc, c[x], s);
                }
            }
            case 4 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float[] d = rows[row + at[3]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    sum[x] = Math.fma(wd, d[x], s);
                }
            }
            case 5 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float[] d = rows[row + at[3]];
                float[] e = rows[row + at[4]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    sum[x] = Math.fma(we, e[x], s);
                }
            }
            case 6 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float[] d = rows[row + at[3]];
                float[] e = rows[row + at[4]];
                float[] f = rows[row + at[5]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    s = Math.fma(we, e[x], s);
                    sum[x] = Math.fma(wf, f[x], s);
                }
            }
            case 7 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float[] d = rows[row + at[3]];
                float[] e = rows[row + at[4]];
                float[] f = rows[row + at[5]];
                float[] g = rows[row + at[6]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    s = Math.fma(we, e[x], s);
                    s = Math.fma(wf, f[x], s);
                    sum[x] = Math.fma(wg, g[x], s);
                }
            }
            case 8 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float[] d = rows[row + at[3]];
                float[] e = rows[row + at[4]];
                float[] f = rows[row + at[5]];
                float[] g = rows[row + at[6]];
                float[] h = rows[row + at[7]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                float wh = w[7];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    s = Math.fma(we, e[x], s);
                    s = Math.fma(wf, f[x], s);
                    s = Math.fma(wg, g[x], s);
                    sum[x] = Math.fma(wh, h[x], s);
                }
            }
            case 9 -> {
                float[] a = rows[row + at[0]];
                float[] b = rows[row + at[1]];
                float[] c = rows[row + at[2]];
                float[] d = rows[row + at[3]];
                float[] e = rows[row + at[4]];
                float[] f = rows[row + at[5]];
                float[] g = rows[row + at[6]];
                float[] h = rows[row + at[7]];
                float[] i = rows[row + at[8]];
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                float wh = w[7];
                float wi = w[8];
                for (int x = 0; x < LENGTH; x++) {
                    float s = Math.fma(wa, a[x], sum[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    s = Math.fma(we, e[x], s);
                    s = Math.fma(wf, f[x], s);
                    s = Math.fma(wg, g[x], s);
                    s = Math.fma(wh, h[x], s);
                    sum[x] = Math.fma(wi, i[x], s);
                }
            }
            default -> throw new AssertionError(at.length);
        }
    }
}
