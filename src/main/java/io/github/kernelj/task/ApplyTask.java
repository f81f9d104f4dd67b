package io.github.kernelj.task;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.ResultForm;
import io.github.kernelj.image.ResultImage;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.VoxelSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Applies a kernel to an image. One kernel is applied to every channel alone; a bank of kernels mixes channels. Nothing is
 * shown or logged; the input changes only if the settings say in-place, and then only after all went well.
 */
public final class ApplyTask {

    private final ApplySettings settings;
    private final ImageVolumes volumes;
    private final KernelBank bank;
    private final Plan plan;
    private final ResultForm form;
    private final ResultImage result;
    private final List<String> notices = new ArrayList<>();

    private ApplyTask(ImagePlus input, ApplySettings settings) throws IOException {
        this.settings = settings;
        this.volumes = ImageVolumes.of(input, settings.axes().stack().orElse(Axes.Stack.SLICES), settings.selection());
        notices.addAll(volumes.notices());
        KernelBank given = KernelExpression.parse(settings.kernel()).evaluate(voxelSize(input));
        this.bank = settings.axes().orient(new KernelAdjustment(settings, notices).of(given));
        requireChannels(input);
        hintAtOtherAxis(input);
        this.plan = Plan.of(bank, settings.correlation(), volumes.shape());
        this.form = ResultForm.like(volumes)
                .withType(settings.type())
                .withInPlace(settings.destination() == Destination.IN_PLACE)
                .withChannels(bank.isSingle() ? volumes.channels() : bank.outputs())
                .withExtent(plan.output(), plan.origin())
                .withZeroSum(KernelAdjustment.sumsToZero(bank));
        this.result = new ResultImage(volumes, form);
    }

    /**
     * Applies a kernel to an image in memory.
     *
     * @return the result, a new image or, in place, the input itself
     * @throws IllegalArgumentException if kernel, settings and image don't go together, saying why and what to do
     * @throws IOException if a kernel file or a plane of a virtual stack can't be read
     * @throws java.util.concurrent.CancellationException if {@code progress} says so; the input is then untouched
     */
    public static ApplyResult apply(ImagePlus input, ApplySettings settings, Progress progress) throws IOException {
        return new ApplyTask(input, settings).run(progress);
    }

    /**
     * Applies a kernel to an image file and saves the result. If anything fails there is no output file.
     *
     * @throws IOException if a file can't be read or written, naming it
     * @throws IllegalArgumentException as {@link #apply(ImagePlus, ApplySettings, Progress)} does
     */
    public static ApplyResult apply(Path input, Path output, ApplySettings settings, Progress progress)
            throws IOException {
        ApplyTask task = new ApplyTask(ImageFiles.open(input), settings);
        int planes = task.form.shape().depth() * task.volumes.positions();
        ImageFiles.requireWritable(output, task.result.bitDepth(), task.form.channels(), planes);
        ApplyResult applied = task.run(progress);
        ImageFiles.save(applied.image(), output);
        return applied;
    }

    private ApplyResult run(Progress progress) throws IOException {
        boolean mixing = !bank.isSingle();
        int runs = mixing ? 1 : volumes.channels();
        int total = runs * volumes.positions();
        try (Workers workers =
                new Workers(settings.threads().orElse(Runtime.getRuntime().availableProcessors()))) {
            for (int i = 0; i < total; i++) {
                int position = i / runs;
                int channel = i % runs;
                plan.run(
                        mixing ? sources(position) : List.of(volumes.source(channel, position)),
                        mixing ? sinks(position) : List.of(result.sink(channel, position)),
                        workers,
                        progress.part((double) i / total, (i + 1.0) / total));
            }
        }
        ImagePlus image = result.finish();
        addLosses();
        return new ApplyResult(
                image, result.clipped(), notices.stream().distinct().toList(), plan.algorithm() + ": " + plan.reason());
    }

    private List<PlaneSource> sources(int position) {
        return IntStream.range(0, bank.inputs())
                .mapToObj(channel -> volumes.source(channel, position))
                .toList();
    }

    private List<PlaneSink> sinks(int position) {
        return IntStream.range(0, bank.outputs())
                .mapToObj(channel -> result.sink(channel, position))
                .toList();
    }

    private void requireChannels(ImagePlus input) {
        if (!bank.isSingle() && bank.inputs() != volumes.channels()) {
            throw new IllegalArgumentException("the " + bank + " needs " + count(bank.inputs(), "channel") + ", but "
                    + count(volumes.channels(), "channel") + " of '" + input.getTitle()
                    + "' are given; choose them with channels=, or use another bank");
        }
    }

    /** People often have time where ImageJ says slices, or the other way round. */
    private void hintAtOtherAxis(ImagePlus input) {
        if (bank.shape().depth() == 1 || volumes.shape().depth() > 1) {
            return;
        }
        String axes = settings.axes().names();
        boolean slices = axes.contains("z");
        int others = slices ? input.getNFrames() : input.getNSlices();
        String depth = "the kernel is " + count(bank.shape().depth(), "plane") + " deep along " + (slices ? "z" : "t")
                + ", where the image has one plane";
        notices.add(
                others == 1
                        ? depth
                        : depth + "; it has " + count(others, slices ? "frame" : "slice") + ", along which axes="
                                + (slices ? axes.replace('z', 't') : axes.replace('t', 'z')) + " applies it");
    }

    private void addLosses() {
        String keep = settings.destination() == Destination.IN_PLACE
                ? "; a new image with type=32-bit keeps them"
                : "; type=32-bit keeps them";
        if (result.clipped() > 0) {
            notices.add(count(result.clipped(), "value") + " lay beyond what the result's pixels hold and were clipped"
                    + keep);
        }
        if (result.missing() > 0) {
            notices.add(count(result.missing(), "value") + " were NaN and became 0" + keep);
        }
    }

    /** Pixels without a usable spacing count as 1 wide. */
    private static VoxelSize voxelSize(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        return new VoxelSize(
                spacing(calibration.pixelWidth),
                spacing(calibration.pixelHeight),
                spacing(calibration.pixelDepth),
                calibration.getUnit());
    }

    private static double spacing(double given) {
        return given > 0 && Double.isFinite(given) ? given : 1;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
