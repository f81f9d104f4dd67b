package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.learn.BankLearner;
import io.github.kernelj.learn.ChannelPair;
import io.github.kernelj.learn.ClipLimits;
import io.github.kernelj.learn.ClipMode;
import io.github.kernelj.learn.ClippedLearner;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.Offset;
import io.github.kernelj.learn.ShiftFinder;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Learning from pairs of volumes: looks for a shift, then learns one kernel, a bank, or a kernel for each channel.
 *
 * @param options of the kernel with x and y in the plane and z along the volumes' planes
 */
record PairLearning(
        TrainingOptions options,
        LearnSettings settings,
        ClipLimits inputLimits,
        ClipLimits targetLimits,
        Workers workers,
        TrainingListener listener) {

    /** What was learned, the axes still as in the volumes, and from which pairs: those a shift was taken out of. */
    record Learned(KernelBank bank, List<Fit> fits, List<ChannelPair> pairs, List<String> notices) {}

    /** Learns from pairs of the same channels. */
    Learned run(List<ChannelPair> pairs, Progress progress) throws IOException {
        List<String> notices = new ArrayList<>();
        Optional<Offset> offset = offset(pairs.get(0), progress).filter(Offset::isNoteworthy);
        offset.ifPresent(found -> notices.add(notice(found)));
        List<ChannelPair> wanted = pairs;
        if (offset.isPresent() && settings.shift() == Shift.RE_ANCHOR) {
            wanted = pairs.stream()
                    .map(pair -> offset.get().moved(pair, options.shape(), options.anchor()))
                    .toList();
        }
        List<Fit> fits = fits(wanted, progress.part(0.1, 1));
        fits.forEach(fit -> notices.addAll(fit.notices()));
        KernelBank bank = settings.separateChannels() ? BankLearner.separateBank(fits) : BankLearner.bank(fits);
        if (wanted != pairs) {
            Anchor moved = offset.get().moved(options.anchor());
            if (moved.isInside(options.shape())) {
                bank = bank.map(kernel -> kernel.withAnchor(moved));
            }
        }
        return new Learned(bank, fits, wanted, notices);
    }

    private Optional<Offset> offset(ChannelPair pair, Progress progress) throws IOException {
        pair.windows(options.shape());
        return settings.shift() == Shift.IGNORE
                ? Optional.empty()
                : ShiftFinder.find(pair, options.shape(), options.anchor(), workers, progress.part(0, 0.1));
    }

    private List<Fit> fits(List<ChannelPair> pairs, Progress progress) throws IOException {
        int channels = pairs.get(0).inputs().size();
        if (channels > 1 && !settings.separateChannels()
                || pairs.get(0).targets().size() > 1 && channels == 1) {
            requireUnclipped();
            return BankLearner.fit(pairs, options, workers, listener, progress);
        }
        List<Fit> fits = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            int of = channel;
            List<ExamplePair> ofChannel =
                    pairs.stream().map(pair -> pair.pair(of, of)).toList();
            Progress part = progress.part((double) channel / channels, (channel + 1.0) / channels);
            fits.add(ClippedLearner.fit(
                            ofChannel, options, settings.clipped(), inputLimits, targetLimits, workers, listener, part)
                    .fit());
        }
        return fits;
    }

    private void requireUnclipped() {
        if (settings.clipped() != ClipMode.NONE) {
            throw new IllegalArgumentException(
                    "clipped pixels are looked for where a kernel is learned from one channel; set"
                            + " separate-channels, or clipped=none");
        }
    }

    private String notice(Offset offset) {
        String found = notice(offset, options.shape().depth() > 1);
        if (settings.shift() == Shift.REPORT) {
            return found + "; register the pair, or learn about that place with shift=re-anchor";
        }
        Anchor moved = offset.moved(options.anchor());
        return found + "; learned about that place"
                + (moved.isInside(options.shape())
                        ? ", and the anchor moved with it"
                        : "; the anchor can't lie so far outside the kernel, so applying the kernel leaves the shift out");
    }

    /** What was found, a clause to be continued by what to do. */
    static String notice(Offset offset, boolean deep) {
        return String.format(
                Locale.ROOT,
                "shift or off-centre kernel: the kernel lies %.1f, %.1f%s pixels (x, y%s) off its centre, as it does if the"
                        + " target is moved by %d, %d%s against the input",
                offset.x(),
                offset.y(),
                deep ? String.format(Locale.ROOT, ", %.1f", offset.z()) : "",
                deep ? ", plane" : "",
                -offset.columns(),
                -offset.rows(),
                deep ? ", " + -offset.planes() : "");
    }
}
