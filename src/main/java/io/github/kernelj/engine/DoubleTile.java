package io.github.kernelj.engine;

import java.util.Arrays;

/**
 * A tile of complex numbers in double, stored as strips of 128 columns, in each a row after the other as a small array of
 * its own. Its spectrum stands transposed. Not safe for use by several threads.
 */
public final class DoubleTile {

    /** Columns of a strip. */
    public static final int STRIP = 128;

    private static final int BLOCK = 4;

    private final int rows;
    private final double[][][] re;
    private final double[][][] im;

    /** @throws IllegalArgumentException unless rows and columns are multiples of {@value #STRIP} */
    public DoubleTile(int rows, int columns) {
        if (rows < STRIP || rows % STRIP != 0 || columns < STRIP || columns % STRIP != 0) {
            throw new IllegalArgumentException(
                    "a tile has multiples of " + STRIP + " rows and columns, got " + rows + " x " + columns);
        }
        this.rows = rows;
        this.re = new double[columns / STRIP][rows][STRIP];
        this.im = new double[columns / STRIP][rows][STRIP];
    }

    /**
     * The real part of a stretch of a row, to be read or written.
     *
     * @param strip the stretch's first column is 128 times this
     */
    public double[] reStrip(int row, int strip) {
        return re[strip][row];
    }

    /** The imaginary part, likewise. */
    public double[] imStrip(int row, int strip) {
        return im[strip][row];
    }

    public double re(int row, int column) {
        return re[column / STRIP][row][column % STRIP];
    }

    public double im(int row, int column) {
        return im[column / STRIP][row][column % STRIP];
    }

    public void set(int row, int column, double real, double imaginary) {
        re[column / STRIP][row][column % STRIP] = real;
        im[column / STRIP][row][column % STRIP] = imaginary;
    }

    /** The number of strips. */
    public int strips() {
        return re.length;
    }

    public int rows() {
        return rows;
    }

    /** The transform into {@code spectrum}, whose rows are this one's columns; this tile is used up. */
    public void forward(DoubleFft alongRows, DoubleFft alongColumns, DoubleTile spectrum) {
        for (int strip = 0; strip < re.length; strip++) {
            alongRows.forward(re[strip], im[strip]);
        }
        transpose(re, spectrum.re);
        transpose(im, spectrum.im);
        for (int strip = 0; strip < spectrum.re.length; strip++) {
            alongColumns.forward(spectrum.re[strip], spectrum.im[strip]);
        }
    }

    /** The reverse, times the number of values, of the {@link #forward} that made this spectrum; it is used up. */
    public void backward(DoubleFft alongRows, DoubleFft alongColumns, DoubleTile tile) {
        for (int strip = 0; strip < re.length; strip++) {
            alongColumns.backward(re[strip], im[strip]);
        }
        transpose(re, tile.re);
        transpose(im, tile.im);
        for (int strip = 0; strip < tile.re.length; strip++) {
            alongRows.backward(tile.re[strip], tile.im[strip]);
        }
    }

    public void clear() {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                Arrays.fill(re[strip][row], 0);
                Arrays.fill(im[strip][row], 0);
            }
        }
    }

    /** Adds another tile. */
    public void add(DoubleTile other) {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                add(re[strip][row], other.re[strip][row]);
                add(im[strip][row], other.im[strip][row]);
            }
        }
    }

    /** Adds the product of one tile's complex conjugate with another tile. */
    public void addProduct(DoubleTile conjugated, DoubleTile other) {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                addProduct(
                        re[strip][row],
                        im[strip][row],
                        conjugated.re[strip][row],
                        conjugated.im[strip][row],
                        other.re[strip][row],
                        other.im[strip][row]);
            }
        }
    }

    private static void add(double[] sums, double[] more) {
        for (int x = 0; x < STRIP; x++) {
            sums[x] += more[x];
        }
    }

    private static void addProduct(double[] re, double[] im, double[] wr, double[] wi, double[] xr, double[] xi) {
        for (int x = 0; x < STRIP; x++) {
            double a = wr[x], b = wi[x], c = xr[x], d = xi[x];
            re[x] = Math.fma(a, c, Math.fma(b, d, re[x]));
            im[x] = Math.fma(a, d, Math.fma(-b, c, im[x]));
        }
    }

    private void transpose(double[][][] from, double[][][] to) {
        for (int strip = 0; strip < from.length; strip++) {
            for (int row = 0; row < rows; row += BLOCK) {
                transposeRows(from[strip], row, to[row / STRIP], strip * STRIP, row % STRIP);
            }
        }
    }

    /** Writes four rows of a strip as four neighbouring columns. */
    private static void transposeRows(double[][] from, int row, double[][] to, int toRow, int toColumn) {
        double[] a = from[row], b = from[row + 1], c = from[row + 2], d = from[row + 3];
        for (int x = 0; x < STRIP; x++) {
            double[] target = to[toRow + x];
            target[toColumn] = a[x];
            target[toColumn + 1] = b[x];
            target[toColumn + 2] = c[x];
            target[toColumn + 3] = d[x];
        }
    }
}
