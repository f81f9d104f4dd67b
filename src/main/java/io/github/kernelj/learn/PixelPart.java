package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a pass over pixels: a box of windows, or of pixels, as the question has it.
 *
 * @param key what it adds to, from 0
 * @param number among the parts of the key, in the order in which they are summed, from 0
 * @param pair number of the pair
 */
public record PixelPart(int key, int number, int pair, int x, int y, int z, int width, int height, int depth)
        implements Serializable {

    WindowBox box() {
        return new WindowBox(x, y, z, new Shape(width, height, depth));
    }

    /** Number of windows or pixels. */
    public long volume() {
        return box().size().volume();
    }

    /**
     * The parts of a box, cut where parts of a size that begin at the image's corner meet.
     *
     * @param first number of the first part
     */
    static List<PixelPart> of(int key, int first, int pair, WindowBox box, Shape size) {
        List<PixelPart> parts = new ArrayList<>();
        for (int z = box.z(); z < box.endZ(); z = end(z, size.depth(), box.endZ())) {
            for (int y = box.y(); y < box.endY(); y = end(y, size.height(), box.endY())) {
                for (int x = box.x(); x < box.endX(); x = end(x, size.width(), box.endX())) {
                    parts.add(new PixelPart(
                            key,
                            first + parts.size(),
                            pair,
                            x,
                            y,
                            z,
                            end(x, size.width(), box.endX()) - x,
                            end(y, size.height(), box.endY()) - y,
                            end(z, size.depth(), box.endZ()) - z));
                }
            }
        }
        return parts;
    }

    private static int end(int start, int size, int last) {
        return (int) Math.min(last, (start / size + 1L) * size);
    }
}
