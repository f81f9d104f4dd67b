package io.github.kernelj.task;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.zarr.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How large the blocks are that are computed alone: whole chunks, enough of them that the halo is little beside them. */
final class BlockSize {

    /** Pixels of a block at most, if a chunk isn't larger: 64 MB as floats. */
    private static final long MOST = 1 << 24;

    /** The width that the direct algorithm works in, and beyond which a block needn't grow. */
    private static final int GOOD = 512;

    private static final int GOOD_DEPTH = 64;

    private BlockSize() {}

    /**
     * The size of blocks of an output volume; it depends on the arguments only.
     *
     * @param suits whether blocks of a size are computed as the whole volume is; if none is, that doesn't count
     */
    static Shape choose(Shape chunk, Shape volume, Predicate<Shape> suits) {
        Shape usual = grown(chunk, volume, GOOD, GOOD);
        List<Shape> candidates = List.of(
                usual,
                grown(chunk, volume, volume.width(), GOOD),
                grown(chunk, volume, 2 * GOOD, 2 * GOOD),
                grown(chunk, volume, volume.width(), volume.height()));
        return candidates.stream()
                .filter(block -> block.volume() <= Math.max(4 * MOST, chunk.volume()))
                .filter(suits)
                .findFirst()
                .orElse(usual);
    }

    /** Whole chunks, of at least these extents if the volume has as many pixels. */
    static Shape whole(Shape wanted, Shape chunk, Shape volume) {
        return new Shape(
                whole(wanted.width(), chunk.width(), volume.width()),
                whole(wanted.height(), chunk.height(), volume.height()),
                whole(wanted.depth(), chunk.depth(), volume.depth()));
    }

    /** The blocks of a volume, z, y, x with x fastest. */
    static List<Block> blocks(Shape volume, Shape size) {
        List<Block> blocks = new ArrayList<>();
        for (int z = 0; z < volume.depth(); z += size.depth()) {
            for (int y = 0; y < volume.height(); y += size.height()) {
                for (int x = 0; x < volume.width(); x += size.width()) {
                    Shape inside = new Shape(
                            Math.min(size.width(), volume.width() - x),
                            Math.min(size.height(), volume.height() - y),
                            Math.min(size.depth(), volume.depth() - z));
                    blocks.add(new Block(x, y, z, inside));
                }
            }
        }
        return blocks;
    }

    private static Shape grown(Shape chunk, Shape volume, int width, int height) {
        Shape block = whole(new Shape(width, chunk.height(), chunk.depth()), chunk, volume);
        long rows = Math.max(1, MOST / ((long) block.width() * block.depth()));
        int tall = (int) Math.min(height, rows);
        block = whole(new Shape(width, down(tall, chunk.height()), chunk.depth()), chunk, volume);
        long planes = Math.max(1, MOST / ((long) block.width() * block.height()));
        int deep = (int) Math.min(GOOD_DEPTH, planes);
        return whole(new Shape(width, block.height(), down(deep, chunk.depth())), chunk, volume);
    }

    private static int down(int extent, int chunk) {
        return Math.max(chunk, extent / chunk * chunk);
    }

    private static int whole(int wanted, int chunk, int size) {
        long chunks = (Math.min(wanted, size) + chunk - 1L) / chunk;
        return (int) Math.min(size, chunks * chunk);
    }
}
