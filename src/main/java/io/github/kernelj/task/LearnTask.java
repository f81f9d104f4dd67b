package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.SelectedArea;
import io.github.kernelj.image.Selection;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.learn.ChannelPair;
import io.github.kernelj.learn.ClipLimits;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.PatchStatistics;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.learn.Start;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

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
        return learn(input, target, settings, true, listener, progress, Clock.systemUTC());
    }

    /**
     * Tells what would be learned, without looking at the pixels.
     *
     * @throws IllegalArgumentException if images and settings don't go together, saying why and what to do
     * @throws IOException if the kernel to start from can't be read
     */
    public static LearnPlan plan(ImagePlus input, ImagePlus target, LearnSettings settings) throws IOException {
        ImageVolumes inputs = volumes(input, settings.axes());
        ImageVolumes targets = volumes(target, settings.axes());
        requireSamePositions(inputs, targets, settings);
        requireJudgeable(inputs, targets, settings);
        Optional<SelectedArea> area = SelectedArea.of(input);
        List<ChannelPair> pairs = pairs(inputs, targets, area);
        Turning turning = new Turning(
                settings.axes(), settings.options().shape(), settings.options().anchor());
        PatchStatistics.requireLearnable(turning.shape(), turning.anchor());
        options(settings, turning);
        if (settings.examination().automaticSize()) {
            SizeChoice.requireSameSizes(single(pairs));
        }
        int kernels = settings.separateChannels() ? inputs.channels() : inputs.channels() * targets.channels();
        long windows = pairs.size() * pairs.get(0).windows(turning.shape()).volume();
        return new LearnPlan(
                settings.options().shape(),
                settings.examination().automaticSize(),
                kernels,
                windows,
                area.map(Object::toString));
    }

    static LearnResult learn(
            ImagePlus input,
            ImagePlus target,
            LearnSettings settings,
            TrainingListener listener,
            Progress progress,
            Clock clock)
            throws IOException {
        return learn(input, target, settings, false, listener, progress, clock);
    }

    private static LearnResult learn(
            ImagePlus input,
            ImagePlus target,
            LearnSettings settings,
            boolean reporting,
            TrainingListener listener,
            Progress progress,
            Clock clock)
            throws IOException {
        ImageVolumes inputs = volumes(input, settings.axes());
        ImageVolumes targets = volumes(target, settings.axes());
        requireSamePositions(inputs, targets, settings);
        requireJudgeable(inputs, targets, settings);
        ExaminationSettings examination = settings.examination();
        Turning widest = new Turning(
                settings.axes(), settings.options().shape(), settings.options().anchor());
        Optional<SelectedArea> area = SelectedArea.of(input);
        List<ChannelPair> pairs = pairs(inputs, targets, area);
        boolean examined = examination.isAsked() || reporting && inputs.channels() == 1 && targets.channels() == 1;
        try (Workers workers = Workers.all()) {
            Optional<SizeSelection> size = examination.automaticSize()
                    ? Optional.of(
                            SizeChoice.of(single(pairs), options(settings, widest), workers, progress.part(0, 0.4)))
                    : Optional.empty();
            Turning turning =
                    size.map(chosen -> SizeChoice.turning(settings, chosen)).orElse(widest);
            TrainingOptions options = options(settings, turning);
            PairLearning learning =
                    new PairLearning(options, settings, limits(inputs), limits(targets), workers, listener);
            PairLearning.Learned learned =
                    learning.run(pairs, progress.part(size.isPresent() ? 0.4 : 0, examined ? 0.5 : 1));
            listener.learned(learned.fits());
            Set<String> notices = new LinkedHashSet<>(inputs.notices());
            notices.addAll(targets.notices());
            area.ifPresent(selected -> notices.add("learned from the selection only, " + selected));
            notices.addAll(learned.notices());
            Optional<LearnReport> report = Optional.empty();
            if (examined) {
                try {
                    report = Optional.of(LearnReport.of(
                            input,
                            target,
                            settings,
                            single(learned.pairs()),
                            options,
                            learned.fits().get(0),
                            workers,
                            progress.part(0.5, 1)));
                } catch (CancellationException e) {
                    notices.add("the kernel was kept, but there is no report: it was cancelled");
                }
            }
            KernelBank bank = learned.bank().map(turning::back);
            Provenance provenance = new Provenance(settings, clock);
            return new LearnResult(
                    bank.withProvenance(
                            provenance.of(input.getTitle(), inputs, target.getTitle(), targets, learned.fits())),
                    learned.fits(),
                    List.copyOf(notices),
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

    private static void requireJudgeable(ImageVolumes inputs, ImageVolumes targets, LearnSettings settings) {
        ExaminationSettings examination = settings.examination();
        boolean single = inputs.channels() == 1 && targets.channels() == 1;
        if (!single && (examination.isAsked() || examination.automaticSize() || examination.correctNoise())) {
            throw new IllegalArgumentException(
                    "report, size=auto and correct-noise are for pairs of one channel; split the"
                            + " channels (Image > Color > Split Channels), or leave them out");
        }
    }

    /** The pairs of the only channel. */
    private static List<ExamplePair> single(List<ChannelPair> pairs) {
        return pairs.stream().map(pair -> pair.pair(0, 0)).toList();
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
        int kernels = volumes(input, settings.axes()).channels()
                * volumes(target, settings.axes()).channels();
        requireSavable(file, kernels, settings.options());
    }

    static void requireSavable(Path file, int kernels, TrainingOptions options) {
        boolean offCentre = !options.anchor().equals(Anchor.centreOf(options.shape()));
        Kernels.requireSavable(file, kernels, options.learnBias(), offCentre);
    }

    private static ClipLimits limits(ImageVolumes volumes) {
        return new ClipLimits(volumes.leastValue(), volumes.greatestValue());
    }

    private static ImageVolumes volumes(ImagePlus image, Axes axes) {
        return ImageVolumes.of(image, axes.stack().orElse(Axes.Stack.SLICES), Selection.ALL);
    }

    /** A pair for each frame (or slice), within the selection. */
    private static List<ChannelPair> pairs(ImageVolumes inputs, ImageVolumes targets, Optional<SelectedArea> area) {
        List<ChannelPair> pairs = new ArrayList<>();
        for (int position = 0; position < inputs.positions(); position++) {
            List<PlaneSource> from = channels(inputs, position);
            List<PlaneSource> to = channels(targets, position);
            pairs.add(area.map(selected -> new ChannelPair(
                            from.stream().map(selected::box).toList(),
                            to.stream()
                                    .map(planes -> selected.inside(planes, inputs.shape()))
                                    .toList()))
                    .orElseGet(() -> new ChannelPair(from, to)));
        }
        return pairs;
    }

    private static List<PlaneSource> channels(ImageVolumes volumes, int position) {
        return IntStream.range(0, volumes.channels())
                .mapToObj(channel -> volumes.source(channel, position))
                .toList();
    }

    private static void requireSamePositions(ImageVolumes inputs, ImageVolumes targets, LearnSettings settings) {
        if (inputs.positions() != targets.positions()) {
            Optional<Axes.Stack> stack = settings.axes().stack();
            String noun = stack.filter(Axes.Stack.FRAMES::equals).isPresent() ? " slices" : " frames";
            throw new IllegalArgumentException("input and target don't belong together: the input has "
                    + inputs.positions() + noun + ", the target " + targets.positions());
        }
        if (settings.separateChannels() && inputs.channels() != targets.channels()) {
            throw new IllegalArgumentException("separate-channels takes as many channels in both images: the input has "
                    + inputs.channels() + ", the target " + targets.channels());
        }
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
