package io.github.kernelj.engine;

import java.util.Arrays;

/**
 * A tile of complex numbers, stored as strips of {@link Fft#COLUMNS} columns, in each a row after the other as a small
 * array of its own. Not safe for use by several threads.
 */
final class ComplexTile {

    private static final int STRIP = Fft.COLUMNS;
    private static final int BLOCK = 8;

    final int rows;
    final int columns;
    /** Real and imaginary parts, by strip, row and column within the strip. */
    final float[][][] re;

    final float[][][] im;

    /** @param columns a multiple of {@link Fft#COLUMNS} */
    ComplexTile(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.re = new float[columns / STRIP][rows][STRIP];
        this.im = new float[columns / STRIP][rows][STRIP];
    }

    void clear() {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                Arrays.fill(re[strip][row], 0);
                Arrays.fill(im[strip][row], 0);
            }
        }
    }

    /** Transforms along the rows' index, forward. */
    void forward(Fft fft) {
        for (int strip = 0; strip < re.length; strip++) {
            fft.forward(re[strip], im[strip]);
        }
    }

    /** Transforms along the rows' index, backward. */
    void backward(Fft fft) {
        for (int strip = 0; strip < re.length; strip++) {
            fft.backward(re[strip], im[strip]);
        }
    }

    /** Writes rows as columns and columns as rows into {@code other}. */
    void transposeInto(ComplexTile other) {
        transpose(re, other.re);
        transpose(im, other.im);
    }

    private void transpose(float[][][] from, float[][][] to) {
        for (int strip = 0; strip < from.length; strip++) {
            for (int row = 0; row < rows; row += BLOCK) {
                for (int column = 0; column < STRIP; column += BLOCK) {
                    transposeBlock(from[strip], row, column, to[row / STRIP], strip * STRIP + column, row % STRIP);
                }
            }
        }
    }

    private static void transposeBlock(float[][] from, int row, int column, float[][] to, int toRow, int toColumn) {
        for (int i = 0; i < BLOCK; i++) {
            float[] target = to[toRow + i];
            for (int j = 0; j < BLOCK; j++) {
                target[toColumn + j] = from[row + j][column + i];
            }
        }
    }

    /** Adds the product of another tile with the complex conjugate of {@code weights}. */
    void addProduct(ComplexTile weights, ComplexTile other) {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                addProduct(
                        re[strip][row],
                        im[strip][row],
                        weights.re[strip][row],
                        weights.im[strip][row],
                        other.re[strip][row],
                        other.im[strip][row]);
            }
        }
    }

    private static void addProduct(float[] re, float[] im, float[] wr, float[] wi, float[] xr, float[] xi) {
        for (int x = 0; x < STRIP; x++) {
            float a = wr[x], b = wi[x], c = xr[x], d = xi[x];
            re[x] += a * c + b * d;
            im[x] += a * d - b * c;
        }
    }
}
