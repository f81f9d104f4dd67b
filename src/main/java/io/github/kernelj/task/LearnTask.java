package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.learn.Start;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Learns a kernel from an image and what it should become; from images of several channels a bank of kernels, which makes
 * each channel of the target of all those of the input. Frames (or slices, if the kernel runs along frames) count as further
 * pairs. An area selection on the input limits what is learned from to windows within its bounding box whose output pixel
 * lies inside it. Nothing is shown or logged, and the images aren't changed.
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

    /**
     * As {@link #learn(ImagePlus, ImagePlus, LearnSettings, TrainingListener, Progress)}, with a report also if no file is
     * named for it, where there can be one: of pairs of one channel.
     */
    public static LearnResult learnAndReport(
            ImagePlus input, ImagePlus target, LearnSettings settings, TrainingListener listener, Progress progress)
            throws IOException {
        return new LearnRun(input, target, settings).learn(true, listener, progress, Clock.systemUTC());
    }

    /**
     * Tells what would be learned, without looking at the pixels.
     *
     * @throws IllegalArgumentException if images and settings don't go together, saying why and what to do
     * @throws IOException if the kernel to start from can't be read
     */
    public static LearnPlan plan(ImagePlus input, ImagePlus target, LearnSettings settings) throws IOException {
        return new LearnRun(input, target, settings).plan();
    }

    static LearnResult learn(
            ImagePlus input,
            ImagePlus target,
            LearnSettings settings,
            TrainingListener listener,
            Progress progress,
            Clock clock)
            throws IOException {
        return new LearnRun(input, target, settings).learn(false, listener, progress, clock);
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
        requireSavable(kernel, 1, settings.options());
        requireReportable(settings);
        ImagePlus image = StoredImages.open(input);
        ImagePlus wanted = StoredImages.open(target);
        requireSavable(kernel, settings, image, wanted);
        LearnResult result = learn(image, wanted, settings, listener, progress);
        write(result, kernel, settings);
        return result;
    }

    /**
     * As {@link #learn(Path, Path, Path, LearnSettings, TrainingListener, Progress)}, from many pairs of files of one size
     * whose statistics are summed.
     *
     * @param input a file, a pattern such as {@code a_*.tif}, or a folder
     * @param target likewise; the files belong together whose names have the same in place of the stars
     */
    public static LearnResult learn(
            String input,
            String target,
            Path kernel,
            LearnSettings settings,
            TrainingListener listener,
            Progress progress)
            throws IOException {
        if (isOne(input) && isOne(target)) {
            return learn(Path.of(input), Path.of(target), kernel, settings, listener, progress);
        }
        requireSavable(kernel, 1, settings.options());
        requireReportable(settings);
        if (settings.axes().stack().filter(Axes.Stack.FRAMES::equals).isPresent()) {
            throw new IllegalArgumentException("axes=" + settings.axes()
                    + ": of many files each is a frame, so the kernel can't run along t; learn from one pair");
        }
        PairFiles pairs = PairFiles.find(input, target);
        ImagePlus images = ImageFiles.openFrames(pairs.inputs());
        ImagePlus wanted = ImageFiles.openFrames(pairs.targets());
        requireSavable(kernel, settings, images, wanted);
        LearnResult result = learn(images, wanted, settings, listener, progress);
        write(result, kernel, settings);
        return result;
    }

    private static void write(LearnResult result, Path kernel, LearnSettings settings) throws IOException {
        Kernels.write(result.bank(), kernel);
        if (result.report().isPresent()) {
            result.report().get().write(Path.of(settings.examination().report()));
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

    private static boolean isOne(String name) {
        return StoredImages.isZarr(name) || !PairFiles.isMany(name);
    }

    /**
     * Whether what is learned from the images could be saved there; asked before the work that makes it.
     *
     * @throws IllegalArgumentException if there is no such folder, or the file's kind can't hold a bias, an anchor or
     *     several kernels
     */
    public static void requireSavable(Path file, LearnSettings settings, ImagePlus input, ImagePlus target) {
        int kernels = LearnRun.volumes(input, settings.axes()).channels()
                * LearnRun.volumes(target, settings.axes()).channels();
        requireSavable(file, kernels, settings.options());
    }

    static void requireSavable(Path file, int kernels, TrainingOptions options) {
        boolean offCentre = !options.anchor().equals(Anchor.centreOf(options.shape()));
        Kernels.requireSavable(file, kernels, options.learnBias(), offCentre);
    }

    static Start start(LearnSettings settings) throws IOException {
        if (LearnSettings.namedStart(settings.init()).isPresent()) {
            return settings.options().start();
        }
        KernelBank bank = Kernels.evaluate(settings.init(), VoxelSize.PIXEL);
        Shape wanted = settings.options().shape();
        if (!bank.shape().equals(wanted)) {
            throw new IllegalArgumentException("init=" + settings.init() + " is a " + bank.shape()
                    + " kernel, but the kernel to learn is " + wanted + "; give them the same size");
        }
        return Start.of(settings.axes().orient(bank));
    }
}
