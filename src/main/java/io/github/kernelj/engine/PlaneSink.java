package io.github.kernelj.engine;

import java.io.IOException;

/** Takes the planes of a result, in the order of z and from one thread at a time. */
@FunctionalInterface
public interface PlaneSink {

    /**
     * Where to write one plane, asked for before it is computed; every value is written.
     *
     * @param z from 0 to depth − 1 of the result
     * @param length width · height
     * @return an array of that length, by default a new one
     */
    default float[] buffer(int z, int length) {
        return new float[length];
    }

    /**
     * Takes one plane.
     *
     * @param z from 0 to depth − 1 of the result
     * @param plane width · height values in calibrated units, row by row, in the {@link #buffer}; the sink may keep it
     * @throws IOException if the plane can't be stored
     */
    void accept(int z, float[] plane) throws IOException;
}
