package io.github.kernelj.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The innermost loops: adds the weighted sum of several rows to a row of sums.
 *
 * <p>They are written for Java's compiler: separate arrays, one plain index, a literal bound and at most nine rows into
 * one sum; loops of any other form run five to ten times slower. They are called through an interface so that they are
 * not inlined together into one method too large to be compiled well.
 */
final class TapSums {

    /** Length of every row, in pixels. */
    static final int LENGTH = 512;

    private static final int MOST = 9;

    private final List<Group> groups;

    /** Up to nine taps of a kernel column. */
    private record Group(int[] offsets, float[] weights, Loop loop) {}

    private interface Loop {
        void add(float[] sum, float[][] rows, int row, int[] at, float[] w);
    }

    private TapSums(List<Group> groups) {
        this.groups = groups;
    }

    /** The taps of a kernel column, those of weight 0 left out. */
    static TapSums of(float[] column) {
        List<Integer> taps = new ArrayList<>();
        for (int dy = 0; dy < column.length; dy++) {
            if (column[dy] != 0) {
                taps.add(dy);
            }
        }
        List<Group> groups = new ArrayList<>();
        int count = (taps.size() + MOST - 1) / MOST;
        for (int group = 0; group < count; group++) {
            List<Integer> part = taps.subList(group * taps.size() / count, (group + 1) * taps.size() / count);
            int[] offsets = part.stream().mapToInt(Integer::intValue).toArray();
            float[] weights = new float[offsets.length];
            for (int i = 0; i < offsets.length; i++) {
                weights[i] = column[offsets[i]];
            }
            groups.add(new Group(offsets, weights, LOOPS[offsets.length - 1]));
        }
        return new TapSums(groups);
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /**
     * Adds to {@code sum} the rows from {@code row} on, each times the weight of its tap.
     *
     * @param sum {@link #LENGTH} values
     * @param rows rows of {@link #LENGTH} values; tap dy reads {@code rows[row + dy]}
     */
    void addTo(float[] sum, float[][] rows, int row) {
        for (Group group : groups) {
            group.loop().add(sum, rows, row, group.offsets(), group.weights());
        }
    }

    private static final Loop[] LOOPS = {
        TapSums::add1, TapSums::add2, TapSums::add3, TapSums::add4, TapSums::add5, TapSums::add6, TapSums::add7, TapSums::add8, TapSums::add9
    };

    private static void add1(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]];
        float wa = w[0];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wa, a[x], sum[x]);
        }
    }

    private static void add2(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]];
        float wa = w[0], wb = w[1];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x]));
        }
    }

    private static void add3(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]];
        float wa = w[0], wb = w[1], wc = w[2];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x])));
        }
    }

    private static void add4(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]], d = rows[row + at[3]];
        float wa = w[0], wb = w[1], wc = w[2], wd = w[3];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wd, d[x], Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x]))));
        }
    }

    private static void add5(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]], d = rows[row + at[3]], e = rows[row + at[4]];
        float wa = w[0], wb = w[1], wc = w[2], wd = w[3], we = w[4];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(we, e[x], Math.fma(wd, d[x], Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x])))));
        }
    }

    private static void add6(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]], d = rows[row + at[3]], e = rows[row + at[4]], f = rows[row + at[5]];
        float wa = w[0], wb = w[1], wc = w[2], wd = w[3], we = w[4], wf = w[5];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wf, f[x], Math.fma(we, e[x], Math.fma(wd, d[x], Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x]))))));
        }
    }

    private static void add7(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]], d = rows[row + at[3]], e = rows[row + at[4]], f = rows[row + at[5]], g = rows[row + at[6]];
        float wa = w[0], wb = w[1], wc = w[2], wd = w[3], we = w[4], wf = w[5], wg = w[6];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wg, g[x], Math.fma(wf, f[x], Math.fma(we, e[x], Math.fma(wd, d[x], Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x])))))));
        }
    }

    private static void add8(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]], d = rows[row + at[3]], e = rows[row + at[4]], f = rows[row + at[5]], g = rows[row + at[6]], h = rows[row + at[7]];
        float wa = w[0], wb = w[1], wc = w[2], wd = w[3], we = w[4], wf = w[5], wg = w[6], wh = w[7];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wh, h[x], Math.fma(wg, g[x], Math.fma(wf, f[x], Math.fma(we, e[x], Math.fma(wd, d[x], Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x]))))))));
        }
    }

    private static void add9(float[] sum, float[][] rows, int row, int[] at, float[] w) {
        float[] a = rows[row + at[0]], b = rows[row + at[1]], c = rows[row + at[2]], d = rows[row + at[3]], e = rows[row + at[4]], f = rows[row + at[5]], g = rows[row + at[6]], h = rows[row + at[7]], i = rows[row + at[8]];
        float wa = w[0], wb = w[1], wc = w[2], wd = w[3], we = w[4], wf = w[5], wg = w[6], wh = w[7], wi = w[8];
        for (int x = 0; x < LENGTH; x++) {
            sum[x] = Math.fma(wi, i[x], Math.fma(wh, h[x], Math.fma(wg, g[x], Math.fma(wf, f[x], Math.fma(we, e[x], Math.fma(wd, d[x], Math.fma(wc, c[x], Math.fma(wb, b[x], Math.fma(wa, a[x], sum[x])))))))));
        }
    }
}
