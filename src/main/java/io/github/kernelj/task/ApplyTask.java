package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.ResultForm;
import io.github.kernelj.image.ResultImage;
import io.github.kernelj.kernel.AtomicFile;
import io.github.kernelj.kernel.KernelBank;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Applies a kernel to an image. One kernel is applied to every channel alone; a bank of kernels mixes channels. Nothing is
 * shown or logged; the input changes only if the settings say in-place, and then only after all went well.
 */
public final class ApplyTask {

    private final ApplySettings settings;
    private final Preparation ready;
    private final Plan plan;
    private final ResultForm form;
    private final ResultImage result;

    private ApplyTask(ImagePlus input, ApplySettings settings) throws IOException {
        this(input, Preparation.of(input, settings), settings);
    }

    private ApplyTask(ImagePlus input, Preparation ready, ApplySettings settings) throws IOException {
        this.settings = settings;
        this.ready = ready;
        this.plan =
                Plan.of(ready.bank(), settings.correlation(), ready.volumes().shape());
        this.form = ResultForm.like(ready.volumes())
                .withType(settings.type())
                .withInPlace(settings.destination() == Destination.IN_PLACE)
                .withChannels(ready.channels())
                .withExtent(plan.output(), plan.origin())
                .withZeroSum(KernelAdjustment.sumsToZero(ready.bank()));
        this.result = new ResultImage(ready.volumes(), form);
        if (settings.output().isPresent()) {
            requireWritable(settings.output().get());
            OutputFile.requireOther(settings.output().get(), input);
        }
    }

    /**
     * Tells what {@link #apply(ImagePlus, ApplySettings, Progress)} would do, without looking at the pixels.
     *
     * @throws IllegalArgumentException if kernel, settings and image don't go together, saying why and what to do
     * @throws IOException if a kernel file can't be read
     */
    public static ApplyPlan plan(ImagePlus input, ApplySettings settings) throws IOException {
        ApplyTask task = new ApplyTask(input, settings);
        return new ApplyPlan(
                task.ready.kernel(),
                task.plan.output(),
                task.result.bitDepth(),
                task.plan.algorithm(),
                task.plan.reason(),
                task.ready.notices().stream().distinct().toList());
    }

    /**
     * Applies a kernel to an image.
     *
     * @return the result: a new image; one whose planes are read from the output file; or, in place, the input itself
     * @throws IllegalArgumentException if kernel, settings and image don't go together, saying why and what to do
     * @throws IOException if a kernel file or a plane of a virtual stack can't be read, or the output file not be written
     * @throws java.util.concurrent.CancellationException if {@code progress} says so; the input is then untouched, and
     *     there is no output file
     */
    public static ApplyResult apply(ImagePlus input, ApplySettings settings, Progress progress) throws IOException {
        return new ApplyTask(input, settings).run(progress);
    }

    /**
     * Applies a kernel at hand to an image in memory, as {@link #apply(ImagePlus, ApplySettings, Progress)} does.
     *
     * @param settings whose kernel isn't looked at
     */
    public static ApplyResult apply(ImagePlus input, KernelBank kernel, ApplySettings settings, Progress progress)
            throws IOException {
        return new ApplyTask(input, Preparation.of(input, kernel, settings), settings).run(progress);
    }

    /**
     * Applies a kernel to an image file and saves the result. TIFF stacks are read and written plane by plane, so that they
     * may be larger than memory. If anything fails there is no output file.
     *
     * @throws IOException if a file can't be read or written, naming it
     * @throws IllegalArgumentException as {@link #apply(ImagePlus, ApplySettings, Progress)} does
     */
    public static ApplyResult apply(Path input, Path output, ApplySettings settings, Progress progress)
            throws IOException {
        return apply(input, output, settings, ZarrSettings.DEFAULT, progress);
    }

