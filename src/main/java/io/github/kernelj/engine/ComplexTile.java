package io.github.kernelj.engine;

import java.util.Arrays;

/**
 * Tiles of complex numbers side by side, stored as strips of {@link FftLoops#COLUMNS} columns, in each a row after the other
 * as a small array of its own. Not safe for use by several threads.
 */
final class ComplexTile {

    private static final int STRIP = FftLoops.COLUMNS;
    private static final int BLOCK = 8;

    private final int count;
    private final int rows;
    private final int columns;
    /** By strip and row: real parts, and behind them imaginary parts. */
    private final float[][][] strips;

    /**
     * @param count number of tiles side by side
     * @param rows rows of a tile, a multiple of 8
     * @param columns columns of a tile, a multiple of 8; {@code count} times as many are a multiple of
     *     {@link FftLoops#COLUMNS}
     */
    ComplexTile(int count, int rows, int columns) {
        this.count = count;
        this.rows = rows;
        this.columns = columns;
        this.strips = new float[count * columns / STRIP][rows][2 * STRIP];
    }

    /**
     * Writes the beginning of a tile's row.
     *
     * @param part 0 for the real, 1 for the imaginary part
     */
    void put(int tile, int part, int row, float[] values, int length) {
        int written = 0;
        for (int column = tile * columns; written < length; column = tile * columns + written) {
            int run = Math.min(length - written, STRIP - column % STRIP);
            float[] to = strips[column / STRIP][row];
            System.arraycopy(values, written, to, part * STRIP + column % STRIP, run);
            written += run;
        }
    }

    /** Reads the beginning of a tile's row into {@code values}. */
    void get(int tile, int part, int row, float[] values, int length) {
        int read = 0;
        for (int column = tile * columns; read < length; column = tile * columns + read) {
            int run = Math.min(length - read, STRIP - column % STRIP);
            float[] from = strips[column / STRIP][row];
            System.arraycopy(from, part * STRIP + column % STRIP, values, read, run);
            read += run;
        }
    }

    /** Transforms along the rows' index, forward. */
    void forward(Fft fft) {
        for (float[][] strip : strips) {
            fft.forward(strip);
        }
    }

    /** Transforms along the rows' index, backward. */
    void backward(Fft fft) {
        for (float[][] strip : strips) {
            fft.backward(strip);
        }
    }

    /** Writes each tile's rows as columns and columns as rows into {@code other}. */
    void transposeInto(ComplexTile other) {
        for (int tile = 0; tile < count; tile++) {
            for (int column = 0, run; column < columns; column += run) {
                int from = tile * columns + column;
                run = Math.min(columns - column, STRIP - from % STRIP);
                for (int row = 0; row < rows; row += BLOCK) {
                    int to = tile * rows + row;
                    float[][] source = strips[from / STRIP];
                    transpose(source, row, from % STRIP, run, other.strips[to / STRIP], column, to % STRIP);
                }
            }
        }
    }

    /** Writes eight rows as eight neighbouring columns. */
    private static void transpose(
            float[][] from, int row, int column, int count, float[][] to, int toRow, int toColumn) {
        float[] a = from[row], b = from[row + 1], c = from[row + 2], d = from[row + 3];
        float[] e = from[row + 4], f = from[row + 5], g = from[row + 6], h = from[row + 7];
        for (int part = 0; part < 2 * STRIP; part += STRIP) {
            int at = part + toColumn;
            for (int x = 0; x < count; x++) {
                float[] target = to[toRow + x];
                int source = part + column + x;
                target[at] = a[source];
                target[at + 1] = b[source];
                target[at + 2] = c[source];
                target[at + 3] = d[source];
                target[at + 4] = e[source];
                target[at + 5] = f[source];
                target[at + 6] = g[source];
                target[at + 7] = h[source];
            }
        }
    }

    /**
     * Makes of each tile of {@code sums} the sum of products of others with the complex conjugates of their weights.
     *
     * @param weights in the order of the others, for each of the sums alike
     * @param others for each sum
     */
    static void sumProducts(ComplexTile[] sums, ComplexTile[] weights, ComplexTile[][] others) {
        ComplexTile shape = sums[0];
        for (int strip = 0; strip < shape.strips.length; strip++) {
            for (int row = 0; row < shape.strips[strip].length; row++) {
                for (int i = 0; i < sums.length; i++) {
                    sumProducts(sums[i].strips[strip][row], weights, others[i], strip, row);
                }
            }
        }
    }

    private static void sumProducts(float[] sum, ComplexTile[] weights, ComplexTile[] others, int strip, int row) {
        Arrays.fill(sum, 0);
        for (int i = 0; i < weights.length; i += 2) {
            boolean two = i + 1 < weights.length;
            FftLoops.addProducts(
                    sum,
                    weights[i].strips[strip][row],
                    others[i].strips[strip][row],
                    two ? weights[i + 1].strips[strip][row] : null,
                    two ? others[i + 1].strips[strip][row] : null);
        }
    }
}
