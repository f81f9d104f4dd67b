package io.github.kernelj.image;

import java.util.Objects;

/**
 * Which part of an image is looked at. What lies outside isn't read, and a result holds only what was selected (in
 * place, the rest stays as it is): at the ends of a range the image ends, and the border is what lies beyond.
 *
 * @param channels of an RGB image 1 is red, 2 green, 3 blue
 * @param slices along z
 * @param frames along t
 */
public record Selection(Range channels, Range slices, Range frames) {

    /** The whole image. */
    public static final Selection ALL = new Selection(Range.ALL, Range.ALL, Range.ALL);

    public Selection {
        Objects.requireNonNull(channels, "channels");
        Objects.requireNonNull(slices, "slices");
        Objects.requireNonNull(frames, "frames");
    }

    /**
     * The same selection with every end known.
     *
     * @throws IllegalArgumentException if a range leaves the image, naming the image's extent
     */
    public Selection within(int channelCount, int sliceCount, int frameCount) {
        return new Selection(
                channels.within("channels", channelCount),
                slices.within("slices", sliceCount),
                frames.within("frames", frameCount));
    }
}
