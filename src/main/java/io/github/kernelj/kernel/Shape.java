package io.github.kernelj.kernel;

/**
 * Extents of a kernel (in taps) or of an image volume (in pixels) along x, y and z.
 *
 * <p>There is one code path for all dimensions: a plane is a volume of depth 1, a 1-D kernel one of height and depth 1.
 *
 * @param width extent along x, at least 1
 * @param height extent along y, at least 1
 * @param depth extent along z, at least 1
 */
public record Shape(int width, int height, int depth) {

    /** @throws IllegalArgumentException if an extent is below 1 */
    public Shape {
        if (width < 1 || height < 1 || depth < 1) {
            throw new IllegalArgumentException(
                    "a shape needs extents of at least 1, got " + width + " x " + height + " x " + depth);
        }
    }

    /** A plane: {@code width} by {@code height}, depth 1. */
    public static Shape of(int width, int height) {
        return new Shape(width, height, 1);
    }

    /** Number of taps or pixels; exact beyond 2^31. */
    public long volume() {
        return (long) width * height * depth;
    }

    /** Number of axes up to the last one longer than 1: 1, 2 or 3. */
    public int dimensions() {
        return depth > 1 ? 3 : height > 1 ? 2 : 1;
    }

    /** Whether this shape fits into {@code other} along every axis. */
    public boolean fitsIn(Shape other) {
        return width <= other.width && height <= other.height && depth <= other.depth;
    }

    /** {@code 5 x 3} for a plane, {@code 5 x 3 x 2} for a volume: width, height, depth. */
    @Override
    public String toString() {
        return depth == 1 ? width + " x " + height : width + " x " + height + " x " + depth;
    }
}
