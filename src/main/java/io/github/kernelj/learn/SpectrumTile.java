package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import java.util.Arrays;

/**
 * A tile of complex numbers in double, stored as strips of 128 columns, in each a row after the other as a small array of
 * its own. Its spectrum stands transposed. Not safe for use by several threads.
 */
final class SpectrumTile {

    private static final int BLOCK = 4;

    private final int rows;
    final double[][][] re;
    final double[][][] im;

    /** Both a multiple of 128. */
    SpectrumTile(int rows, int columns) {
        this.rows = rows;
        this.re = new double[columns / STRIP][rows][STRIP];
        this.im = new double[columns / STRIP][rows][STRIP];
    }

    /**
     * Copies a rectangle of a plane into the real or imaginary part, and clears the rest.
     *
     * @param left column of the plane that comes to column 0, may lie outside
     * @param top row of the plane that comes to row 0, likewise
     * @param part the tile's columns and rows that are copied
     */
    static void load(double[][][] values, CentredPlane plane, int left, int top, Part part) {
        for (int strip = 0; strip < values.length; strip++) {
            int first = Math.min(STRIP, Math.max(0, part.left() - strip * STRIP));
            int end = Math.min(STRIP, Math.max(first, part.right() - strip * STRIP));
            for (int row = 0; row < values[strip].length; row++) {
                double[] into = values[strip][row];
                if (row < part.top() || row >= part.bottom()) {
                    Arrays.fill(into, 0);
                } else {
                    plane.copyRow(top + row, left + strip * STRIP, into);
                    Arrays.fill(into, 0, first, 0);
                    Arrays.fill(into, end, STRIP, 0);
                }
            }
        }
    }

    /** Columns and rows of a tile, each from and to, the latter not included. */
    record Part(int left, int right, int top, int bottom) {}

    /** The transform into {@code spectrum}, whose rows are this one's columns; this tile is used up. */
    void forward(DoubleFft alongRows, DoubleFft alongColumns, SpectrumTile spectrum) {
        for (int strip = 0; strip < re.length; strip++) {
            alongRows.forward(re[strip], im[strip]);
        }
        transpose(re, spectrum.re);
        transpose(im, spectrum.im);
        for (int strip = 0; strip < spectrum.re.length; strip++) {
            alongColumns.forward(spectrum.re[strip], spectrum.im[strip]);
        }
    }

    /** The reverse of {@link #forward} times the number of values; the spectrum is used up. */
    static void backward(SpectrumTile spectrum, DoubleFft alongRows, DoubleFft alongColumns, SpectrumTile tile) {
        for (int strip = 0; strip < spectrum.re.length; strip++) {
            alongColumns.backward(spectrum.re[strip], spectrum.im[strip]);
        }
        spectrum.transpose(spectrum.re, tile.re);
        spectrum.transpose(spectrum.im, tile.im);
        for (int strip = 0; strip < tile.re.length; strip++) {
            alongRows.backward(tile.re[strip], tile.im[strip]);
        }
    }

    void clear() {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                Arrays.fill(re[strip][row], 0);
                Arrays.fill(im[strip][row], 0);
            }
        }
    }

    /** Adds another tile. */
    void add(SpectrumTile other) {
        for (int strip = 0; strip < re.length; strip++) {
            for (int row = 0; row < rows; row++) {
                add(re[strip][row], other.re[strip][row]);
                add(im[strip][row], other.im[strip][row]);
            }
        }
    }

    /** Adds the product of one tile's complex conjugate with another tile. */
    void addProduct(SpectrumTile conjugated, SpectrumTile other) {
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
