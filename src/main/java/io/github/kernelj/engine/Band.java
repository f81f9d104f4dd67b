package io.github.kernelj.engine;

import java.util.Arrays;

/**
 * A band of {@link #ROWS} output rows while taps are added up: the sums, and a tile of input rows. A tap's column is
 * reached by moving the sums sideways, as in Horner's scheme, so that nothing is copied for each tap; its rows are reached
 * within the tile. Not safe for use by several threads.
 */
final class Band {

    static final int PITCH = BandLoops.PITCH;

    static final int ROWS = BandLoops.ROWS;

    /** Columns that the taps of one {@link Chunk} may span. */
    static final int SPAN = 32;

    /** Output columns; the rest of a row is for the columns around them. */
    static final int COLUMNS = PITCH - SPAN;

    /** Memory of a band; what is at {@link #tile} is for others to write, what is at {@link #sum} for others to read. */
    final float[] memory = new float[BandLoops.LENGTH];

    private boolean empty = true;
    private int column;

    /** Where a pixel of the tile lies in the memory. */
    static int tile(int row, int column) {
        return BandLoops.TILE + row * PITCH + column;
    }

    /** Starts with sums of 0. */
    void clear() {
        Arrays.fill(memory, BandLoops.SPARE, BandLoops.TILE, 0);
        empty = true;
        column = 0;
    }

    /** Ends without having added anything. */
    void leaveEmpty() {
        Arrays.fill(memory, 0, BandLoops.SIZE, 0);
    }

    /** Adds the chunk's taps times the tile, whose top left pixel is the one under the chunk's. */
    void add(Chunk chunk) {
        Chunk.Column[] columns = chunk.columns();
        boolean forwards =
                Math.abs(columns[0].offset() - column) < Math.abs(columns[columns.length - 1].offset() - column);
        for (int i = 0; i < columns.length; i++) {
            Chunk.Column next = columns[forwards ? i : columns.length - 1 - i];
            moveTo(next.offset());
            if (chunk.alongRow()) {
                BandLoops.addColumns(memory, next.weights());
            } else {
                BandLoops.addRows(memory, next.weights());
            }
        }
    }

    /** Adds to all pixels of the tile. */
    void increaseTile(float value) {
        BandLoops.increaseTile(memory, value);
    }

    /** Adds to all sums. */
    void increase(float value) {
        BandLoops.increaseSums(memory, value);
    }

    /** Where a sum lies in the memory. */
    int sum(int row, int firstColumn) {
        return row * PITCH + column + firstColumn;
    }

    /** Copies the sums of some rows, with those of columns that aren't used. */
    void copyRows(int rows, float[] to, int index) {
        System.arraycopy(memory, column, to, index, rows * PITCH - column);
    }

    /** Looks whether the sums are finite. */
    void check() {
        BandLoops.check(memory);
    }

    /** Whether at the last {@link #check} all sums of some columns were finite; rows that aren't in use count too. */
    boolean isFinite(int firstColumn, int count) {
        for (int x = column + firstColumn; x < column + firstColumn + count; x++) {
            if (memory[BandLoops.CHECK + x] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Moves the sums so that a tap of this column adds pixels to sums straight below them. */
    private void moveTo(int next) {
        if (!empty) {
            int left = column - next;
            int from = Math.max(0, left);
            int to = Math.max(0, -left);
            System.arraycopy(memory, from, memory, BandLoops.SPARE + to, BandLoops.SIZE - from - to);
        }
        empty = false;
        column = next;
    }
}
