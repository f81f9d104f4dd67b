package io.github.kernelj.engine;

import java.util.Arrays;

/** Sums over windows within planes, a piece at a time. Not safe for use by several threads. */
final class BoxSums {

    private final Geometry geometry;
    private final InputRows reader;
    private final int height;
    private final int width;
    /** Rows of the input by their number modulo the window's height; in a block's beginning, sums of them to its end. */
    private final float[][] rows;

    private final float[] begun;
    private final float[] line;
    private final float[] toEnd;

    /** @param columns most output columns of a piece */
    BoxSums(Geometry geometry, InputRows reader, int columns) {
        this.geometry = geometry;
        this.reader = reader;
        this.height = geometry.kernel().height();
        this.width = geometry.kernel().width();
        this.rows = new float[height][columns + width - 1];
        this.begun = new float[columns + width - 1];
        this.line = new float[columns + width - 1];
        this.toEnd = new float[columns + width - 1];
    }

    /** Takes the sums of a row of the output, in an array that holds them from index 0 on. */
    interface Rows {
        void accept(int row, float[] sums);
    }

    /**
     * Sums over the windows of a part of the output, row by row.
     *
     * @param plane pixels of the input plane, or null where the border's constant stands
     * @param centre subtracted from each pixel
     */
    void sum(Pixels plane, float centre, Piece piece, Rows to) {
        int count = piece.columns() + width - 1;
        for (int row = 0; row < height - 1; row++) {
            read(plane, centre, piece, row, count);
        }
        for (int row = 0; row < piece.rows(); row++) {
            float[] last = read(plane, centre, piece, row + height - 1, count);
            if (row % height == 0) {
                for (int r = row + height - 2; r >= row; r--) {
                    add(rows[(r + 1) % height], rows[r % height], count);
                }
                Arrays.fill(begun, 0);
            } else {
                add(last, begun, count);
            }
            System.arraycopy(rows[row % height], 0, line, 0, count);
            add(begun, line, count);
            sumAlong(piece.columns());
            to.accept(piece.top() + row, line);
        }
    }

    private float[] read(Pixels plane, float centre, Piece piece, int row, int count) {
        float[] into = rows[row % height];
        int first = piece.left() + geometry.start()[0];
        reader.read(plane, geometry.row(piece.top() + row, 0), first, count, into, 0);
        if (centre != 0) {
            for (int x = 0; x < count; x++) {
                into[x] -= centre;
            }
        }
        return into;
    }

    /** Adds numbers to others. */
    static void add(float[] from, float[] to, int count) {
        for (int x = 0; x < count; x++) {
            to[x] += from[x];
        }
    }

    /** Makes of each number of the line the sum of the window that begins there. */
    private void sumAlong(int count) {
        if (width == 1) {
            return;
        }
        for (int block = 0; block < count; block += width) {
            float sum = 0;
            for (int x = block + width - 1; x >= block; x--) {
                sum += line[x];
                toEnd[x] = sum;
            }
        }
        for (int block = 0; block < count; block += width) {
            int end = Math.min(count, block + width);
            float sum = 0;
            line[block] = toEnd[block];
            for (int x = block + 1; x < end; x++) {
                sum += line[x + width - 1];
                line[x] = toEnd[x] + sum;
            }
        }
    }

    /**
     * A part of an output plane.
     *
     * @param top first row
     * @param left first column
     * @param across number among the parts beside each other
     */
    record Piece(int top, int left, int rows, int columns, int across) {}
}
