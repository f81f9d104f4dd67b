package io.github.kernelj.match;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * Sums over all windows of a plane, of two quantities at once, by additions alone: each window is the end of one segment
 * and the beginning of the next, along either axis. Running sums that take old pixels out again would keep the rounding
 * errors of a bright edge long after they have passed it.
 *
 * <p>Method: M. van Herk, Pattern Recognition Letters 13 (1992) 517, for sums instead of maxima. Three additions a pixel
 * and axis, whatever the window. Holds scratch arrays; not safe for use by several threads.
 */
final class WindowSums {

    private final int windowWidth;
    private final int windowHeight;
    private final int width;
    private final int height;
    private final double[][] firsts;
    private final double[][] seconds;
    private final double[] firstBegun;
    private final double[] secondBegun;
    private final double[] firstColumns;
    private final double[] secondColumns;
    private final double[] firstSums;
    private final double[] secondSums;
    private final double[] firstStarts;
    private final double[] secondStarts;
    private double secondTotal;

    /** Gives one row of both quantities. */
    interface Rows {
        void read(int y, double[] first, double[] second);
    }

    /** Takes the sums over the windows whose first row is {@code y}; the arrays are used again for the next row. */
    interface Sums {
        void accept(int y, double[] first, double[] second);
    }

    /** @param width of the plane, and {@code height}; no smaller than the window's */
    WindowSums(Shape window, int width, int height) {
        this.windowWidth = window.width();
        this.windowHeight = window.height();
        this.width = width;
        this.height = height;
        this.firsts = new double[windowHeight][width];
        this.seconds = new double[windowHeight][width];
        this.firstBegun = new double[width];
        this.secondBegun = new double[width];
        this.firstColumns = new double[width];
        this.secondColumns = new double[width];
        this.firstSums = new double[width];
        this.secondSums = new double[width];
        this.firstStarts = new double[windowWidth];
        this.secondStarts = new double[windowWidth];
    }

    /** Reads each row once, from the first to the last. */
    void run(Rows rows, Sums sums) {
        secondTotal = 0;
        for (int y = 0; y < height; y++) {
            int row = y % windowHeight;
            if (row == 0) {
                Arrays.fill(firstBegun, 0);
                Arrays.fill(secondBegun, 0);
            }
            rows.read(y, firsts[row], seconds[row]);
            if (row == windowHeight - 1) {
                sumUp(firsts);
                sumUp(seconds);
                total(seconds[0]);
                emit(y, firsts[0], seconds[0], sums);
            } else {
                addThenSum(firstBegun, firsts[row], firsts[row + 1], firstColumns);
                addThenSum(secondBegun, seconds[row], seconds[row + 1], secondColumns);
                if (y >= windowHeight) {
                    emit(y, firstColumns, secondColumns, sums);
                }
            }
        }
        if (height % windowHeight != 0) {
            total(secondBegun);
        }
    }

    /** Sum of the second quantity over the plane of the last run. */
    double secondTotal() {
        return secondTotal;
    }

    private void total(double[] columns) {
        for (double column : columns) {
            secondTotal += column;
        }
    }

    private void emit(int y, double[] firstOfColumns, double[] secondOfColumns, Sums sums) {
        alongRow(firstOfColumns, secondOfColumns);
        sums.accept(y - windowHeight + 1, firstSums, secondSums);
    }

    /** Each row becomes the sum from itself to the segment's end. */
    private static void sumUp(double[][] segment) {
        for (int row = segment.length - 2; row >= 0; row--) {
            add(segment[row], segment[row + 1]);
        }
    }

    private static void add(double[] to, double[] other) {
        for (int x = 0; x < to.length; x++) {
            to[x] += other[x];
        }
    }

    /** The segment that has begun takes another row; with the rest of the one before it, it makes a window. */
    private static void addThenSum(double[] begun, double[] row, double[] rest, double[] window) {
        for (int x = 0; x < begun.length; x++) {
            double sum = begun[x] + row[x];
            begun[x] = sum;
            window[x] = sum + rest[x];
        }
    }

    private void alongRow(double[] first, double[] second) {
        int last = width - windowWidth;
        for (int start = 0; start <= last; start += windowWidth) {
            int next = start + windowWidth;
            int count = Math.min(windowWidth - 1, width - next);
            ends(first, second, start, next, count);
            for (int i = 1; i <= count; i++) {
                firstSums[start + i] += firstStarts[i];
                secondSums[start + i] += secondStarts[i];
            }
        }
    }

    /** From one segment's end backwards and from the next one's start on, at once: neither waits for the other. */
    private void ends(double[] first, double[] second, int start, int next, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < count; i++) {
            a += first[next - 1 - i];
            b += second[next - 1 - i];
            firstSums[next - 1 - i] = a;
            secondSums[next - 1 - i] = b;
            c += first[next + i];
            d += second[next + i];
            firstStarts[i + 1] = c;
            secondStarts[i + 1] = d;
        }
        for (; next - 1 - i >= start; i++) {
            a += first[next - 1 - i];
            b += second[next - 1 - i];
            firstSums[next - 1 - i] = a;
            secondSums[next - 1 - i] = b;
        }
    }
}
