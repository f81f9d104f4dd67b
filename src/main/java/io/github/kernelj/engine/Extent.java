package io.github.kernelj.engine;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;

/** Which output positions are computed, for n pixels and k taps along an axis. */
public enum Extent {
    /** n − k + 1: only where the kernel lies wholly on the image; no border is looked at. */
    VALID,
    /** n: one output pixel for each input pixel. */
    SAME,
    /** n + k − 1: wherever the kernel touches the image. */
    FULL;

    /**
     * Size of the output.
     *
     * @throws IllegalArgumentException if the extent is {@code VALID} and the kernel is larger than the image
     */
    public Shape outputOf(Shape image, Shape kernel) {
        if (this == VALID && !kernel.fitsIn(image)) {
            throw new IllegalArgumentException("extent=valid needs a kernel no larger than the image: the kernel is "
                    + kernel + ", the image " + image + "; use extent=same or a smaller kernel");
        }
        return new Shape(
                length(image.width(), kernel.width()),
                length(image.height(), kernel.height()),
                length(image.depth(), kernel.depth()));
    }

    /**
     * The input position, along one axis, over which the output position 0 lies: by so much the output's origin is moved
     * against the input's.
     *
     * @param taps extent of the kernel along the axis
     * @param anchor the anchor of the correlation kernel along the axis
     */
    public int origin(int taps, int anchor) {
        return switch (this) {
            case VALID -> anchor;
            case SAME -> 0;
            case FULL -> anchor - (taps - 1);
        };
    }

    /** {@link #origin(int, int)} along all three axes. */
    public int[] origin(Shape kernel, Anchor anchor) {
        return new int[] {
            origin(kernel.width(), anchor.x()), origin(kernel.height(), anchor.y()), origin(kernel.depth(), anchor.z())
        };
    }

    private int length(int image, int taps) {
        return switch (this) {
            case VALID -> image - taps + 1;
            case SAME -> image;
            case FULL -> Math.addExact(image, taps - 1);
        };
    }
}
