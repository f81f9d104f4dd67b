package io.github.kernelj.kernel;

/**
 * The tap of a kernel that lies over the output pixel, counted from 0 along x, y and z.
 *
 * @param x from 0 to width - 1
 * @param y from 0 to height - 1
 * @param z from 0 to depth - 1
 */
public record Anchor(int x, int y, int z) {

    /** The default anchor: k / 2 by integer division along each axis, as in scipy and OpenCV. */
    public static Anchor centreOf(Shape shape) {
        return new Anchor(shape.width() / 2, shape.height() / 2, shape.depth() / 2);
    }

    /** The anchor of the kernel flipped along all axes: k - 1 - anchor. */
    public Anchor flippedIn(Shape shape) {
        return new Anchor(shape.width() - 1 - x, shape.height() - 1 - y, shape.depth() - 1 - z);
    }

    /** Whether the anchor is one of the taps of a kernel of this shape. */
    public boolean isInside(Shape shape) {
        return x >= 0 && y >= 0 && z >= 0 && x < shape.width() && y < shape.height() && z < shape.depth();
    }

    /** {@code 2,2,0}: x, y, z. */
    @Override
    public String toString() {
        return x + "," + y + "," + z;
    }
}
