package io.github.kernelj.zarr;

import io.github.kernelj.kernel.Shape;

/**
 * A box of pixels.
 *
 * @param x first column
 * @param y first row
 * @param z first plane
 * @param size extents
 */
public record Block(int x, int y, int z, Shape size) {

    /** @throws IllegalArgumentException if it begins before 0 */
    public Block {
        if (x < 0 || y < 0 || z < 0) {
            throw new IllegalArgumentException("a block begins at 0 or behind it, got " + x + ", " + y + ", " + z);
        }
    }

    /** For example {@code 512 x 512 x 64 pixels from 0, 512, 64}. */
    @Override
    public String toString() {
        return size + " pixels from " + x + ", " + y + ", " + z;
    }
}
