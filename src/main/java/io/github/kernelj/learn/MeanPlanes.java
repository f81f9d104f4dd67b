package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/** The mean of several sources of one size. */
record MeanPlanes(List<PlaneSource> channels) implements PlaneSource {

    /** A single source stays as it is. */
    static PlaneSource of(List<PlaneSource> channels) {
        return channels.size() == 1 ? channels.get(0) : new MeanPlanes(channels);
    }

    @Override
    public Shape shape() {
        return channels.get(0).shape();
    }

    @Override
    public float[] plane(int z) throws IOException {
        float[] mean = new float[shape().width() * shape().height()];
        for (PlaneSource channel : channels) {
            float[] plane = channel.plane(z);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += plane[i] / channels.size();
            }
        }
        return mean;
    }
}
