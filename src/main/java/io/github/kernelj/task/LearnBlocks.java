package io.github.kernelj.task;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.ClipMode;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.KernelLearner;
import io.github.kernelj.learn.PatchStatistics;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import io.github.kernelj.zarr.Block;
import io.github.kernelj.zarr.OmeZarr;
import io.github.kernelj.zarr.ZarrVolume;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Learning from a pair of images in OME-Zarr in parts: the statistics of blocks of windows, which add up, and the kernel
 * of their sum. Immutable and safe for use by several threads.
 */
public final class LearnBlocks {

    private final OmeZarr input;
    private final OmeZarr target;
    private final LearnSettings settings;
    private final Turning turning;
    private final boolean targetIsWhole;
    private final List<Part> parts = new ArrayList<>();

    private record Part(int position, Block windows) {}

    /**
     * @throws IllegalArgumentException if images and settings don't go together, saying why and what to do
     */
    public LearnBlocks(OmeZarr input, OmeZarr target, LearnSettings settings) {
        this.input = input;
        this.target = target;
        this.settings = settings;
        TrainingOptions own = settings.options();
        this.turning = new Turning(settings.axes(), own.shape(), own.anchor());
        requireSummable();
        requireOneChannel("input", input);
        requireOneChannel("target", target);
        int positions = positions(input);
        if (positions != positions(target)) {
            throw new IllegalArgumentException("input and target don't belong together: the input has " + positions
                    + (alongFrames() ? " slices" : " frames") + ", the target " + positions(target));
        }
        ZarrVolume volume = volume(input, 0);
        Shape targetShape = volume(target, 0).shape();
        this.targetIsWhole = targetShape.equals(volume.shape());
        Shape windows =
                new ExamplePair(new Planless(volume.shape()), new Planless(targetShape)).windows(turning.shape());
        Shape size = BlockSize.choose(volume.chunks(), windows, block -> true);
        for (int position = 0; position < positions; position++) {
            for (Block block : BlockSize.blocks(windows, size)) {
                parts.add(new Part(position, block));
            }
        }
    }

    /** What statistics alone answer; the rest needs the pixels again. */
    private void requireSummable() {
        ExaminationSettings examination = settings.examination();
        boolean summable = settings.shift() != Shift.RE_ANCHOR
                && !settings.separateChannels()
                && settings.clipped() == ClipMode.NONE
                && !examination.isAsked()
                && !examination.automaticSize()
                && !examination.correctNoise();
        if (!summable) {
            throw new IllegalArgumentException("report, size=auto, correct-noise, clipped, shift=re-anchor and"
                    + " separate-channels aren't for learning in blocks; learn in one process");
        }
    }

    /**
     * Whether the kernel could be saved there; to be asked before the work that makes it.
     *
     * @throws IllegalArgumentException if not, saying why
     */
    public void requireSavable(Path file) {
        LearnTask.requireSavable(file, 1, settings.options());
    }

    /** Number of parts. */
    public int parts() {
        return parts.size();
    }

    /** Pixels that a part reads, of input and target. */
    public long pixels(int part) {
        Shape windows = parts.get(part).windows().size();
        return windows.volume() + input(windows).volume();
    }

    /**
     * The statistics of a part.
     *
     * @throws IOException if a chunk can't be read, naming it
     */
    public PatchStatistics statistics(int part) throws IOException {
        Block windows = parts.get(part).windows();
        int position = parts.get(part).position();
        Anchor shift = targetIsWhole ? turning.anchor() : new Anchor(0, 0, 0);
        Shape size = windows.size();
        try (Workers alone = new Workers(1)) {
            PlaneSource pixels = planes(volume(input, position), windows, new Anchor(0, 0, 0), input(size), alone);
            PlaneSource wanted = planes(volume(target, position), windows, shift, size, alone);
            ExamplePair pair = new ExamplePair(pixels, wanted);
            return PatchStatistics.of(pair, turning.shape(), turning.anchor(), alone, Progress.NONE);
        }
    }

    private Shape input(Shape windows) {
        Shape kernel = turning.shape();
        return new Shape(
                windows.width() + kernel.width() - 1,
                windows.height() + kernel.height() - 1,
                windows.depth() + kernel.depth() - 1);
    }

    private static PlaneSource planes(ZarrVolume volume, Block from, Anchor shift, Shape size, Workers workers) {
        return volume.planes(
                range(from.x() + shift.x(), size.width()),
                range(from.y() + shift.y(), size.height()),
                range(from.z() + shift.z(), size.depth()),
                0,
                workers);
    }

    private static int[] range(int start, int length) {
        return IntStream.range(start, start + length).toArray();
    }

    /**
     * The kernel.
     *
     * @param statistics the sum of all parts
     * @param listener told of the loss, in the calling thread
     * @throws IllegalArgumentException as {@link KernelLearner#fit(PatchStatistics, TrainingOptions, TrainingListener,
     *     Progress)} does
     * @throws IOException if the kernel to start from can't be read
     */
    public LearnResult solve(PatchStatistics statistics, TrainingListener listener, Progress progress)
            throws IOException {
        TrainingOptions options = settings.options()
                .withShape(turning.shape())
                .withAnchor(turning.anchor())
                .withStart(LearnTask.start(settings));
        Fit fit = KernelLearner.fit(statistics, options, listener, progress);
        Kernel kernel = turning.back(fit.kernel());
        Provenance provenance = new Provenance(settings, Clock.systemUTC());
        KernelBank bank = KernelBank.of(kernel);
        return new LearnResult(
                bank.withProvenance(provenance.of(input.place(), target.place(), fit)),
                List.of(fit),
                fit.notices(),
                Optional.empty(),
                Optional.empty());
    }

    private boolean alongFrames() {
        return settings.axes().stack().filter(Axes.Stack.FRAMES::equals).isPresent();
    }

    private int positions(OmeZarr image) {
        return image.dimension(alongFrames() ? 'z' : 't').size();
    }

    private ZarrVolume volume(OmeZarr image, int position) {
        return alongFrames() ? image.frames(0, position) : image.volume(0, position);
    }

    private static void requireOneChannel(String role, OmeZarr image) {
        int channels = image.dimension('c').size();
        if (channels != 1) {
            throw new IllegalArgumentException("the " + role + " " + image.place() + " has " + channels
                    + " channels; a kernel is learned from one");
        }
    }

    /** A shape, for the pair's own check. */
    private record Planless(Shape shape) implements PlaneSource {

        @Override
        public float[] plane(int z) {
            throw new UnsupportedOperationException("a shape alone has no pixels");
        }
    }
}
