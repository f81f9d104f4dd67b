package io.github.kernelj.task;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.zarr.FolderStore;
import io.github.kernelj.zarr.Losses;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.Pyramid;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies a kernel to an image in OME-Zarr and writes the result as OME-Zarr, plane by plane: images may be larger than
 * memory. Held are a layer of chunks of input and output each, and the planes that the kernel spans.
 */
final class VolumeTask {

    private VolumeTask() {}

    /**
     * Applies a kernel. If anything fails there is no output.
     *
     * @throws IOException if something can't be read or written, naming it
     * @throws IllegalArgumentException as {@link VolumeJob#of} does
     */
    static ApplyResult apply(Path input, Path output, ApplySettings settings, ZarrSettings storage, Progress progress)
            throws IOException {
        VolumeJob job = VolumeJob.of(OmeZarr.open(new FolderStore(input)), settings, storage);
        Losses losses = new Losses();
        ZarrFolder.write(output, store -> {
            OmeZarr written = OmeZarr.create(store, job.form());
            double part = storage.pyramid() ? 0.8 : 1;
            try (Workers workers =
                    new Workers(settings.threads().orElse(Runtime.getRuntime().availableProcessors()))) {
                apply(job, written, losses, workers, progress.part(0, part));
                Pyramid.write(written, workers, progress.part(part, 1));
            }
            written.finish();
        });
        List<String> notices = new ArrayList<>(job.notices());
        notices.addAll(lossNotices(losses.clipped(), losses.missing()));
        String plan = job.plan().algorithm() + ": " + job.plan().reason();
        return new ApplyResult(ZarrImages.open(output), losses.clipped(), notices, plan);
    }

    private static void apply(VolumeJob job, OmeZarr output, Losses losses, Workers workers, Progress progress)
            throws IOException {
        for (int run = 0; run < job.runs(); run++) {
            List<PlaneSource> sources = job.inputs(run).stream()
                    .map(volume -> selected(job, volume, workers))
                    .toList();
            List<PlaneSink> sinks = job.outputs(output, run).stream()
                    .map(volume -> volume.sink(workers, losses))
                    .toList();
            Progress part = progress.part((double) run / job.runs(), (run + 1.0) / job.runs());
            job.plan().run(sources, sinks, workers, part);
        }
    }

    private static PlaneSource selected(VolumeJob job, ZarrVolume volume, Workers workers) {
        Shape shape = job.shape();
        int first = job.firstPlane();
        return volume.planes(
                IntStream.range(0, shape.width()).toArray(),
                IntStream.range(0, shape.height()).toArray(),
                IntStream.range(first, first + shape.depth()).toArray(),
                0,
                workers);
    }

    /** What people should know of values that the result's pixels can't hold, in sentences. */
    static List<String> lossNotices(long clipped, long missing) {
        List<String> notices = new ArrayList<>();
        if (clipped > 0) {
            notices.add(Preparation.count(clipped, "value")
                    + " lay beyond what the result's pixels hold and were clipped; type=32-bit keeps them");
        }
        if (missing > 0) {
            notices.add(Preparation.count(missing, "value") + " were NaN and became 0; type=32-bit keeps them");
        }
        return notices;
    }
}
