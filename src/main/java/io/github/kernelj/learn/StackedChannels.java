package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/**
 * Some planes of every channel laid one upon another, channel by channel. A window of all channels is a window of this
 * volume, as deep as it is.
 *
 * @param first the first plane of each channel
 * @param depth number of planes of each channel
 */
record StackedChannels(List<PlaneSource> channels, int first, int depth) implements PlaneSource {

    @Override
    public Shape shape() {
        Shape channel = channels.get(0).shape();
        return new Shape(channel.width(), channel.height(), channels.size() * depth);
    }

    @Override
    public float[] plane(int z) throws IOException {
        return channels.get(z / depth).plane(first + z % depth);
    }
}
