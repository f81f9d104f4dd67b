package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

/**
 * The inner loops of the statistics: products of rows of 128 values, summed over rows and kept apart by column. Two lags
 * share what they load. Longer loops than these are beyond what C2 turns into vector instructions.
 */
final class RowProducts {

    private RowProducts() {}

    /**
     * For several lags {@code sums[lag] += Σ a[i + y] · b[j + y + lag]} over some rows y.
     *
     * @param lags number of lags, from 0 on
     */
    static void add(double[][] sums, int lags, double[][] a, int i, int rows, double[][] b, int j) {
        int lag = 0;
        for (; lag + 2 <= lags; lag += 2) {
            int y = 0;
            for (; y + 4 <= rows; y += 4) {
                twoLagsFourRows(sums[lag], sums[lag + 1], a, i + y, b, j + lag + y);
            }
            for (; y < rows; y++) {
                add(sums[lag], a[i + y], b[j + lag + y]);
                add(sums[lag + 1], a[i + y], b[j + lag + 1 + y]);
            }
        }
        if (lag < lags) {
            int y = 0;
            for (; y + 4 <= rows; y += 4) {
                fourRows(sums[lag], a, i + y, b, j + lag + y);
            }
            for (; y < rows; y++) {
                add(sums[lag], a[i + y], b[j + lag + y]);
            }
        }
    }

    /** {@code sums += Σ a[y] · b[y]} over some rows from 0 on. */
    static void add(double[] sums, double[][] a, double[][] b, int rows) {
        int y = 0;
        for (; y + 4 <= rows; y += 4) {
            fourRows(sums, a, y, b, y);
        }
        for (; y < rows; y++) {
            add(sums, a[y], b[y]);
        }
    }

    private static void twoLagsFourRows(double[] s, double[] t, double[][] a, int i, double[][] b, int j) {
        double[] a0 = a[i], a1 = a[i + 1], a2 = a[i + 2], a3 = a[i + 3];
        double[] b0 = b[j], b1 = b[j + 1], b2 = b[j + 2], b3 = b[j + 3], b4 = b[j + 4];
        for (int x = 0; x < STRIP; x++) {
            double p = a0[x], q = a1[x], r = a2[x], u = a3[x];
            double c = b1[x], d = b2[x], e = b3[x];
            double first = Math.fma(p, b0[x], Math.fma(q, c, Math.fma(r, d, Math.fma(u, e, s[x]))));
            double second = Math.fma(p, c, Math.fma(q, d, Math.fma(r, e, Math.fma(u, b4[x], t[x]))));
            s[x] = first;
            t[x] = second;
        }
    }

    private static void fourRows(double[] s, double[][] a, int i, double[][] b, int j) {
        double[] a0 = a[i], a1 = a[i + 1], a2 = a[i + 2], a3 = a[i + 3];
        double[] b0 = b[j], b1 = b[j + 1], b2 = b[j + 2], b3 = b[j + 3];
        for (int x = 0; x < STRIP; x++) {
            s[x] = Math.fma(a0[x], b0[x], Math.fma(a1[x], b1[x], Math.fma(a2[x], b2[x], Math.fma(a3[x], b3[x], s[x]))));
        }
    }

    /** {@code sums += a · b}, column by column. */
    static void add(double[] sums, double[] a, double[] b) {
        for (int x = 0; x < STRIP; x++) {
            sums[x] = Math.fma(a[x], b[x], sums[x]);
        }
    }

    /** The sum of 128 values. */
    static double sum(double[] values) {
        double a = 0, b = 0, c = 0, d = 0;
        for (int x = 0; x < STRIP; x += 4) {
            a += values[x];
            b += values[x + 1];
            c += values[x + 2];
            d += values[x + 3];
        }
        return (a + b) + (c + d);
    }

    /** The sum of the products of 128 values. */
    static double dot(double[] p, double[] q) {
        double a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        for (int x = 0; x < STRIP; x += 8) {
            a = Math.fma(p[x], q[x], a);
            b = Math.fma(p[x + 1], q[x + 1], b);
            c = Math.fma(p[x + 2], q[x + 2], c);
            d = Math.fma(p[x + 3], q[x + 3], d);
            e = Math.fma(p[x + 4], q[x + 4], e);
            f = Math.fma(p[x + 5], q[x + 5], f);
            g = Math.fma(p[x + 6], q[x + 6], g);
            h = Math.fma(p[x + 7], q[x + 7], h);
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }
}
