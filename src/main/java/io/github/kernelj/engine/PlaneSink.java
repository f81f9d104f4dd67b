package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/** Takes the planes of a result, in the order of z and from one thread at a time. */
@FunctionalInterface
public interface PlaneSink {

    /**
     * Where to write one plane, asked for before it is computed. By default an array of floats that is {@link #accept}ed
     * when it is whole.
     *
     * @param z from 0 to depth − 1 of the result
     * @param shape of the result
     * @throws IOException if the plane can't be stored
     */
    default PlaneWriter open(int z, Shape shape) throws IOException {
        float[] plane = buffer(z, shape.width() * shape.height());
        return new PlaneWriter() {
            @Override
            public void write(int x, int y, int count, float[] values, int at) {
                System.arraycopy(values, at, plane, y * shape.width() + x, count);
            }

            @Override
            public void finish() throws IOException {
                accept(z, plane);
            }
        };
    }

    /**
     * An array for one plane; every value is written.
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
