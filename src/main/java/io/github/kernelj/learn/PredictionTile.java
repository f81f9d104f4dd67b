package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * What a kernel makes of a tile of windows, in double. The pixels are moved sideways once for each column of taps; its taps
 * then add rows of 128 values, four rows at a time. Not safe for use by several threads.
 */
final class PredictionTile {

    /** Most rows of windows in a tile; it has up to {@link CentredPlane#STRIP} columns. */
    static final int ROWS = 64;

    private final Shape kernel;
    private final double[] weights;
    private final double[][] pixels;
    private final double[][] moved;
    private final double[][] sums = new double[ROWS][STRIP];

    /** @param weights one for each tap, z, y, x with x fastest */
    PredictionTile(Shape kernel, double[] weights) {
        this.kernel = kernel;
        this.weights = weights;
        this.pixels = new double[ROWS + kernel.height() - 1][STRIP + kernel.width() - 1];
        this.moved = new double[pixels.length][STRIP];
    }

    /**
     * Starts a tile.
     *
     * @param bias what all predictions begin with
     */
    void clear(double bias) {
        for (double[] row : sums) {
            Arrays.fill(row, bias);
        }
    }

    /**
     * Adds what the taps of one plane of the kernel see.
     *
     * @param plane pixels, row by row
     * @param width of the plane
     * @param left column of the tile's first window
     * @param top row of the tile's first window
     * @param columns of windows
     * @param rows of windows
     * @param tapZ plane of the kernel
     */
    void add(float[] plane, int width, int left, int top, int columns, int rows, int tapZ) {
        int pixelRows = rows + kernel.height() - 1;
        for (int y = 0; y < pixelRows; y++) {
            convert(plane, (top + y) * width + left, columns + kernel.width() - 1, pixels[y]);
        }
        double[] taps = new double[kernel.height()];
        for (int tapX = 0; tapX < kernel.width(); tapX++) {
            for (int y = 0; y < pixelRows; y++) {
                System.arraycopy(pixels[y], tapX, moved[y], 0, STRIP);
            }
            for (int tapY = 0; tapY < taps.length; tapY++) {
                taps[tapY] = weights[(tapZ * taps.length + tapY) * kernel.width() + tapX];
            }
            for (int y = 0; y < rows; y++) {
                addColumn(sums[y], moved, y, taps);
            }
        }
    }

    /** The predictions of a row of the tile; what lies beyond its columns means nothing. */
    double[] row(int y) {
        return sums[y];
    }

    private static void convert(float[] plane, int from, int count, double[] to) {
        for (int x = 0; x < count; x++) {
            to[x] = plane[from + x];
        }
    }

    private static void addColumn(double[] sums, double[][] rows, int first, double[] taps) {
        int tap = 0;
        for (; tap + 4 <= taps.length; tap += 4) {
            addFour(sums, rows, first + tap, taps[tap], taps[tap + 1], taps[tap + 2], taps[tap + 3]);
        }
        for (; tap < taps.length; tap++) {
            add(sums, rows[first + tap], taps[tap]);
        }
    }

    private static void addFour(double[] sums, double[][] rows, int first, double p, double q, double r, double s) {
        double[] a = rows[first], b = rows[first + 1], c = rows[first + 2], d = rows[first + 3];
        for (int x = 0; x < STRIP; x++) {
            sums[x] = Math.fma(p, a[x], Math.fma(q, b[x], Math.fma(r, c[x], Math.fma(s, d[x], sums[x]))));
        }
    }

    private static void add(double[] sums, double[] row, double weight) {
        for (int x = 0; x < STRIP; x++) {
            sums[x] = Math.fma(weight, row[x], sums[x]);
        }
    }
}
