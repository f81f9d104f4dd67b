package io.github.kernelj.zarr;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pixels of a volume, gathered by index. Holds the unpacked chunks of the last slab, a layer of chunks along z. */
final class GatheredPlanes implements PlaneSource {

    private static final int ROWS_PER_TASK = 64;

    private final ZarrVolume volume;
    private final int[] ys;
    private final int[] zs;
    private final float constant;
    private final Workers workers;
    private final Shape shape;
    private final List<Run> runs;
    private final int[] chunkColumns;
    private final int[] chunkRows;
    private byte[][] slab;
    private int slabNumber = -1;

    /** Columns that follow each other in the volume and lie in one chunk; from −1 on if they are outside. */
    private record Run(int at, int from, int count) {}

    GatheredPlanes(ZarrVolume volume, int[] xs, int[] ys, int[] zs, float constant, Workers workers) {
        this.volume = volume;
        this.ys = ys.clone();
        this.zs = zs.clone();
        this.constant = constant;
        this.workers = workers;
        this.shape = new Shape(xs.length, ys.length, zs.length);
        this.runs = runs(xs, volume.chunks().width());
        this.chunkColumns = chunksOf(xs, volume.chunks().width());
        this.chunkRows = chunksOf(ys, volume.chunks().height());
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public synchronized float[] plane(int z) throws IOException {
        float[] plane = new float[shape.width() * shape.height()];
        if (zs[z] == Border.OUTSIDE) {
            Arrays.fill(plane, constant);
            return plane;
        }
        load(zs[z] / volume.chunks().depth());
        int tasks = (shape.height() + ROWS_PER_TASK - 1) / ROWS_PER_TASK;
        workers.run(tasks, task -> {
            int end = Math.min(shape.height(), (task + 1) * ROWS_PER_TASK);
            for (int y = task * ROWS_PER_TASK; y < end; y++) {
                readRow(y, zs[z], plane);
            }
        });
        return plane;
    }

    private void readRow(int y, int z, float[] plane) {
        int start = y * shape.width();
        int chunkWidth = volume.chunks().width();
        int slot = ys[y] == Border.OUTSIDE
                ? -1
                : Arrays.binarySearch(chunkRows, ys[y] / volume.chunks().height()) * chunkColumns.length;
        for (Run run : runs) {
            int at = start + run.at();
            if (slot < 0 || run.from() == Border.OUTSIDE) {
                Arrays.fill(plane, at, at + run.count(), constant);
            } else {
                byte[] chunk = slab[slot + Arrays.binarySearch(chunkColumns, run.from() / chunkWidth)];
                volume.elements()
                        .read(chunk, volume.element(run.from(), ys[y], z), volume.step(), plane, at, run.count());
            }
        }
    }

    private void load(int number) throws IOException {
        if (slabNumber == number) {
            return;
        }
        // Let go first, so that never two slabs are held.
        slab = null;
        slabNumber = -1;
        byte[][] chunks = new byte[chunkRows.length * chunkColumns.length][];
        InParallel.run(
                workers,
                chunks.length,
                i -> chunks[i] =
                        volume.read(chunkColumns[i % chunkColumns.length], chunkRows[i / chunkColumns.length], number));
        slab = chunks;
        slabNumber = number;
    }

    private static List<Run> runs(int[] xs, int chunk) {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= xs.length; i++) {
            if (i == xs.length || !follows(xs[i - 1], xs[i], chunk)) {
                runs.add(new Run(first, xs[first], i - first));
                first = i;
            }
        }
        return runs;
    }

    private static boolean follows(int before, int x, int chunk) {
        return before == Border.OUTSIDE ? x == before : x == before + 1 && x % chunk != 0;
    }

    /** The chunks, in their order, that hold these pixels. */
    private static int[] chunksOf(int[] positions, int chunk) {
        return Arrays.stream(positions)
                .filter(position -> position != Border.OUTSIDE)
                .map(position -> position / chunk)
                .sorted()
                .distinct()
                .toArray();
    }
}
