package io.github.kernelj.task;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.zarr.Block;
import java.util.ArrayList;
import java.util.List;

/** How large the blocks are that are computed alone: whole chunks, enough of them that the halo is little beside them. */
final class BlockSize {

    /** Pixels of a block at most, if a chunk isn't larger: 64 MB as floats. */
    private static final long MOST = 1 << 24;

    /** The width that the direct algorithm works in, and beyond which a block needn't grow. */
    private static final int GOOD = 512;

    private static final int GOOD_DEPTH = 64;

    private BlockSize() {}

    /** The size of blocks of an output volume. */
    static Shape choose(Shape chunk, Shape volume) {
        Shape block = whole(new Shape(GOOD, chunk.height(), chunk.depth()), chunk, volume);
        long rows = Math.max(1, MOST / ((long) block.width() * block.depth()));
        int tall = (int) Math.min(GOOD, rows);
        block = whole(new Shape(GOOD, down(tall, chunk.height()), chunk.depth()), chunk, volume);
        long planes = Math.max(1, MOST / ((long) block.width() * block.height()));
        int deep = (int) Math.min(GOOD_DEPTH, planes);
        return whole(new Shape(GOOD, block.height(), down(deep, chunk.depth())), chunk, volume);
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

    private static int down(int extent, int chunk) {
        return Math.max(chunk, extent / chunk * chunk);
    }

    private static int whole(int wanted, int chunk, int size) {
        long chunks = (Math.min(wanted, size) + chunk - 1L) / chunk;
        return (int) Math.min(size, chunks * chunk);
    }
}