    /**
     * As {@link #apply(Path, Path, ApplySettings, Progress)}; both may be folders of OME-Zarr, too. Between OME-Zarr and TIFF,
     * and from OME-Zarr to OME-Zarr, images may be larger than memory, too.
     *
     * @param storage how OME-Zarr is written; of no consequence to files
     */
    public static ApplyResult apply(
            Path input, Path output, ApplySettings settings, ZarrSettings storage, Progress progress)
            throws IOException {
        if (StoredImages.isZarr(input) && StoredImages.isNamedZarr(output)) {
            return VolumeTask.apply(input, output, settings, storage, progress);
        }
        ImagePlus image = StoredImages.openVirtual(input);
        if (ImageFiles.isTiff(output)) {
            return apply(image, settings.with(ApplySettings.OUTPUT, output.toString()), progress);
        }
        ApplyTask task = new ApplyTask(image, settings);
        task.requireWritable(output);
        if (StoredImages.isNamedZarr(output) && image.getStack().isVirtual()) {
            return task.streamToZarr(output, image.getTitle(), storage, progress);
        }
        ApplyResult applied = task.run(progress);
        if (StoredImages.isNamedZarr(output)) {
            applied.image().setTitle(image.getTitle());
        }
        StoredImages.save(applied.image(), output, storage);
        return applied;
    }

    /** By way of a file beside the output, as chunks want their planes in another order than these may come. */
    private ApplyResult streamToZarr(Path output, String title, ZarrSettings storage, Progress progress)
            throws IOException {
        Path file = AtomicFile.beside(output.toAbsolutePath());
        try {
            ApplyResult applied = run(Optional.of(file), progress.part(0, 0.8));
            applied.image().setTitle(title);
            ZarrImages.save(applied.image(), output, storage, progress.part(0.8, 1));
            return new ApplyResult(ZarrImages.open(output), applied.clippedPixels(), applied.notices(), applied.plan());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void requireWritable(Path output) {
        int planes = form.shape().depth() * ready.volumes().positions();
        int channels = result.bitDepth() == 24 ? 1 : form.channels();
        StoredImages.requireWritable(output, result.bitDepth(), channels, planes);
    }

    private ApplyResult run(Progress progress) throws IOException {
        return run(settings.output(), progress);
    }

    private ApplyResult run(Optional<Path> file, Progress progress) throws IOException {
        ImagePlus image;
        try (result) {
            if (file.isPresent()) {
                result.streamTo(file.get());
            }
            compute(progress);
            image = result.finish();
        }
        List<String> notices = new ArrayList<>(ready.notices());
        addLosses(notices);
        return new ApplyResult(
                image, result.clipped(), notices.stream().distinct().toList(), plan.algorithm() + ": " + plan.reason());
    }

    private void compute(Progress progress) throws IOException {
        boolean mixing = ready.mixes();
        int runs = mixing ? 1 : ready.volumes().channels();
        int total = runs * ready.volumes().positions();
        try (Workers workers =
                new Workers(settings.threads().orElse(Runtime.getRuntime().availableProcessors()))) {
            for (int i = 0; i < total; i++) {
                int position = i / runs;
                int channel = i % runs;
                plan.run(
                        mixing ? sources(position) : List.of(ready.volumes().source(channel, position)),
                        mixing ? sinks(position) : List.of(result.sink(channel, position)),
                        workers,
                        progress.part((double) i / total, (i + 1.0) / total));
            }
        }
    }

    private List<PlaneSource> sources(int position) {
        return IntStream.range(0, ready.bank().inputs())
                .mapToObj(channel -> ready.volumes().source(channel, position))
                .toList();
    }

    private List<PlaneSink> sinks(int position) {
        return IntStream.range(0, ready.bank().outputs())
                .mapToObj(channel -> result.sink(channel, position))
                .toList();
    }

    private void addLosses(List<String> notices) {
        String keep = settings.destination() == Destination.IN_PLACE
                ? "; a new image with type=32-bit keeps them"
                : "; type=32-bit keeps them";
        if (result.clipped() > 0) {
            notices.add(Preparation.count(result.clipped(), "value")
                    + " lay beyond what the result's pixels hold and were clipped" + keep);
        }
        if (result.missing() > 0) {
            notices.add(Preparation.count(result.missing(), "value") + " were NaN and became 0" + keep);
        }
    }
}
