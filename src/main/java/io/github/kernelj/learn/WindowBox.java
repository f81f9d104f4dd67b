package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.Objects;

/**
 * A box of window positions. A window's position is that of its first pixel in the input, so the box's windows see the
 * pixels from (x, y, z) on, {@code size + kernel − 1} of them along each axis.
 *
 * @param x first position along x, at least 0
 * @param y first position along y, at least 0
 * @param z first position along z, at least 0
 * @param size number of windows along each axis
 */
public record WindowBox(int x, int y, int z, Shape size) {

    /** @throws IllegalArgumentException if the box begins before 0 */
    public WindowBox {
        Objects.requireNonNull(size, "size");
        if (x < 0 || y < 0 || z < 0) {
            throw new IllegalArgumentException("a box of windows begins at 0 or later, got " + x + "," + y + "," + z);
        }
    }

    /** All windows of a pair that has this many. */
    public static WindowBox all(Shape windows) {
        return new WindowBox(0, 0, 0, windows);
    }

    /**
     * The windows whose output pixels lie in a box of pixels of the input, a region of interest: all that lie wholly on
     * the input, so pixels around the region count as context.
     *
     * @param region positions of output pixels in an image of the input's size
     * @param windows number of windows along each axis
     * @throws IllegalArgumentException if there is none
     */
    public static WindowBox ofOutput(WindowBox region, Shape windows, Anchor anchor) {
        int left = Math.max(0, region.x - anchor.x());
        int top = Math.max(0, region.y - anchor.y());
        int front = Math.max(0, region.z - anchor.z());
        int right = Math.min(windows.width(), region.endX() - anchor.x());
        int bottom = Math.min(windows.height(), region.endY() - anchor.y());
        int back = Math.min(windows.depth(), region.endZ() - anchor.z());
        if (left >= right || top >= bottom || front >= back) {
            throw new IllegalArgumentException("no window of the kernel lies in the region " + region
                    + "; choose a larger region, further from the border, or a smaller kernel");
        }
        return new WindowBox(left, top, front, new Shape(right - left, bottom - top, back - front));
    }

    /** The position after the last along x. */
    public int endX() {
        return x + size.width();
    }

    /** The position after the last along y. */
    public int endY() {
        return y + size.height();
    }

    /** The position after the last along z. */
    public int endZ() {
        return z + size.depth();
    }

    /** Number of pixels along each axis that the windows of this box see. */
    Shape seenBy(Shape kernel) {
        return new Shape(
                size.width() + kernel.width() - 1,
                size.height() + kernel.height() - 1,
                size.depth() + kernel.depth() - 1);
    }

    /** Whether all its positions are among this many. */
    public boolean fitsIn(Shape windows) {
        return endX() <= windows.width() && endY() <= windows.height() && endZ() <= windows.depth();
    }

    /** For example {@code 20 x 10 at 5,0,0}. */
    @Override
    public String toString() {
        return size + " at " + x + "," + y + "," + z;
    }
}
