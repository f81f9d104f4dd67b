package io.github.kernelj.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Some of a kernel's taps, which a {@link Band} adds from one tile: within {@link Band#SPAN} columns and
 * {@link BandLoops#MOST} rows, or of one row.
 *
 * @param row kernel row of the chunk's top
 * @param column kernel column of the chunk's left
 * @param alongRow whether a column's weights are for pixels in the same row, eight apart, or else for pixels in the same
 *     column, one below the other
 * @param columns the weights; from left to right
 */
record Chunk(int row, int column, boolean alongRow, Column[] columns) {

    /**
     * Weights that are added in one go.
     *
     * @param offset columns from the chunk's left
     */
    record Column(int offset, float[] weights) {}

    /** A single tap. */
    static Chunk ofOne(float weight) {
        return new Chunk(0, 0, false, new Column[] {new Column(0, new float[] {weight})});
    }

    /** Rows that its taps reach. */
    int height() {
        int height = 1;
        for (Column column : columns) {
            height = alongRow ? 1 : Math.max(height, column.weights().length);
        }
        return height;
    }

    /** Number of multiplications. */
    int taps() {
        int taps = 0;
        for (Column column : columns) {
            taps += column.weights().length;
        }
        return taps;
    }

    /** A line along a row, in as few chunks as it takes; taps of weight 0 at the ends are left out. */
    static List<Chunk> alongRow(float[] line) {
        List<Chunk> chunks = new ArrayList<>();
        for (int left = 0; left < line.length; left += Band.SPAN) {
            List<Column> columns = new ArrayList<>();
            for (int phase = 0; phase < BandLoops.STEP; phase++) {
                int end = Math.min(line.length, left + Band.SPAN);
                add(columns, phase, weights(line, left + phase, BandLoops.STEP, end));
            }
            addChunk(chunks, 0, left, true, columns);
        }
        return chunks;
    }

    /**
     * A plane of taps, in chunks of a height.
     *
     * @param plane weights, row by row
     * @param width of the plane
     * @param height of a chunk, at most {@link BandLoops#MOST}
     */
    static List<Chunk> of(float[] plane, int width, int height) {
        List<Chunk> chunks = new ArrayList<>();
        for (int left = 0; left < width; left += Band.SPAN) {
            int right = Math.min(width, left + Band.SPAN);
            for (int top = firstUsed(plane, width, left, right, 0); top >= 0; ) {
                int bottom = Math.min(plane.length / width, top + height);
                List<Column> columns = new ArrayList<>();
                for (int x = left; x < right; x++) {
                    add(columns, x - left, weights(plane, top * width + x, width, bottom * width));
                }
                addChunk(chunks, top, left, false, columns);
                top = firstUsed(plane, width, left, right, bottom);
            }
        }
        return chunks;
    }

    private static void addChunk(List<Chunk> chunks, int row, int column, boolean alongRow, List<Column> columns) {
        if (!columns.isEmpty()) {
            chunks.add(new Chunk(row, column, alongRow, columns.toArray(new Column[0])));
        }
    }

    private static void add(List<Column> columns, int offset, float[] weights) {
        if (weights.length > 0) {
            columns.add(new Column(offset, weights));
        }
    }

    /** The first row from {@code top} on with a tap in some columns; −1 if there is none. */
    private static int firstUsed(float[] plane, int width, int left, int right, int top) {
        for (int y = top; y < plane.length / width; y++) {
            for (int x = left; x < right; x++) {
                if (plane[y * width + x] != 0) {
                    return y;
                }
            }
        }
        return -1;
    }

    /** Every so-manieth weight, up to the last that isn't 0. */
    private static float[] weights(float[] of, int from, int step, int end) {
        int count = 0;
        for (int i = from, n = 1; i < end; i += step, n++) {
            count = of[i] != 0 ? n : count;
        }
        float[] weights = new float[count];
        for (int n = 0; n < count; n++) {
            weights[n] = of[from + n * step];
        }
        return weights;
    }
}
