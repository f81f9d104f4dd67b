package io.github.kernelj.engine;

/**
 * The innermost loops of {@link RowByRow}. Java's compiler makes vector instructions of loops over separate arrays under one
 * plain index; {@link #add} is too large to be inlined, so that its loops are compiled by themselves wherever it is called.
 */
final class RowLoops {

    /** Most rows that are added at once: six take about as long as five, and eight much longer. */
    static final int MOST = 6;

    private RowLoops() {}

    /**
     * Adds rows times weights.
     *
     * @param rows from number {@code first}; none of them is {@code sums}
     * @param count of the rows to be added, at most {@link #MOST}
     * @param length pixels of a row
     */
    static void add(float[] sums, float[][] rows, float[] weights, int first, int count, int length) {
        switch (count) {
            case 1 -> {
                float[] a = rows[first];
                float wa = weights[first];
                for (int x = 0; x < length; x++) {
                    sums[x] = Math.fma(wa, a[x], sums[x]);
                }
            }
            case 2 -> {
                float[] a = rows[first];
                float[] b = rows[first + 1];
                float wa = weights[first];
                float wb = weights[first + 1];
                for (int x = 0; x < length; x++) {
                    float s = Math.fma(wa, a[x], sums[x]);
                    sums[x] = Math.fma(wb, b[x], s);
                }
            }
            case 3 -> {
                float[] a = rows[first];
                float[] b = rows[first + 1];
                float[] c = rows[first + 2];
                float wa = weights[first];
                float wb = weights[first + 1];
                float wc = weights[first + 2];
                for (int x = 0; x < length; x++) {
                    float s = Math.fma(wa, a[x], sums[x]);
                    s = Math.fma(wb, b[x], s);
                    sums[x] = Math.fma(wc, c[x], s);
                }
            }
            case 4 -> {
                float[] a = rows[first];
                float[] b = rows[first + 1];
                float[] c = rows[first + 2];
                float[] d = rows[first + 3];
                float wa = weights[first];
                float wb = weights[first + 1];
                float wc = weights[first + 2];
                float wd = weights[first + 3];
                for (int x = 0; x < length; x++) {
                    float s = Math.fma(wa, a[x], sums[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    sums[x] = Math.fma(wd, d[x], s);
                }
            }
            case 5 -> {
                float[] a = rows[first];
                float[] b = rows[first + 1];
                float[] c = rows[first + 2];
                float[] d = rows[first + 3];
                float[] e = rows[first + 4];
                float wa = weights[first];
                float wb = weights[first + 1];
                float wc = weights[first + 2];
                float wd = weights[first + 3];
                float we = weights[first + 4];
                for (int x = 0; x < length; x++) {
                    float s = Math.fma(wa, a[x], sums[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    sums[x] = Math.fma(we, e[x], s);
                }
            }
            case 6 -> {
                float[] a = rows[first];
                float[] b = rows[first + 1];
                float[] c = rows[first + 2];
                float[] d = rows[first + 3];
                float[] e = rows[first + 4];
                float[] f = rows[first + 5];
                float wa = weights[first];
                float wb = weights[first + 1];
                float wc = weights[first + 2];
                float wd = weights[first + 3];
                float we = weights[first + 4];
                float wf = weights[first + 5];
                for (int x = 0; x < length; x++) {
                    float s = Math.fma(wa, a[x], sums[x]);
                    s = Math.fma(wb, b[x], s);
                    s = Math.fma(wc, c[x], s);
                    s = Math.fma(wd, d[x], s);
                    s = Math.fma(we, e[x], s);
                    sums[x] = Math.fma(wf, f[x], s);
                }
            }
            default -> throw new AssertionError(count);
        }
    }

    /** Adds to some pixels. */
    static void increase(float[] pixels, float value, int from, int to) {
        for (int x = from; x < to; x++) {
            pixels[x] += value;
        }
    }

    /** Makes {@code check} NaN where a sum isn't finite: zero times a number is zero, and NaN times anything else. */
    static void check(float[] sums, float[] check, float zero, int length) {
        for (int x = 0; x < length; x++) {
            check[x] = Math.fma(zero, sums[x], check[x]);
        }
    }
}
