package io.github.kernelj.learn;

import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * Takes back what windows with NaN or infinite pixels, in input or target, have added to the sums: each is an outer
 * product of its taps. Few of them cost little; a dense mask costs O(taps²) for each window.
 */
final class MissingWindows {

    private static final int BLOCK = 256;

    private final Shape taps;
    private final RawSums sums;

    MissingWindows(Shape taps, RawSums sums) {
        this.taps = taps;
        this.sums = sums;
    }

    /**
     * Takes back the windows of one plane of the target.
     *
     * @param planes the input's planes under the kernel
     */
    void subtract(CentredPlane target, List<CentredPlane> planes, Workers workers) {
        BitSet missing = find(target, planes);
        double[][] windows = new double[BLOCK][(int) taps.volume() + 1];
        PrimitiveIterator.OfInt positions = missing.stream().iterator();
        while (positions.hasNext()) {
            int count = 0;
            while (count < BLOCK && positions.hasNext()) {
                int position = positions.nextInt();
                read(target, planes, position % target.width, position / target.width, windows[count++]);
            }
            subtract(windows, count, workers);
        }
        sums.excluded += missing.cardinality();
    }

    private BitSet find(CentredPlane target, List<CentredPlane> planes) {
        BitSet windows = new BitSet();
        if (target.hasMissing()) {
            windows.or(target.missing());
        }
        for (CentredPlane plane : planes) {
            if (plane.hasMissing()) {
                plane.missing().stream()
                        .forEach(pixel -> mark(target, pixel % plane.width, pixel / plane.width, windows));
            }
        }
        return windows;
    }

    private void mark(CentredPlane target, int x, int y, BitSet windows) {
        int left = Math.max(0, x - taps.width() + 1);
        int right = Math.min(target.width, x + 1);
        for (int row = Math.max(0, y - taps.height() + 1); row < Math.min(target.height, y + 1); row++) {
            if (left < right) {
                windows.set(row * target.width + left, row * target.width + right);
            }
        }
    }

    /** The window's pixels, and its target as the last value. */
    private void read(CentredPlane target, List<CentredPlane> planes, int x, int y, double[] window) {
        int tap = 0;
        for (CentredPlane plane : planes) {
            for (int tapY = 0; tapY < taps.height(); tapY++) {
                for (int tapX = 0; tapX < taps.width(); tapX++) {
                    window[tap++] = plane.value(x + tapX, y + tapY);
                }
            }
        }
        window[tap] = target.value(x, y);
    }

    private void subtract(double[][] windows, int count, Workers workers) {
        int n = (int) taps.volume();
        workers.run(n, tap -> {
            double[] row = sums.gram[tap];
            for (int i = 0; i < count; i++) {
                double[] window = windows[i];
                double factor = window[tap];
                for (int other = 0; other < n; other++) {
                    row[other] -= factor * window[other];
                }
                sums.cross[tap] -= factor * window[n];
                sums.input[tap] -= factor;
            }
        });
        for (int i = 0; i < count; i++) {
            sums.target -= windows[i][n];
            sums.targetSquares -= windows[i][n] * windows[i][n];
        }
    }
}
