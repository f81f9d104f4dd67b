package io.github.kernelj.engine;

import java.io.IOException;

/** Takes the planes of a result, in the order of z and from one thread at a time. */
@FunctionalInterface
public interface PlaneSink {

    /**
     * Takes one plane.
     *
     * @param z from 0 to depth − 1 of the result
     * @param plane width · height values in calibrated units, row by row; the sink may keep it
     * @throws IOException if the plane can't be stored
     */
    void accept(int z, float[] plane) throws IOException;
}
