package io.github.kernelj.engine;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * Where things lie: output position q, tap d, along each axis, look at the input position q + d + start.
 *
 * @param image shape of each input volume
 * @param kernel shape of the correlation kernel
 * @param output shape of each output volume
 * @param origin input position (x, y, z) over which output (0, 0, 0) lies
 * @param start input position (x, y, z) that tap (0, 0, 0) looks at for output (0, 0, 0); may lie outside
 * @param border what stands for positions outside
 * @param lastUses by input plane, the last output plane whose windows reach it, or −1
 */
record Geometry(Shape image, Shape kernel, Shape output, int[] origin, int[] start, Border border, int[] lastUses) {

    /** @throws IllegalArgumentException if the extent is valid and the kernel larger than the image */
    static Geometry of(Shape image, Shape kernel, Anchor anchor, Extent extent, Border border) {
        int[] origin = extent.origin(kernel, anchor);
        int[] start = {origin[0] - anchor.x(), origin[1] - anchor.y(), origin[2] - anchor.z()};
        Shape output = extent.outputOf(image, kernel);
        int[] lastUses = lastUses(image.depth(), output.depth(), kernel.depth(), start[2], border);
        return new Geometry(image, kernel, output, origin, start, border, lastUses);
    }

    private static int[] lastUses(int imageDepth, int outputDepth, int kernelDepth, int start, Border border) {
        int[] last = new int[imageDepth];
        Arrays.fill(last, -1);
        for (int z = 0; z < outputDepth; z++) {
            for (int dz = 0; dz < kernelDepth; dz++) {
                int plane = border.index(z + dz + start, imageDepth);
                if (plane != Border.OUTSIDE) {
                    last[plane] = z;
                }
            }
        }
        return last;
    }

    /** The last output plane whose windows reach the input plane {@code z}. */
    int lastUse(int z) {
        return lastUses[z];
    }

    /** The input column seen by tap {@code dx} for output column {@code x}, or {@link Border#OUTSIDE}. */
    int column(int x, int dx) {
        return border.index(x + dx + start[0], image.width());
    }

    /** The input row seen by tap {@code dy} for output row {@code y}, or {@link Border#OUTSIDE}. */
    int row(int y, int dy) {
        return border.index(y + dy + start[1], image.height());
    }

    /** The input plane seen by tap {@code dz} for output plane {@code z}, or {@link Border#OUTSIDE}. */
    int plane(int z, int dz) {
        return border.index(z + dz + start[2], image.depth());
    }
}
