package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Arrays;

/**
 * A source led by a flat plane. Pixels are centred by the first plane that is read; this one makes a part of a volume be
 * centred as the whole is, by the value that {@link Centre} finds there. The result plane that it leads to is thrown away.
 *
 * @param source of the planes that follow
 * @param value of all pixels of the first plane
 */
public record LedPlanes(PlaneSource source, float value) implements PlaneSource {

    @Override
    public Shape shape() {
        Shape shape = source.shape();
        return new Shape(shape.width(), shape.height(), shape.depth() + 1);
    }

    @Override
    public float[] plane(int z) throws IOException {
        if (z > 0) {
            return source.plane(z - 1);
        }
        float[] plane = new float[source.shape().width() * source.shape().height()];
        Arrays.fill(plane, value);
        return plane;
    }
}
