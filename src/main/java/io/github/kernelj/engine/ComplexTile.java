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
                transposeBlock(from[strip], row, to[row / STRIP], strip * STRIP, row % STRIP);
            }
        }
    }

    /** Writes eight rows of a strip as eight neighbouring columns. */
    private static void transposeBlock(float[][] from, int row, float[][] to, int toRow, int toColumn) {
        float[] a = from[row], b = from[row + 1], c = from[row + 2], d = from[row + 3];
        float[] e = from[row + 4], f = from[row + 5], g = from[row + 6], h = from[row + 7];
        for (int x = 0; x < STRIP; x++) {
            float[] target = to[toRow + x];
            target[toColumn] = a[x];
            target[toColumn + 1] = b[x];
            target[toColumn + 2] = c[x];
            target[toColumn + 3] = d[x];
            target[toColumn + 4] = e[x];
            target[toColumn + 5] = f[x];
            target[toColumn + 6] = g[x];
            target[toColumn + 7] = h[x];
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
            re[x] = Math.fma(a, c, Math.fma(b, d, re[x]));
            im[x] = Math.fma(a, d, Math.fma(-b, c, im[x]));
        }
    }
}
