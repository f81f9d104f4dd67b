package io.github.kernelj.learn;

import io.github.kernelj.engine.DoubleTile;
import java.util.Arrays;
import java.util.BitSet;

/**
 * A rectangle of one plane in double, about a reference near its mean, so that sums of products don't cancel. Rows are cut
 * into strips of 128 columns, each an array of its own: separate arrays, one index and a literal length are what C2
 * vectorises. Columns beyond the width, and pixels that are NaN or infinite, hold 0.
 */
final class CentredPlane {

    static final int STRIP = DoubleTile.STRIP;

    private static final int SAMPLED_ROWS = 64;

    final int width;
    final int height;
    final int strips;
    private final double[][] rows;
    private final double[] sums;
    private final double[] squares;
    private final BitSet missing = new BitSet();

    CentredPlane(int width, int height) {
        this.width = width;
        this.height = height;
        this.strips = (width + STRIP - 1) / STRIP;
        this.rows = new double[Math.multiplyExact(strips, height)][STRIP];
        this.sums = new double[height];
        this.squares = new double[height];
    }

    /**
     * Takes some rows of the pixels of a plane that is {@code pitch} wide, from column {@code left} and row {@code top} on,
     * minus the reference. Different rows may be taken by several threads; the {@link #missing} are to be cleared before.
     */
    void fill(float[] pixels, int pitch, int left, int top, double reference, int firstRow, int endRow) {
        for (int y = firstRow; y < endRow; y++) {
            int from = (top + y) * pitch + left;
            if (fillRow(pixels, from, y, reference)) {
                markMissing(pixels, from, y);
            }
            sums[y] = 0;
            squares[y] = 0;
            for (int strip = 0; strip < strips; strip++) {
                sums[y] += RowProducts.sum(row(strip, y));
                squares[y] += RowProducts.dot(row(strip, y), row(strip, y));
            }
        }
    }

    /** The sum of a row. */
    double sum(int y) {
        return sums[y];
    }

    /** The sum of a row's squares. */
    double squares(int y) {
        return squares[y];
    }

    /**
     * Takes columns {@code first} to {@code first + count − 1} of some rows of a plane, as rows {@code row} and following.
     */
    void fillTransposed(CentredPlane plane, int first, int count, int row, int firstRow, int endRow) {
        for (int i = 0; i < count; i++) {
            int strip = (first + i) / STRIP;
            int column = (first + i) % STRIP;
            for (int y = firstRow; y < endRow; y++) {
                row(y / STRIP, row + i)[y % STRIP] = plane.row(strip, y)[column];
            }
        }
    }

    /** All rows: that of a strip at {@code strip · height + y}. */
    double[][] rows() {
        return rows;
    }

    /** The row's 128 values in a strip. */
    double[] row(int strip, int y) {
        return rows[strip * height + y];
    }

    double value(int x, int y) {
        return rows[x / STRIP * height + y][x % STRIP];
    }

    /** Copies row y from column {@code from} on, 0 outside the plane; row and column may lie outside. */
    void copyRow(int y, int from, double[] row) {
        if (y < 0 || y >= height) {
            Arrays.fill(row, 0);
            return;
        }
        int x = 0;
        while (x < row.length) {
            int strip = Math.floorDiv(from + x, STRIP);
            int column = from + x - strip * STRIP;
            int count = Math.min(row.length - x, STRIP - column);
            if (strip >= 0 && strip < strips) {
                System.arraycopy(row(strip, y), column, row, x, count);
            } else {
                Arrays.fill(row, x, x + count, 0);
            }
            x += count;
        }
    }

    boolean hasMissing() {
        return !missing.isEmpty();
    }

    /** The pixels that are NaN or infinite, numbered y · width + x. */
    BitSet missing() {
        return missing;
    }

    /**
     * The mean of the finite pixels in some rows of those that {@link #fill} would take, as a float; 0 if there are none.
     * That of a constant is the constant, exactly.
     */
    double referenceOf(float[] pixels, int pitch, int left, int top) {
        double sum = 0;
        long count = 0;
        int step = Math.max(1, height / SAMPLED_ROWS);
        for (int y = 0; y < height; y += step) {
            int from = (top + y) * pitch + left;
            for (int i = from; i < from + width; i++) {
                if (Float.isFinite(pixels[i])) {
                    sum += pixels[i];
                    count++;
                }
            }
        }
        return count == 0 ? 0 : (float) (sum / count);
    }

    private boolean fillRow(float[] pixels, int from, int y, double reference) {
        boolean incomplete = false;
        for (int strip = 0; strip < strips; strip++) {
            double[] row = row(strip, y);
            int start = from + strip * STRIP;
            int columns = Math.min(STRIP, width - strip * STRIP);
            float poison = 0;
            for (int x = 0; x < columns; x++) {
                float pixel = pixels[start + x];
                poison += pixel * 0;
                row[x] = pixel - reference;
            }
            incomplete |= poison != 0;
        }
        return incomplete;
    }

    private synchronized void markMissing(float[] pixels, int from, int y) {
        for (int x = 0; x < width; x++) {
            if (!Float.isFinite(pixels[from + x])) {
                missing.set(y * width + x);
                row(x / STRIP, y)[x % STRIP] = 0;
            }
        }
    }
}
