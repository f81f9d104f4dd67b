package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/** A volume as a row of planes, each asked for once and in the order in which it is first needed. */
public interface PlaneSource {

    /** Width and height of each plane and the number of planes, in pixels. */
    Shape shape();

    /**
     * The pixels of one plane, in calibrated units, row by row.
     *
     * @param z from 0 to depth − 1
     * @return width · height values; the caller only reads them, and the source doesn't change them afterwards
     * @throws IOException if the plane can't be read
     */
    float[] plane(int z) throws IOException;

    /**
     * The same pixels in whatever type they are stored; by default the floats.
     *
     * @param z from 0 to depth − 1
     * @return width · height pixels, which the source doesn't change afterwards
     * @throws IOException if the plane can't be read
     */
    default Pixels pixels(int z) throws IOException {
        return Pixels.of(plane(z));
    }
}
