package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Learns from pairs whose pixels were clipped at the limits of their type. The pairs are read several times; besides what
 * learning takes, a bit is held for each window, and if targets are censored a copy of the target.
 */
public final class ClippedLearner {

    /** Residual standard deviations within which a predicted value counts as clipped. */
    public static final double DEVIATIONS = 4;

    private static final int MAX_ROUNDS = 30;

    private final List<ExamplePair> pairs;
    private final TrainingOptions options;
    private final TrainingOptions atOnce;
    private final ClippedWindows windows;
    private final Workers workers;
    private final Progress progress;
    private final List<WindowSet> unsaturated;

    private ClippedLearner(
            List<ExamplePair> pairs,
            TrainingOptions options,
            ClipLimits inputLimits,
            ClipLimits targetLimits,
            Workers workers,
            Progress progress)
            throws IOException {
        this.pairs = pairs;
        this.options = options;
        this.atOnce = options.withMethod(Method.EXACT).withPrintInterval(0);
        this.workers = workers;
        this.progress = progress;
        this.windows = new ClippedWindows(
                pairs, options.shape(), options.anchor(), inputLimits, targetLimits, workers, quiet());
        this.unsaturated = windows.unsaturated();
    }

    /**
     * Learns from pairs of images.
     *
     * @param pairs at least one
     * @param inputLimits the least and the largest value that the inputs can hold
     * @param targetLimits the same of the targets
     * @throws IllegalArgumentException as {@link KernelLearner#fit} does, or if too little is left to learn from
     * @throws NotIdentifiableException as {@link KernelLearner#fit} does
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static ClippedFit fit(
            List<ExamplePair> pairs,
            TrainingOptions options,
            ClipMode mode,
            ClipLimits inputLimits,
            ClipLimits targetLimits,
            Workers workers,
            TrainingListener listener,
            Progress progress)
            throws IOException {
        if (pairs.isEmpty() || mode == ClipMode.NONE) {
            Fit fit = KernelLearner.fit(pairs, options, workers, listener, progress);
            return new ClippedFit(fit, 0, 0, 0, true, fit.rmse());
        }
        Progress quiet = progress.part(0, 0.1);
        ClippedLearner learner = new ClippedLearner(pairs, options, inputLimits, targetLimits, workers, quiet);
        return mode == ClipMode.EXCLUDE
                ? learner.exclude(listener, progress.part(0.5, 1))
                : learner.censor(listener, progress.part(0.5, 1));
    }

    private ClippedFit exclude(TrainingListener listener, Progress last) throws IOException {
        Settled settled = settle();
        Fit fit = KernelLearner.fit(masked(settled.kept), options, workers, listener, last);
        long left = ClippedWindows.count(unsaturated) - ClippedWindows.count(settled.kept);
        Fit told = told(
                fit,
                left + " windows were left out because the predicted value lies within "
                        + "four residual standard deviations of a limit of the target's type");
        if (!settled.stable) {
            told = told.withNotice("which windows count hadn't settled after " + MAX_ROUNDS + " rounds");
        }
        return new ClippedFit(told, saturated(), left, settled.rounds, settled.stable, fit.rmse());
    }

    private ClippedFit censor(TrainingListener listener, Progress last) throws IOException {
        Settled settled = settle();
        CensoredTargets censored = new CensoredTargets(unsaturated, windows.targetLimits());
        double[] weights = settled.fit.weights();
        Kernel kernel = settled.fit.kernel();
        double deviation = settled.fit.rmse();
        boolean stable = false;
        int round = 0;
        while (!stable && round < CensoredTargets.MAX_ROUNDS) {
            progress.checkCancelled();
            List<ClippedWindows.Predictions> predicted = windows.predict(kernel);
            deviation = censored.expect(predicted, deviation);
            Fit fit = KernelLearner.fit(completed(censored), atOnce, workers, (step, loss) -> {}, quiet());
            stable = CensoredTargets.isSame(weights, fit.weights());
            weights = fit.weights();
            kernel = fit.kernel();
            round++;
        }
        Fit fit = told(
                KernelLearner.fit(completed(censored), options, workers, listener, last),
                censored.count()
                        + " targets at a limit of their type count as bounds; the loss is that of their expected"
                        + " values");
        if (!stable) {
            fit = fit.withNotice("the expected values of clipped targets hadn't settled after " + round + " rounds");
        }
        return new ClippedFit(fit, saturated(), censored.count(), round, stable, deviation);
    }

    /** The windows whose predicted value is safe from clipping, and the fit to them. */
    private record Settled(List<WindowSet> kept, Fit fit, int rounds, boolean stable) {}

    private Settled settle() throws IOException {
        List<WindowSet> kept = windows.measuredInside(unsaturated);
        Fit fit = fit(kept);
        for (int round = 1; round <= MAX_ROUNDS; round++) {
            progress.checkCancelled();
            List<WindowSet> next = windows.predictedInside(unsaturated, fit.kernel(), DEVIATIONS * fit.rmse());
            boolean same = true;
            for (int i = 0; i < next.size(); i++) {
                same &= next.get(i).sameAs(kept.get(i));
            }
            if (same) {
                return new Settled(kept, fit, round, true);
            }
            kept = next;
            fit = fit(kept);
        }
        return new Settled(kept, fit, MAX_ROUNDS, false);
    }

    private Fit fit(List<WindowSet> kept) throws IOException {
        if (ClippedWindows.count(kept) <= options.shape().volume() + 1) {
            throw new IllegalArgumentException(
                    "too little is left to learn from: of " + windows.total() + " windows " + saturated()
                            + " hold a clipped input pixel, and all but " + ClippedWindows.count(kept)
                            + " of the others have a target at or near a limit of its type; use a pair that is exposed less, or"
                            + " clipped=none");
        }
        return KernelLearner.fit(masked(kept), atOnce, workers, (step, loss) -> {}, quiet());
    }

    private List<ExamplePair> masked(List<WindowSet> kept) {
        List<ExamplePair> masked = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            masked.add(pairs.get(i).withWeights(kept.get(i)));
        }
        return masked;
    }

    private List<ExamplePair> completed(CensoredTargets censored) {
        List<ExamplePair> completed = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            completed.add(
                    new ExamplePair(pairs.get(i).input(), censored.targets().get(i), unsaturated.get(i)));
        }
        return completed;
    }

    private Fit told(Fit fit, String clipped) {
        Fit told = saturated() == 0
                ? fit
                : fit.withNotice(saturated() + " windows with a clipped input pixel were left out");
        return told.withNotice(clipped);
    }

    private long saturated() {
        return windows.total() - ClippedWindows.count(unsaturated);
    }

    /** Tells of nothing, but can be cancelled. */
    private Progress quiet() {
        return progress.part(0, 0);
    }
}
