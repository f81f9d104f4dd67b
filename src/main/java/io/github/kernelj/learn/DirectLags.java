package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lag sums by multiplying the rows: O(lags · pixels), all in the first-level cache. Work is shared out by lag along z and
 * by bands of rows, each with sums of its own, so that they don't depend on how many threads there are.
 */
final class DirectLags implements LagTotals {

    private static final int BAND = 64;

    /** Rows that all lags visit before the next ones are looked at. */
    private static final int ROWS = 8;

    private static final double PRODUCTS_PER_NS = 8;
    private static final double COPIES_PER_NS = 4;

    private final Shape taps;
    private final List<Band> bands = new ArrayList<>();

    DirectLags(Shape taps, Shape image) {
        this.taps = taps;
        for (int z = 0; z < taps.depth(); z++) {
            for (int from = 0; from < image.height(); from += BAND) {
                bands.add(new Band(z, from, Math.min(image.height(), from + BAND)));
            }
        }
    }

    /** The predicted time of a plane in nanoseconds. */
    static double cost(Shape taps, Shape image) {
        double strips = Math.ceil((double) image.width() / STRIP);
        double shifts = taps.depth() * (2.0 * taps.width() - 1);
        double lags = shifts * (2 * taps.height() - 1) / 2;
        return strips * STRIP * image.height() * ((lags + taps.volume()) / PRODUCTS_PER_NS + shifts / COPIES_PER_NS);
    }

    @Override
    public List<Runnable> tasks(List<CentredPlane> planes, CentredPlane target, Progress progress) {
        List<Runnable> tasks = new ArrayList<>();
        for (Band band : bands) {
            if (band.lagZ < planes.size()) {
                tasks.add(() -> band.add(planes.get(0), planes.get(band.lagZ), target, progress));
            }
        }
        return tasks;
    }

    @Override
    public void takeTotals(double[][] totals) {
        for (Band band : bands) {
            for (int lag = 0; lag < band.lags.length; lag++) {
                totals[band.lagZ][lag] += band.lags[lag];
            }
            Arrays.fill(band.lags, 0);
        }
    }

    @Override
    public void addCross(double[] cross) {
        for (Band band : bands) {
            for (int tap = 0; tap < band.cross.length; tap++) {
                cross[band.lagZ * band.cross.length + tap] += band.cross[tap];
            }
        }
    }

    /** One lag along z, some rows, and their sums. */
    private final class Band {

        private final int lagZ;
        private final int from;
        private final int to;
        private final double[] lags = new double[(2 * taps.width() - 1) * (2 * taps.height() - 1)];
        private final double[] cross = new double[taps.width() * taps.height()];

        Band(int lagZ, int from, int to) {
            this.lagZ = lagZ;
            this.from = from;
            this.to = to;
        }

        void add(CentredPlane a, CentredPlane b, CentredPlane target, Progress progress) {
            Scratch scratch = new Scratch(taps.height());
            for (int strip = 0; strip < a.strips; strip++) {
                progress.checkCancelled();
                CentredPlane seen = target != null && strip < target.strips ? target : null;
                for (int lagX = lagZ > 0 ? 1 - taps.width() : 0; lagX < taps.width(); lagX++) {
                    int lowest = lagZ > 0 || lagX > 0 ? 1 - taps.height() : 0;
                    add(a, b, lagX >= 0 ? seen : null, strip, lagX, lowest, scratch);
                }
            }
        }

        private void add(
                CentredPlane a, CentredPlane b, CentredPlane target, int strip, int lagX, int lowest, Scratch scratch) {
            int highest = taps.height() - 1;
            int count = highest - lowest + 1;
            scratch.clear();
            int next = from + lowest;
            for (int y = from; y < to; y += ROWS) {
                int end = Math.min(to, y + ROWS);
                for (; next < end + highest; next++) {
                    b.copyRow(next, strip * STRIP + lagX, scratch.shifted[next - from - lowest]);
                }
                int row = y - from;
                RowProducts.add(scratch.lags, count, a.rows(), strip * a.height + y, end - y, scratch.shifted, row);
                int rows = target == null ? 0 : Math.min(end, target.height) - y;
                if (rows > 0) {
                    int start = strip * target.height + y;
                    RowProducts.add(
                            scratch.cross, taps.height(), target.rows(), start, rows, scratch.shifted, row - lowest);
                }
            }
            for (int i = 0; i < count; i++) {
                int lagY = lowest + i;
                lags[(lagY + highest) * (2 * taps.width() - 1) + lagX + taps.width() - 1] +=
                        RowProducts.sum(scratch.lags[i]);
            }
            if (target != null) {
                for (int tapY = 0; tapY < taps.height(); tapY++) {
                    cross[tapY * taps.width() + lagX] += RowProducts.sum(scratch.cross[tapY]);
                }
            }
        }
    }

    /** Rows moved by a lag along x, and sums by column. */
    private static final class Scratch {

        private final double[][] shifted;
        private final double[][] lags;
        private final double[][] cross;

        Scratch(int height) {
            shifted = new double[BAND + 2 * height - 2][STRIP];
            lags = new double[2 * height - 1][STRIP];
            cross = new double[height][STRIP];
        }

        void clear() {
            for (double[] sums : lags) {
                Arrays.fill(sums, 0);
            }
            for (double[] sums : cross) {
                Arrays.fill(sums, 0);
            }
        }
    }
}
