package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Learns from pairs whose pixels are looked at in parts, on several machines perhaps: what {@link KernelLearner},
 * {@link ShiftFinder} and {@link Diagnosis} do, from sums. Solutions are found in this process.
 */
public final class SpreadLearner {

    /** More windows than are looked at for a shift. */
    private static final int MIDDLE = 1024;

    private final PairBoxes pixels;
    private final PixelSpread spread;

    public SpreadLearner(PairBoxes pixels, PixelSpread spread) {
        this.pixels = pixels;
        this.spread = spread;
    }

    /**
     * As {@link KernelLearner#fit(List, TrainingOptions, Workers, TrainingListener, Progress)}.
     *
     * @throws IOException if pixels can't be read
     */
    public Fit fit(TrainingOptions options, TrainingListener listener, Progress progress) throws IOException {
        SpreadPasses passes = passes(options);
        KernelWindows windows = passes.windows(options.shape(), options.anchor());
        List<PixelPart> parts = passes.everything();
        PatchStatistics statistics =
                spread.ask(new StatisticsQuestion(windows), parts).get(0).patch();
        Fit fit = KernelLearner.learn(statistics, options, listener, progress);
        if (KernelLearner.isResolved(fit) || fit.cancelled()) {
            return fit;
        }
        ResidualQuestion question =
                new ResidualQuestion(windows, fit.weights(), fit.kernel().bias());
        return fit.withLoss(spread.ask(question, parts).get(0).sums()[0]);
    }

    /** As {@link Diagnosis#chooseSize}. */
    public SizeSelection chooseSize(TrainingOptions options) throws IOException {
        return Diagnosis.chooseSize(passes(options), options, Progress.NONE);
    }

    /** As {@link Diagnosis#of}, with a picture of the middle of the middle plane only. */
    public Diagnosis diagnose(TrainingOptions options, Fit fit, DiagnosisOptions how) throws IOException {
        return new Examination(passes(options), options, fit, how, Progress.NONE).run();
    }

    /** As {@link ShiftFinder#find}, of the first pair: a look at its middle, in this process. */
    public Optional<Offset> offset(Shape kernel, Anchor anchor) throws IOException {
        SpreadPasses passes = new SpreadPasses(pixels, kernel, spread);
        Shape windows = passes.windows(kernel).get(0);
        int height = middle(windows.height(), MIDDLE);
        int width = middle(windows.width(), windows.height() < MIDDLE / 2 ? 1 << 18 : MIDDLE);
        int depth = middle(windows.depth(), MIDDLE / 8);
        WindowBox box = new WindowBox(
                (windows.width() - width) / 2,
                (windows.height() - height) / 2,
                (windows.depth() - depth) / 2,
                new Shape(width, height, depth));
        ExamplePair pair = passes.windows(kernel, anchor).within(box, 0, pixels);
        try (Workers workers = Workers.all()) {
            ChannelPair channels = new ChannelPair(List.of(pair.input()), List.of(pair.target()));
            return ShiftFinder.find(channels, kernel, anchor, workers, Progress.NONE);
        }
    }

    /** At most so many, and odd or even as all are, so that both have the same middle. */
    private static int middle(int all, int most) {
        return all <= most ? all : most - (all - most) % 2;
    }

    private SpreadPasses passes(TrainingOptions options) {
        return new SpreadPasses(pixels, options.shape(), spread);
    }
}
