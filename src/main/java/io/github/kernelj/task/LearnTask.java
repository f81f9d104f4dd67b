package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
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
import io.github.kernelj.learn.Start;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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
        TrainingOptions own = settings.options();
        Turning turning = new Turning(settings.axes(), own.shape(), own.anchor());
        TrainingOptions options =
                own.withShape(turning.shape()).withAnchor(turning.anchor()).withStart(start(settings));
        List<ExamplePair> pairs = IntStream.range(0, inputs.positions())
                .mapToObj(i -> ExamplePair.of(inputs.source(0, i), targets.source(0, i), turning.shape()))
                .toList();
        try (Workers workers = Workers.all()) {
            Fit fit = KernelLearner.fit(pairs, options, workers, listener, progress);
            Kernel kernel = turning.back(fit.kernel());
            return new LearnResult(
                    kernel.withProvenance(new Provenance(settings, clock)
                            .of(input.getTitle(), inputs, target.getTitle(), targets, fit)),
                    fit);
        }
    }

    /**
     * Learns from image files and saves the kernel. If anything fails there is no kernel file.
     *
     * @throws IOException if a file can't be read or written, naming it
     * @throws IllegalArgumentException as the other method does, or if the kernel file can't hold the kernel
     */
    public static LearnResult learn(
            Path input, Path target, Path kernel, LearnSettings settings, TrainingListener listener, Progress progress)
            throws IOException {
        requireSavable(kernel, settings.options());
        LearnResult result = learn(StoredImages.open(input), StoredImages.open(target), settings, listener, progress);
        KernelFiles.write(KernelBank.of(result.kernel()), kernel);
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

    static Start start(LearnSettings settings) throws IOException {
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
