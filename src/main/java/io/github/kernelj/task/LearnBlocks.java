package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.learn.ClipMode;
import io.github.kernelj.learn.DiagnosisOptions;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.Offset;
import io.github.kernelj.learn.PixelSpread;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.learn.SpreadLearner;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import io.github.kernelj.zarr.DataType;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Learning from a pair of images in OME-Zarr whose pixels are looked at in parts, by others: as {@link LearnTask}, with the
 * same report, from sums. What it is told, and what it finds, is the same however the parts are shared out. Immutable.
 */
public final class LearnBlocks {

    private final OmeZarr input;
    private final OmeZarr target;
    private final LearnSettings settings;
    private final Turning widest;

    /** @throws IllegalArgumentException if images and settings don't go together, saying why and what to do */
    public LearnBlocks(OmeZarr input, OmeZarr target, LearnSettings settings) {
        this.input = input;
        this.target = target;
        this.settings = settings;
        requireSummable();
        this.widest = new Turning(
                settings.axes(), settings.options().shape(), settings.options().anchor());
        ZarrPair pair = pixels();
        if (settings.examination().automaticSize() && !pair.input().equals(pair.target())) {
            throw new IllegalArgumentException("size=auto needs a target of the input's size, " + pair.input()
                    + ", but it is " + pair.target() + "; give the size that fits it");
        }
    }

    /** What needs all pixels in one place. */
    private void requireSummable() {
        if (settings.clipped() != ClipMode.NONE) {
            throw notSummable(
                    "clipped=" + Key.word(settings.clipped()),
                    "learn with clipped=none, or in one process from a part of the volume");
        }
        if (settings.shift() == Shift.RE_ANCHOR) {
            throw notSummable("shift=re-anchor", "learn with shift=report, and give the anchor that it tells");
        }
        if (settings.separateChannels()) {
            throw notSummable("separate-channels", "learn from one channel at a time");
        }
    }

    private static IllegalArgumentException notSummable(String key, String instead) {
        return new IllegalArgumentException(key + " isn't for learning in blocks; " + instead);
    }

    /**
     * Whether the kernel, and the report if there is one, could be saved; to be asked before the work that makes them.
     *
     * @throws IllegalArgumentException if not, saying why
     */
    public void requireSavable(Path file) {
        LearnTask.requireSavable(file, 1, settings.options());
        LearnTask.requireReportable(settings);
    }

    /** The pixels that are looked at. */
    public ZarrPair pixels() {
        return new ZarrPair(input, target, settings.axes(), widest.shape());
    }

    /**
     * Learns.
     *
     * @param spread asks the parts of {@link #pixels()}, here or elsewhere
     * @param listener told of the loss, in the calling thread
     * @throws IllegalArgumentException as {@link LearnTask#learn} does
     * @throws IOException if a chunk can't be read, naming it, or the kernel to start from can't
     */
    public LearnResult learn(PixelSpread spread, TrainingListener listener, Progress progress) throws IOException {
        SpreadLearner learner = new SpreadLearner(pixels(), spread);
        Optional<SizeSelection> size = settings.examination().automaticSize()
                ? Optional.of(learner.chooseSize(options(widest)))
                : Optional.empty();
        Turning turning =
                size.map(chosen -> SizeChoice.turning(settings, chosen)).orElse(widest);
        TrainingOptions options = options(turning);
        Set<String> notices = new LinkedHashSet<>(shift(learner, turning.shape(), turning.anchor()));
        Fit fit = learner.fit(options, listener, progress);
        listener.learned(List.of(fit));
        notices.addAll(fit.notices());
        Optional<LearnReport> report =
                settings.examination().isAsked() ? Optional.of(report(learner, options, fit)) : Optional.empty();
        KernelBank bank = KernelBank.of(turning.back(fit.kernel()));
        Provenance provenance = new Provenance(settings, Clock.systemUTC());
        return new LearnResult(
                bank.withProvenance(provenance.of(input.place(), target.place(), fit)),
                List.of(fit),
                List.copyOf(notices),
                report,
                size);
    }

    private TrainingOptions options(Turning turning) throws IOException {
        return settings.options()
                .withShape(turning.shape())
                .withAnchor(turning.anchor())
                .withStart(LearnTask.start(settings));
    }

    private List<String> shift(SpreadLearner learner, Shape kernel, Anchor anchor) throws IOException {
        List<String> notices = new ArrayList<>();
        if (settings.shift() != Shift.IGNORE) {
            learner.offset(kernel, anchor)
                    .filter(Offset::isNoteworthy)
                    .ifPresent(offset -> notices.add(PairLearning.notice(offset, kernel.depth() > 1)
                            + "; register the pair, or learn with another anchor"));
        }
        return notices;
    }

    private LearnReport report(SpreadLearner learner, TrainingOptions options, Fit fit) throws IOException {
        ExaminationSettings examination = settings.examination();
        DataType type = target.type();
        boolean limited = type.isInteger() && type.bytes() <= 2;
        DiagnosisOptions how = new DiagnosisOptions(
                examination.holdout(),
                examination.inputNoise(),
                limited ? type.least() : Double.NaN,
                limited ? type.most() : Double.NaN,
                limited && type.bytes() == 1 ? OptionalDouble.of(type.most() - type.least()) : OptionalDouble.empty());
        return new LearnReport(name(input), name(target), imageSize(), fit, learner.diagnose(options, fit, how));
    }

    private ImageSize imageSize() {
        VoxelSize voxel = new VoxelSize(
                input.dimension('x').spacing(),
                input.dimension('y').spacing(),
                input.dimension('z').spacing(),
                input.dimension('x').unit());
        Shape volume = new Shape(
                input.dimension('x').size(),
                input.dimension('y').size(),
                input.dimension('z').size());
        return new ImageSize(
                "'" + name(input) + "'", volume, input.dimension('t').size(), voxel);
    }

    /** The last part of where it lies. */
    private static String name(OmeZarr image) {
        String place = image.place().replaceAll("/+$", "");
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
