package io.github.kernelj.learn;

import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.util.BitSet;
import java.util.List;

/**
 * The windows of one plane of a box, of which some may not count, or count more or less than others: because they, or their
 * target, hold NaN or infinite pixels, or because they are weighted.
 */
final class WindowPlane {

    private final Shape taps;
    private final CentredPlane target;
    private final List<CentredPlane> planes;
    private final double[] weights;
    private final BitSet missing;

    /**
     * @param planes the input's planes under the kernel
     * @param weights of the windows, row by row; null if all weigh 1
     */
    WindowPlane(Shape taps, CentredPlane target, List<CentredPlane> planes, double[] weights) {
        this.taps = taps;
        this.target = target;
        this.planes = planes;
        this.weights = weights;
        this.missing = findMissing();
    }

    int windows() {
        return target.width * target.height;
    }

    /** Number of windows with NaN or infinite pixels. */
    int missing() {
        return missing.cardinality();
    }

    double weight(int window) {
        return missing.get(window) ? 0 : weights == null ? 1 : weights[window];
    }

    /** Number of windows that count. */
    long counted() {
        if (weights == null) {
            return windows() - missing();
        }
        long count = 0;
        for (int window = 0; window < weights.length; window++) {
            count += weight(window) > 0 ? 1 : 0;
        }
        return count;
    }

    /** The sum of all weights. */
    double weight() {
        if (weights == null) {
            return counted();
        }
        double sum = 0;
        for (int window = 0; window < weights.length; window++) {
            sum += weight(window);
        }
        return sum;
    }

    /** The next window, from one on, whose weight isn't a common one; −1 if there is none. */
    int next(int from, double common) {
        if (weights == null && common == 1) {
            return missing.nextSetBit(from);
        }
        for (int window = from; window < windows(); window++) {
            if (weight(window) != common) {
                return window;
            }
        }
        return -1;
    }

    /** Number of windows whose weight isn't a common one. */
    int differing(double common) {
        int count = 0;
        for (int window = next(0, common); window >= 0; window = next(window + 1, common)) {
            count++;
        }
        return count;
    }

    /** Adds the products of all windows, each times its weight less the common one: of its pixels, its target and 1. */
    void addDifferences(double common, WindowSums products, Workers workers) {
        int[] windows = new int[products.batch()];
        int next = next(0, common);
        while (next >= 0) {
            int count = 0;
            for (; next >= 0 && count < windows.length; next = next(next + 1, common)) {
                windows[count++] = next;
            }
            int read = count;
            int share = Math.max(1, windows.length / 16);
            workers.run((count + share - 1) / share, task -> {
                double[] vector = new double[(int) taps.volume() + 2];
                for (int i = task * share; i < Math.min(read, (task + 1) * share); i++) {
                    read(windows[i], vector);
                    products.set(i, vector, weight(windows[i]) - common);
                }
            });
            products.add(count, workers);
        }
    }

    /** The window's pixels, its target and 1. */
    private void read(int window, double[] vector) {
        int x = window % target.width;
        int y = window / target.width;
        int tap = 0;
        int strip = x / CentredPlane.STRIP;
        int column = x % CentredPlane.STRIP;
        boolean inStrip = column + taps.width() <= CentredPlane.STRIP;
        for (CentredPlane plane : planes) {
            for (int tapY = 0; tapY < taps.height(); tapY++) {
                double[] row = plane.row(strip, y + tapY);
                for (int tapX = 0; tapX < taps.width(); tapX++) {
                    vector[tap++] = inStrip ? row[column + tapX] : plane.value(x + tapX, y + tapY);
                }
            }
        }
        vector[tap++] = target.value(x, y);
        vector[tap] = 1;
    }

    private BitSet findMissing() {
        BitSet windows = new BitSet();
        windows.or(target.missing());
        for (CentredPlane plane : planes) {
            plane.missing().stream().forEach(pixel -> mark(pixel % plane.width, pixel / plane.width, windows));
        }
        return windows;
    }

    private void mark(int x, int y, BitSet windows) {
        int left = Math.max(0, x - taps.width() + 1);
        int right = Math.min(target.width, x + 1);
        for (int row = Math.max(0, y - taps.height() + 1); row < Math.min(target.height, y + 1); row++) {
            if (left < right) {
                windows.set(row * target.width + left, row * target.width + right);
            }
        }
    }
}
