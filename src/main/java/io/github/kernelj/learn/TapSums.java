package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;

/** Σ p: for each tap the sum of the pixels that it sees. */
final class TapSums {

    private final Shape taps;

    TapSums(Shape taps) {
        this.taps = taps;
    }

    /** Adds one plane's pixels to the sums of the taps that see it: all of a plane of taps, for some taps along z. */
    void add(CentredPlane plane, int firstTapZ, int lastTapZ, double[] sums) {
        int windows = plane.height - taps.height() + 1;
        double[][] ofRows = new double[plane.height][];
        double[] seen = new double[taps.width()];
        for (int y = 0; y < plane.height; y++) {
            ofRows[y] = rowSums(plane, y);
            if (y < windows) {
                add(seen, ofRows[y], 1);
            }
        }
        for (int tapY = 0; tapY < taps.height(); tapY++) {
            for (int tapZ = firstTapZ; tapZ <= lastTapZ; tapZ++) {
                for (int x = 0; x < seen.length; x++) {
                    sums[(tapZ * taps.height() + tapY) * taps.width() + x] += seen[x];
                }
            }
            if (tapY + windows < plane.height) {
                add(seen, ofRows[tapY], -1);
                add(seen, ofRows[tapY + windows], 1);
            }
        }
    }

    /** For each tap along x the sum of the pixels of a row that it sees. */
    private double[] rowSums(CentredPlane plane, int y) {
        double sum = plane.sum(y);
        int windows = plane.width - taps.width() + 1;
        for (int x = windows; x < plane.width; x++) {
            sum -= plane.value(x, y);
        }
        double[] sums = new double[taps.width()];
        for (int tap = 0; tap < sums.length; tap++) {
            sums[tap] = sum;
            if (tap + 1 < sums.length) {
                sum += plane.value(tap + windows, y) - plane.value(tap, y);
            }
        }
        return sums;
    }

    private static void add(double[] sums, double[] more, int sign) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += sign * more[i];
        }
    }
}
