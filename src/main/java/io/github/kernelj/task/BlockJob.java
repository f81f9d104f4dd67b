package io.github.kernelj.task;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.LedPlanes;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.zarr.Block;
import io.github.kernelj.zarr.Losses;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A {@link VolumeJob} in parts, each a block of whole output chunks that is computed alone: it reads its input with the
 * halo that the kernel reaches, the border being looked at along the edges of the volume only, and writes its chunks once.
 * Parts may be done in any order, anywhere, and more than once. Immutable and safe for use by several threads.
 *
 * <p>A part is computed by the algorithm of the whole. So results are those of the whole, to the bit where the algorithm
 * {@linkplain Plan#isSameInParts allows it}, else within the engine's accuracy.
 */
public final class BlockJob {

    private final VolumeJob job;
    private final OmeZarr output;
    private final Shape size;
    private final List<Part> parts = new ArrayList<>();

    private record Part(int run, Block block) {}

    /**
     * What a part has done.
     *
     * @param read pixels read, the halo counted
     * @param written pixels written
     * @param clipped values beyond the pixels' range
     * @param missing values that were NaN and became 0
     */
    public record Done(long read, long written, long clipped, long missing) implements Serializable {

        public static final Done NOTHING = new Done(0, 0, 0, 0);

        public Done plus(Done other) {
            return new Done(
                    read + other.read, written + other.written, clipped + other.clipped, missing + other.missing);
        }

        /** What people should know of values that the pixels can't hold, in sentences. */
        public List<String> notices() {
            return VolumeTask.lossNotices(clipped, missing);
        }
    }

    /**
     * @param output as {@link OmeZarr#create} or {@link OmeZarr#planned} gives it for the job's form
     * @param wanted size of the blocks, made whole chunks; empty for one that suits the kernel
     */
    public BlockJob(VolumeJob job, OmeZarr output, Optional<Shape> wanted) {
        this.job = job;
        this.output = output;
        ZarrVolume first = job.outputs(output, 0).get(0);
        this.size = wanted.map(extents -> BlockSize.whole(extents, first.chunks(), first.shape()))
                .orElseGet(() -> BlockSize.choose(first.chunks(), first.shape()));
        for (int run = 0; run < job.runs(); run++) {
            for (Block block : BlockSize.blocks(first.shape(), size)) {
                parts.add(new Part(run, block));
            }
        }
    }

    /** Number of parts. */
    public int parts() {
        return parts.size();
    }

    /** Extents of a block, in pixels; those at the far edges are smaller. */
    public Shape size() {
        return size;
    }

    /** Whether parts give the same results as the whole, to the bit. */
    public boolean isExact() {
        return job.plan().isSameInParts();
    }

    /** Whether all chunks of a part are stored. */
    public boolean isDone(int part) throws IOException {
        for (ZarrVolume volume : job.outputs(output, parts.get(part).run())) {
            if (!volume.isStored(parts.get(part).block())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Does a part.
     *
     * @param centres those of {@link BlockCentres} for the part's run
     * @throws IOException if a chunk can't be read or written, naming it
     */
    public Done apply(int part, List<float[]> centres, Workers workers, Progress progress) throws IOException {
        Block block = parts.get(part).block();
        int run = parts.get(part).run();
        Losses losses = new Losses();
        List<PlaneSource> sources = new ArrayList<>();
        List<ZarrVolume> inputs = job.inputs(run);
        for (int i = 0; i < inputs.size(); i++) {
            sources.add(new LedPlanes(source(inputs.get(i), block, workers), centres.get(run)[i]));
        }
        List<PlaneSink> sinks = new ArrayList<>();
        for (ZarrVolume volume : job.outputs(output, run)) {
            PlaneSink sink = volume.sink(block, workers, losses);
            sinks.add((z, plane) -> {
                if (z > 0) {
                    sink.accept(z - 1, plane);
                }
            });
        }
        plan(block.size()).run(sources, sinks, workers, progress);
        return new Done(
                input(block.size()).volume() * inputs.size(),
                block.size().volume() * sinks.size(),
                losses.clipped(),
                losses.missing());
    }

    /** The plan for a block with its halo and the plane that leads it. */
    private Plan plan(Shape block) {
        Shape input = input(block);
        return job.plan().ofPart(new Shape(input.width(), input.height(), input.depth() + 1));
    }

    /** A block with its halo. */
    private Shape input(Shape block) {
        Shape kernel = job.bank().shape();
        return new Shape(
                block.width() + kernel.width() - 1,
                block.height() + kernel.height() - 1,
                block.depth() + kernel.depth() - 1);
    }

    private PlaneSource source(ZarrVolume volume, Block block, Workers workers) {
        Shape input = input(block.size());
        Shape image = job.shape();
        int[] origin = job.plan().origin();
        Anchor anchor = job.anchor();
        int[] zs = indices(block.z() + origin[2] - anchor.z(), input.depth(), image.depth());
        for (int i = 0; i < zs.length; i++) {
            zs[i] += zs[i] == Border.OUTSIDE ? 0 : job.firstPlane();
        }
        return volume.planes(
                indices(block.x() + origin[0] - anchor.x(), input.width(), image.width()),
                indices(block.y() + origin[1] - anchor.y(), input.height(), image.height()),
                zs,
                job.settings().correlation().constant(),
                workers);
    }

    private int[] indices(int start, int length, int size) {
        Border border = job.settings().correlation().border();
        return IntStream.range(start, start + length)
                .map(position -> border.index(position, size))
                .toArray();
    }
}
