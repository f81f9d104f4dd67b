package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.Selection;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.KernelLearner;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.learn.Start;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learns a kernel from an image and what it should become. Images of one channel; frames (or slices, if the kernel runs
 * along frames) count as further pairs. Nothing is shown or logged, and the images aren't changed.
 */
public final class LearnTask {

    private LearnTask() {}

    /**
     * Learns from images in memory; doesn't save the kernel.
     *
     * @param listener told of the loss, in the calling thread
     * @throws IllegalArgumentException if images and settings don't go together, saying why and what to do
     * @throws IOException if a plane of a virtual stack or the kernel to start from can't be read
     * @throws java.util.concurrent.CancellationException if progress says so before there is a kernel
     */
    public static LearnResult learn(
            ImagePlus input, ImagePlus target, LearnSettings settings, TrainingListener listener, Progress progress)
            throws IOException {
        return learn(input, target, settings, listener, progress, Clock.systemUTC());
    }

    static LearnResult learn(
            ImagePlus input,
            ImagePlus target,
            LearnSettings settings,
            TrainingListener listener,
            Progress progress,
            Clock clock)
            throws IOException {
        ImageVolumes inputs = volumes("input", input, settings.axes());
        ImageVolumes targets = volumes("target", target, settings.axes());
        requireSamePositions(inputs, targets, settings.axes());
        ExaminationSettings examination = settings.examination();
        Turning widest = new Turning(
                settings.axes(), settings.options().shape(), settings.options().anchor());
        List<ExamplePair> pairs = IntStream.range(0, inputs.positions())
                .mapToObj(i -> ExamplePair.of(inputs.source(0, i), targets.source(0, i), widest.shape()))
                .toList();
        try (Workers workers = Workers.all()) {
            Optional<SizeSelection> size = examination.automaticSize()
                    ? Optional.of(SizeChoice.of(pairs, options(settings, widest), workers, progress.part(0, 0.4)))
                    : Optional.empty();
            Turning turning =
                    size.map(chosen -> SizeChoice.turning(settings, chosen)).orElse(widest);
            TrainingOptions options = options(settings, turning);
            Progress learning = progress.part(size.isPresent() ? 0.4 : 0, examination.isAsked() ? 0.5 : 1);
            Fit fit = KernelLearner.fit(pairs, options, workers, listener, learning);
            Optional<LearnReport> report = examination.isAsked()
                    ? Optional.of(LearnReport.of(
                            input, target, settings, pairs, options, fit, workers, progress.part(0.5, 1)))
                    : Optional.empty();
            Kernel kernel = turning.back(fit.kernel());
            return new LearnResult(
                    kernel.withProvenance(new Provenance(settings, clock)
                            .of(input.getTitle(), inputs, target.getTitle(), targets, fit)),
                    fit,
                    report,
                    size);
        }
    }

    private static TrainingOptions options(LearnSettings settings, Turning turning) throws IOException {
        return settings.options()
                .withShape(turning.shape())
                .withAnchor(turning.anchor())
                .withStart(start(settings));
    }

    /**
     * Learns from image files and saves the kernel, and the report if one is asked for. If anything fails there is no kernel file.
     *
     * @throws IOException if a file can't be read or written, naming it
     * @throws IllegalArgumentException as the other method does, or if the kernel file can't hold the kernel
     */
    public static LearnResult learn(
            Path input, Path target, Path kernel, LearnSettings settings, TrainingListener listener, Progress progress)
            throws IOException {
        requireSavable(kernel, settings.options());
        requireReportable(settings);
        LearnResult result = learn(ImageFiles.open(input), ImageFiles.open(target), settings, listener, progress);
        KernelFiles.write(KernelBank.of(result.kernel()), kernel);
        if (result.report().isPresent()) {
            result.report().get().write(Path.of(settings.examination().report()));
        }
        return result;
    }

    /**
     * Whether the kernel could be saved there; asked before the work that makes it.
     *
     * @throws IllegalArgumentException if there is no such folder, or the file's kind can't hold a bias or an anchor
     */
    public static void requireSavable(Path file, TrainingOptions options) {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "the kernel can't be saved as " + file + ": there is no folder " + folder);
        }
        boolean plain = !file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        if (plain && (options.learnBias() || !options.anchor().equals(Anchor.centreOf(options.shape())))) {
            throw new IllegalArgumentException(
                    "the kernel can't be saved as " + file + ": only a name that ends in .json holds "
                            + (options.learnBias() ? "a bias" : "an anchor besides the weights"));
        }
    }

    /**
     * Whether the report could be saved where the settings say; asked before the work that makes it.
     *
     * @throws IllegalArgumentException if there is no such folder
     */
    public static void requireReportable(LearnSettings settings) {
        if (settings.examination().isAsked()) {
            Path file = Path.of(settings.examination().report());
            Path folder = file.toAbsolutePath().getParent();
            if (!Files.isDirectory(folder)) {
                throw new IllegalArgumentException(
                        "the report can't be saved as " + file + ": there is no folder " + folder);
            }
        }
    }

    private static ImageVolumes volumes(String role, ImagePlus image, Axes axes) {
        ImageVolumes volumes = ImageVolumes.of(image, axes.stack().orElse(Axes.Stack.SLICES), Selection.ALL);
        if (volumes.channels() != 1) {
            throw new IllegalArgumentException("the " + role + " '" + image.getTitle() + "' has " + volumes.channels()
                    + " channels" + (image.getBitDepth() == 24 ? " (RGB)" : "")
                    + "; a kernel is learned from one: convert it to"
                    + " 8-, 16- or 32-bit grayscale, or split its channels (Image > Color > Split Channels)");
        }
        return volumes;
    }

    private static void requireSamePositions(ImageVolumes inputs, ImageVolumes targets, Axes axes) {
        if (inputs.positions() != targets.positions()) {
            String noun = axes.stack().filter(Axes.Stack.FRAMES::equals).isPresent() ? " slices" : " frames";
            throw new IllegalArgumentException("input and target don't belong together: the input has "
                    + inputs.positions() + noun + ", the target " + targets.positions());
        }
    }

    private static Start start(LearnSettings settings) throws IOException {
        if (LearnSettings.namedStart(settings.init()).isPresent()) {
            return settings.options().start();
        }
        KernelBank bank = KernelExpression.parse(settings.init()).evaluate(VoxelSize.PIXEL);
        Shape wanted = settings.options().shape();
        if (!bank.isSingle() || !bank.shape().equals(wanted)) {
            throw new IllegalArgumentException("init=" + settings.init() + " is a " + bank.shape()
                    + " kernel, but the kernel to learn is " + wanted + "; give them the same size");
        }
        return Start.of(settings.axes().orient(bank.single()));
    }
}
