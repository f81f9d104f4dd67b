package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.engine.DoubleTile;
import java.util.Arrays;

/** Columns and rows of a tile, each from and to, the latter not included. */
record TilePart(int left, int right, int top, int bottom) {

    static final TilePart NOTHING = new TilePart(0, 0, 0, 0);

    /**
     * Copies this part of the tile from a plane, and clears the rest.
     *
     * @param imaginary whether into the tile's imaginary part, else into the real one
     * @param column of the plane that comes to column 0, may lie outside
     * @param row of the plane that comes to row 0, likewise
     */
    void load(CentredPlane plane, int column, int row, DoubleTile tile, boolean imaginary) {
        for (int strip = 0; strip < tile.strips(); strip++) {
            int first = Math.min(STRIP, Math.max(0, left - strip * STRIP));
            int end = Math.min(STRIP, Math.max(first, right - strip * STRIP));
            for (int y = 0; y < tile.rows(); y++) {
                double[] into = imaginary ? tile.imStrip(y, strip) : tile.reStrip(y, strip);
                if (y < top || y >= bottom) {
                    Arrays.fill(into, 0);
                } else {
                    plane.copyRow(row + y, column + strip * STRIP, into);
                    Arrays.fill(into, 0, first, 0);
                    Arrays.fill(into, end, STRIP, 0);
                }
            }
        }
    }
}
