package io.github.kernelj.zarr;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/** Takes the planes of a block, in their order, and writes its chunks, a layer of them at a time. */
final class ChunkSink implements PlaneSink {

    private final ZarrVolume volume;
    private final Block block;
    private final Workers workers;
    private final Losses losses;
    private final int across;
    private final int down;
    private byte[][] slab;

    ChunkSink(ZarrVolume volume, Block block, Workers workers, Losses losses) {
        Shape chunks = volume.chunks();
        Shape size = block.size();
        requireWhole(
                "x", block.x(), size.width(), chunks.width(), volume.shape().width());
        requireWhole(
                "y", block.y(), size.height(), chunks.height(), volume.shape().height());
        requireWhole(
                "z", block.z(), size.depth(), chunks.depth(), volume.shape().depth());
        if (!volume.isWritable()) {
            throw new IllegalArgumentException("chunks that span channels or frames can't be written by volume");
        }
        this.volume = volume;
        this.block = block;
        this.workers = workers;
        this.losses = losses;
        this.across = count(size.width(), chunks.width());
        this.down = count(size.height(), chunks.height());
    }

    @Override
    public void accept(int z, float[] plane) throws IOException {
        Shape chunks = volume.chunks();
        int depthInChunk = z % chunks.depth();
        if (slab == null) {
            slab = new byte[across * down][];
        }
        InParallel.run(workers, slab.length, i -> store(i, z, plane));
        if (depthInChunk == chunks.depth() - 1 || z == block.size().depth() - 1) {
            int layer = (block.z() + z) / chunks.depth();
            InParallel.run(workers, slab.length, i -> {
                int chunkX = block.x() / chunks.width() + i % across;
                int chunkY = block.y() / chunks.height() + i / across;
                volume.write(chunkX, chunkY, layer, slab[i]);
            });
            slab = null;
        }
    }

    private void store(int i, int z, float[] plane) {
        if (slab[i] == null) {
            slab[i] = volume.newChunk();
        }
        Shape chunks = volume.chunks();
        int left = i % across * chunks.width();
        int top = i / across * chunks.height();
        int columns = Math.min(chunks.width(), block.size().width() - left);
        int rows = Math.min(chunks.height(), block.size().height() - top);
        for (int y = 0; y < rows; y++) {
            int from = (top + y) * block.size().width() + left;
            volume.elements().write(plane, from, columns, slab[i], volume.element(0, y, z), losses);
        }
    }

    private static void requireWhole(String axis, int start, int length, int chunk, int size) {
        int end = start + length;
        if (start % chunk != 0 || end > size || end % chunk != 0 && end != size) {
            throw new IllegalArgumentException("a block from " + start + " to " + end + " along " + axis
                    + " cuts chunks of " + chunk + " of a volume of " + size);
        }
    }

    private static int count(int length, int chunk) {
        return (length + chunk - 1) / chunk;
    }
}
