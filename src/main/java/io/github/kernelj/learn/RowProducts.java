package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import java.util.Arrays;

/**
 * Products of the rows of one plane with the shifted rows of another, summed over rows and kept apart by column: the inner
 * loops of the statistics. Scratch of one task; a row of results is overwritten by the next call.
 */
final class RowProducts {

    /** Rows that are worked on together, so that they stay in cache while all lags along y visit them. */
    static final int BAND = 64;

    private final double[][] shifted;
    private final double[] sums = new double[STRIP];
    private int firstShifted;

    /** @param lags number of lags along y that are asked for between two calls of {@link #shift} */
    RowProducts(int lags) {
        shifted = new double[BAND + lags - 1][STRIP];
    }

    /** Copies rows {@code from} to {@code to − 1} of a strip, moved so that column x holds the plane's x + lag. */
    void shift(CentredPlane plane, int strip, int from, int to, int lag) {
        firstShifted = from;
        for (int y = from; y < to; y++) {
            shiftRow(plane, y, strip * STRIP + lag, shifted[y - from]);
        }
    }

    /** For each column Σ a(y) · shifted(y + lag) over rows {@code from} to {@code to − 1}. */
    double[] sum(CentredPlane a, int strip, int from, int to, int lag) {
        Arrays.fill(sums, 0);
        int moved = lag - firstShifted;
        int y = from;
        for (; y + 4 <= to; y += 4) {
            add4(
                    sums,
                    a.row(strip, y),
                    shifted[y + moved],
                    a.row(strip, y + 1),
                    shifted[y + 1 + moved],
                    a.row(strip, y + 2),
                    shifted[y + 2 + moved],
                    a.row(strip, y + 3),
                    shifted[y + 3 + moved]);
        }
        for (; y < to; y++) {
            add(sums, a.row(strip, y), shifted[y + moved]);
        }
        return sums;
    }

    /** For each column Σ a(y) over rows {@code from} to {@code to − 1}. */
    double[] sum(CentredPlane a, int strip, int from, int to) {
        Arrays.fill(sums, 0);
        for (int y = from; y < to; y++) {
            add(sums, a.row(strip, y));
        }
        return sums;
    }

    private static void shiftRow(CentredPlane plane, int y, int from, double[] row) {
        int x = 0;
        while (x < STRIP) {
            int source = from + x;
            int strip = Math.floorDiv(source, STRIP);
            int column = source - strip * STRIP;
            int count = Math.min(STRIP - x, STRIP - column);
            if (strip >= 0 && strip < plane.strips) {
                System.arraycopy(plane.row(strip, y), column, row, x, count);
            } else {
                Arrays.fill(row, x, x + count, 0);
            }
            x += count;
        }
    }

    private static void add4(
            double[] sums,
            double[] a0,
            double[] b0,
            double[] a1,
            double[] b1,
            double[] a2,
            double[] b2,
            double[] a3,
            double[] b3) {
        for (int x = 0; x < STRIP; x++) {
            sums[x] += a0[x] * b0[x] + a1[x] * b1[x] + a2[x] * b2[x] + a3[x] * b3[x];
        }
    }

    private static void add(double[] sums, double[] a, double[] b) {
        for (int x = 0; x < STRIP; x++) {
            sums[x] += a[x] * b[x];
        }
    }

    private static void add(double[] sums, double[] a) {
        for (int x = 0; x < STRIP; x++) {
            sums[x] += a[x];
        }
    }
}
