package io.github.kernelj.engine;

import java.io.IOException;

/**
 * Takes one plane of a result, stretch by stretch as they are computed, so that they can be converted while they are in the
 * cache. Every pixel comes once, in any order; several threads write at a time, different pixels each.
 */
public interface PlaneWriter {

    /**
     * Takes neighbouring results of one row.
     *
     * @param x column of the first one
     * @param y their row
     * @param values holds them, in calibrated units; the caller's own, to be read only during the call
     * @param at index of the first one in {@code values}
     */
    void write(int x, int y, int count, float[] values, int at);

    /**
     * Takes a whole plane and ends it.
     *
     * @param plane width · height results, row by row
     * @throws IOException if the plane can't be stored
     */
    default void writeAll(float[] plane, int width) throws IOException {
        for (int y = 0; y < plane.length / width; y++) {
            write(0, y, width, plane, y * width);
        }
        finish();
    }

    /**
     * Ends the plane; every pixel was written. Called from one thread, in the order of the planes.
     *
     * @throws IOException if the plane can't be stored
     */
    void finish() throws IOException;
}
