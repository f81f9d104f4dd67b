package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/**
 * One of several channels, NaN wherever any of them is missing (NaN or infinite): so that all are learned from the same
 * windows.
 */
record KnownEverywhere(PlaneSource channel, List<PlaneSource> all) implements PlaneSource {

    @Override
    public Shape shape() {
        return channel.shape();
    }

    @Override
    public float[] plane(int z) throws IOException {
        float[] plane = channel.plane(z).clone();
        for (PlaneSource other : all) {
            float[] pixels = other.plane(z);
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Float.isFinite(pixels[i]) ? plane[i] : Float.NaN;
            }
        }
        return plane;
    }
}
