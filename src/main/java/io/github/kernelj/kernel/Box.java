package io.github.kernelj.kernel;

import java.util.Locale;

/**
 * The taps of a kernel as distances from its anchor, from the first to the last along each axis: the anchor is 0, so the
 * first is at most 0 and the last at least 0.
 */
record Box(int left, int top, int front, int right, int bottom, int back) {

    static Box around(Kernel kernel) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        return new Box(
                -anchor.x(),
                -anchor.y(),
                -anchor.z(),
                shape.width() - 1 - anchor.x(),
                shape.height() - 1 - anchor.y(),
                shape.depth() - 1 - anchor.z());
    }

    /** The smallest box that holds both. */
    Box with(Box other) {
        return new Box(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.min(front, other.front),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom),
                Math.max(back, other.back));
    }

    /** The distances of one plus those of the other. */
    Box plus(Box other) {
        return new Box(
                left + other.left,
                top + other.top,
                front + other.front,
                right + other.right,
                bottom + other.bottom,
                back + other.back);
    }

    /** The box when rows are moved along x, each by {@code slope} times its distance from the anchor. */
    Box sheared(double slope) {
        double first = Math.min(slope * top, slope * bottom);
        double last = Math.max(slope * top, slope * bottom);
        return new Box(left + (int) Math.floor(first), top, front, right + (int) Math.ceil(last), bottom, back);
    }

    Shape shape() {
        return new Shape(right - left + 1, bottom - top + 1, back - front + 1);
    }

    /** Where the weight at these distances is in an array of weights. */
    int index(int x, int y, int z) {
        return ((z - front) * (bottom - top + 1) + y - top) * (right - left + 1) + x - left;
    }

    /** A weight for every tap, all 0. */
    double[] zeros() {
        double taps = (double) (right - left + 1) * (bottom - top + 1) * (back - front + 1);
        requireTaps(taps);
        return new double[(int) taps];
    }

    Kernel kernel(double[] weights) {
        return Kernel.of(shape(), weights).withAnchor(new Anchor(-left, -top, -front));
    }

    /** @throws IllegalArgumentException if a kernel can't have so many */
    static void requireTaps(double taps) {
        if (taps > Kernel.MAX_TAPS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the result would have %.3g taps; the most is %d", taps, Kernel.MAX_TAPS));
        }
    }
}
