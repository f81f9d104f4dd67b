package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.SelectedArea;
import io.github.kernelj.image.Selection;
import io.github.kernelj.learn.ChannelPair;
import io.github.kernelj.learn.ClipLimits;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.PatchStatistics;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/** One learning from two images: the images as pairs of channels, the size, the kernels, and the report. */
final class LearnRun {

    private final ImagePlus input;
    private final ImagePlus target;
    private final LearnSettings settings;
    private final ImageVolumes inputs;
    private final ImageVolumes targets;
    private final Optional<SelectedArea> area;
    private final List<ChannelPair> pairs;
    private final Set<String> notices = new LinkedHashSet<>();

    /** @throws IllegalArgumentException if images and settings don't go together, saying why and what to do */
    LearnRun(ImagePlus input, ImagePlus target, LearnSettings settings) {
        this.input = input;
        this.target = target;
        this.settings = settings;
        this.inputs = volumes(input, settings.axes());
        this.targets = volumes(target, settings.axes());
        requireSamePositions();
        requireJudgeable();
        this.area = SelectedArea.of(input);
        this.pairs = pairs();
        notices.addAll(inputs.notices());
        notices.addAll(targets.notices());
        area.ifPresent(selected -> notices.add("learned from the selection only, " + selected));
    }

    static ImageVolumes volumes(ImagePlus image, Axes axes) {
        return ImageVolumes.of(image, axes.stack().orElse(Axes.Stack.SLICES), Selection.ALL);
    }

    /** What would be learned; the pixels aren't looked at. */
    LearnPlan plan() throws IOException {
        Turning turning = widest();
        PatchStatistics.requireLearnable(turning.shape(), turning.anchor());
        options(turning);
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

    /**
     * Learns.
     *
     * @param reporting whether to report also if the settings don't ask for it, where there can be a report
     */
    LearnResult learn(boolean reporting, TrainingListener listener, Progress progress, Clock clock) throws IOException {
        ExaminationSettings examination = settings.examination();
        boolean reported = examination.isAsked() || reporting && isSingle();
        try (Workers workers = Workers.all()) {
            Optional<SizeSelection> size = examination.automaticSize()
                    ? Optional.of(chooseSize(workers, progress.part(0, 0.4)))
                    : Optional.empty();
            Turning turning =
                    size.map(chosen -> SizeChoice.turning(settings, chosen)).orElse(widest());
            TrainingOptions options = options(turning);
            PairLearning.Learned learned = new PairLearning(
                            options, settings, limits(inputs), limits(targets), workers, listener)
                    .run(pairs, progress.part(size.isPresent() ? 0.4 : 0, reported ? 0.5 : 1));
            listener.learned(learned.fits());
            notices.addAll(learned.notices());
            Optional<LearnReport> report =
                    reported ? report(learned, options, workers, progress.part(0.5, 1)) : Optional.empty();
            Map<String, String> provenance = new Provenance(settings, clock)
                    .of(input.getTitle(), inputs, target.getTitle(), targets, learned.fits());
            return new LearnResult(
                    learned.bank().map(turning::back).withProvenance(provenance),
                    learned.fits(),
                    List.copyOf(notices),
                    report,
                    size);
        }
    }

    private SizeSelection chooseSize(Workers workers, Progress progress) throws IOException {
        return SizeChoice.of(single(pairs), options(widest()), workers, progress);
    }

    /** A report that is cancelled leaves the kernel. */
    private Optional<LearnReport> report(
            PairLearning.Learned learned, TrainingOptions options, Workers workers, Progress progress)
            throws IOException {
        try {
            return Optional.of(LearnReport.of(
                    input,
                    target,
                    settings,
                    single(learned.pairs()),
                    options,
                    learned.fits().get(0),
                    workers,
                    progress));
        } catch (CancellationException e) {
            notices.add("the kernel was kept, but there is no report: it was cancelled");
            return Optional.empty();
        }
    }

    /** The kernel of the settings, turned to the volume. */
    private Turning widest() {
        return new Turning(
                settings.axes(), settings.options().shape(), settings.options().anchor());
    }

    private TrainingOptions options(Turning turning) throws IOException {
        return settings.options()
                .withShape(turning.shape())
                .withAnchor(turning.anchor())
                .withStart(LearnTask.start(settings));
    }

    private boolean isSingle() {
        return inputs.channels() == 1 && targets.channels() == 1;
    }

    /** The pairs of the only channel. */
    private static List<ExamplePair> single(List<ChannelPair> pairs) {
        return pairs.stream().map(pair -> pair.pair(0, 0)).toList();
    }

    private static ClipLimits limits(ImageVolumes volumes) {
        return new ClipLimits(volumes.leastValue(), volumes.greatestValue());
    }

    /** A pair for each frame (or slice), within the selection. */
    private List<ChannelPair> pairs() {
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

    private void requireSamePositions() {
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

    private void requireJudgeable() {
        ExaminationSettings examination = settings.examination();
        if (!isSingle() && (examination.isAsked() || examination.automaticSize() || examination.correctNoise())) {
            throw new IllegalArgumentException(
                    "report, size=auto and correct-noise are for pairs of one channel; split the"
                            + " channels (Image > Color > Split Channels), or leave them out");
        }
    }
}
