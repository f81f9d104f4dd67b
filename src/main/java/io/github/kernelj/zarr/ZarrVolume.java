package io.github.kernelj.zarr;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The planes of one channel and frame, or of one channel and slice, of an image. Immutable and safe for use by several
 * threads.
 */
public final class ZarrVolume {

    private final ZarrArray array;
    private final int[] places;
    private final int[] fixed;
    private final int[] strides;
    private final Shape shape;
    private final Shape chunks;

    /**
     * @param dimensions the array's
     * @param stack the axis along which planes follow each other
     * @param others where along the other axes
     */
    ZarrVolume(ZarrArray array, List<Dimension> dimensions, char stack, Map<Character, Integer> others) {
        this.array = array;
        this.strides = array.layout().strides();
        this.fixed = new int[dimensions.size()];
        this.places = new int[] {-1, -1, -1};
        int[] sizes = {1, 1, 1};
        int[] extents = {1, 1, 1};
        for (int i = 0; i < fixed.length; i++) {
            Dimension dimension = dimensions.get(i);
            int axis = dimension.axis() == stack ? 2 : "xy".indexOf(dimension.axis());
            if (axis < 0) {
                fixed[i] = others.get(dimension.axis());
            } else {
                places[axis] = i;
                sizes[axis] = dimension.size();
                extents[axis] = dimension.chunk();
            }
        }
        this.shape = new Shape(sizes[0], sizes[1], sizes[2]);
        this.chunks = new Shape(extents[0], extents[1], extents[2]);
    }

    /** Width and height of each plane, and the number of planes. */
    public Shape shape() {
        return shape;
    }

    /** Extents of a chunk, in pixels. */
    public Shape chunks() {
        return chunks;
    }

    /**
     * All planes. The chunks of the planes asked for last are held, unpacked, so that planes asked for in their order cost
     * one reading of each chunk. Safe for use by several threads.
     */
    public PlaneSource planes(Workers workers) {
        return planes(
                IntStream.range(0, shape.width()).toArray(),
                IntStream.range(0, shape.height()).toArray(),
                IntStream.range(0, shape.depth()).toArray(),
                0,
                workers);
    }

    /**
     * Some pixels in any order: plane z, row y, column x of the source is plane {@code zs[z]}, row {@code ys[y]}, column
     * {@code xs[x]} of this volume. Only chunks that hold one of them are read.
     *
     * @param constant the value where an index is −1
     */
    public PlaneSource planes(int[] xs, int[] ys, int[] zs, float constant, Workers workers) {
        return new GatheredPlanes(this, xs, ys, zs, constant, workers);
    }

    /** A sink for all planes, which writes each chunk once. */
    public PlaneSink sink(Workers workers, Losses losses) {
        return sink(new Block(0, 0, 0, shape), workers, losses);
    }

    /**
     * A sink for the planes of a block; it writes each chunk once, when the block's last plane of it has come.
     *
     * @param block begins where a chunk begins, and ends where one does or the volume does
     * @param losses takes the counts of what the pixels can't hold
     * @throws IllegalArgumentException if the block cuts chunks
     */
    public PlaneSink sink(Block block, Workers workers, Losses losses) {
        return new ChunkSink(this, block, workers, losses);
    }

    /** Whether every chunk of a block is stored. */
    public boolean isStored(Block block) throws IOException {
        for (int z = block.z(); z < block.z() + block.size().depth(); z += chunks.depth()) {
            for (int y = block.y(); y < block.y() + block.size().height(); y += chunks.height()) {
                for (int x = block.x(); x < block.x() + block.size().width(); x += chunks.width()) {
                    if (!array.isStored(index(x / chunks.width(), y / chunks.height(), z / chunks.depth()))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    byte[] read(int chunkX, int chunkY, int chunkZ) throws IOException {
        return array.read(index(chunkX, chunkY, chunkZ));
    }

    void write(int chunkX, int chunkY, int chunkZ, byte[] bytes) throws IOException {
        array.write(index(chunkX, chunkY, chunkZ), bytes);
    }

    /** A chunk's bytes, all of the fill value. */
    byte[] newChunk() {
        byte[] bytes = new byte[array.layout().chunkBytes()];
        if (array.layout().fill() != 0) {
            elements().fill(bytes, array.layout().fill());
        }
        return bytes;
    }

    Elements elements() {
        return array.layout().elements();
    }

    /** The number of an element in its chunk. */
    int element(int x, int y, int z) {
        int[] at = {x % chunks.width(), y % chunks.height(), z % chunks.depth()};
        int element = 0;
        for (int i = 0; i < fixed.length; i++) {
            element += fixed[i] % array.layout().chunks().get(i) * strides[i];
        }
        for (int axis = 0; axis < 3; axis++) {
            element += places[axis] < 0 ? 0 : at[axis] * strides[places[axis]];
        }
        return element;
    }

    /** How many elements further the next column lies. */
    int step() {
        return strides[places[0]];
    }

    /** Whether a chunk holds nothing but pixels of this volume, side by side along x. */
    boolean isWritable() {
        return step() == 1
                && chunks.volume() * elements().type().bytes() == array.layout().chunkBytes();
    }

    private int[] index(int chunkX, int chunkY, int chunkZ) {
        int[] index = new int[fixed.length];
        for (int i = 0; i < index.length; i++) {
            index[i] = fixed[i] / array.layout().chunks().get(i);
        }
        int[] at = {chunkX, chunkY, chunkZ};
        for (int axis = 0; axis < 3; axis++) {
            if (places[axis] >= 0) {
                index[places[axis]] = at[axis];
            }
        }
        return index;
    }
}
