package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/**
 * An image of several channels and what it should become, of as many or other channels: what a bank of kernels is learned
 * from. Sizes belong together as those of an {@link ExamplePair} do.
 *
 * @param inputs the image's channels, all of one size
 * @param targets the target's channels, all of one size
 */
public record ChannelPair(List<PlaneSource> inputs, List<PlaneSource> targets) {

    /** @throws IllegalArgumentException if there is no channel, or channels differ in size */
    public ChannelPair {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        requireOneSize(inputs, "input");
        requireOneSize(targets, "target");
    }

    /** A pair of one channel each. */
    public static ChannelPair of(ExamplePair pair) {
        return new ChannelPair(List.of(pair.input()), List.of(pair.target()));
    }

    /** One channel of the input, and one of the target. */
    public ExamplePair pair(int input, int target) {
        return new ExamplePair(inputs.get(input), targets.get(target));
    }

    /** A kernel for each input channel as one deeper kernel over the channels laid one upon another. */
    Shape stacked(Shape kernel) {
        return new Shape(kernel.width(), kernel.height(), kernel.depth() * inputs.size());
    }

    /**
     * The windows of one plane of the target as a pair of one channel, for the {@link #stacked} kernel: it has one position
     * along z in the channels laid one upon another. Windows with missing pixels in any channel are missing in all.
     */
    ExamplePair ofPlane(int plane, int output, Shape kernel, Anchor anchor) {
        Shape windows = windows(kernel);
        Anchor first = pair(0, 0).firstTarget(kernel, anchor);
        PlaneSource own = targets.get(output);
        PlaneSource known = targets.size() == 1 ? own : new KnownEverywhere(own, targets);
        WindowBox box =
                new WindowBox(first.x(), first.y(), first.z() + plane, Shape.of(windows.width(), windows.height()));
        return new ExamplePair(new StackedChannels(inputs, plane, kernel.depth()), new CroppedPlanes(known, box));
    }

    /**
     * Number of windows along each axis, n − k + 1.
     *
     * @throws IllegalArgumentException if the kernel is larger than the input, or the sizes don't belong together
     */
    public Shape windows(Shape kernel) {
        return pair(0, 0).windows(kernel);
    }

    private static void requireOneSize(List<PlaneSource> channels, String role) {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("the " + role + " of a pair has at least one channel");
        }
        Shape shape = channels.get(0).shape();
        for (PlaneSource channel : channels) {
            if (!channel.shape().equals(shape)) {
                throw new IllegalArgumentException("the channels of the " + role + " differ in size: one is " + shape
                        + ", another " + channel.shape());
            }
        }
    }
}
