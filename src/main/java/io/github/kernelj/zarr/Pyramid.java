package io.github.kernelj.zarr;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.stream.IntStream;

/** The halved copies of an image: every pixel is the mean of those it stands for in the level before. */
public final class Pyramid {

    private Pyramid() {}

    /**
     * Writes all levels but the first, which must be written whole.
     *
     * @throws IOException if a chunk can't be read or written
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static void write(OmeZarr image, Workers workers, Progress progress) throws IOException {
        int frames = image.dimension('t').size();
        int volumes = image.dimension('c').size() * frames;
        int total = volumes * (image.levels() - 1);
        for (int i = 0; i < total; i++) {
            int level = 1 + i / volumes;
            int channel = i % volumes / frames;
            int frame = i % frames;
            Shape shape = image.slices(level, channel, frame).shape();
            Progress part = progress.part((double) i / total, (i + 1.0) / total);
            write(image, level, channel, frame, new Block(0, 0, 0, shape), workers, part);
        }
    }

    /**
     * Writes a block of a level from the level before.
     *
     * @param level at least 1
     * @param block of the level, made of whole chunks
     */
    public static void write(
            OmeZarr image, int level, int channel, int frame, Block block, Workers workers, Progress progress)
            throws IOException {
        ZarrVolume before = image.slices(level - 1, channel, frame);
        ZarrVolume to = image.slices(level, channel, frame);
        Shape full = before.shape();
        Shape size = block.size();
        Shape factors = new Shape(
                factor(full.width(), to.shape().width()),
                factor(full.height(), to.shape().height()),
                factor(full.depth(), to.shape().depth()));
        PlaneSource source = before.planes(
                range(block.x(), size.width(), factors.width(), full.width()),
                range(block.y(), size.height(), factors.height(), full.height()),
                range(block.z(), size.depth(), factors.depth(), full.depth()),
                0,
                workers);
        PlaneSource halved = new HalvedPlanes(source, factors);
        PlaneSink sink = to.sink(block, workers, new Losses());
        for (int z = 0; z < size.depth(); z++) {
            progress.checkCancelled();
            sink.accept(z, halved.plane(z));
            progress.report((z + 1.0) / size.depth());
        }
    }

    private static int factor(int before, int after) {
        return before == after ? 1 : 2;
    }

    private static int[] range(int start, int length, int factor, int size) {
        return IntStream.range(start * factor, Math.min(size, (start + length) * factor))
                .toArray();
    }
}
