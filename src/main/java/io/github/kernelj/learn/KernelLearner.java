package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

/** Learns a kernel from example pairs. Stateless and safe for use by several threads. */
public final class KernelLearner {

    /** Below this part of the variation the statistics can't tell a residual from rounding. */
    private static final double RESOLUTION = 1e-9;

    private static final String ROUGH =
            "the residual is below 1e-9 of the target's variation, where the statistics give its size only roughly";

    private KernelLearner() {}

    /**
     * Learns from pairs of images: takes their statistics in one pass, learns, and looks at the pixels once more if the
     * kernel fits so well that the statistics can't say how well.
     *
     * @param pairs at least one
     * @return the fit; a divergence, or a cancellation once the statistics are there, is told by it
     * @throws NotIdentifiableException as {@link #fit(PatchStatistics, TrainingOptions, TrainingListener, Progress)}
     * @throws IllegalArgumentException if there is no pair, or one doesn't fit the kernel
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so while the pixels are read
     */
    public static Fit fit(
            List<ExamplePair> pairs,
            TrainingOptions options,
            Workers workers,
            TrainingListener listener,
            Progress progress)
            throws IOException {
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("learning needs at least one pair of images");
        }
        for (ExamplePair pair : pairs) {
            pair.windows(options.shape());
        }
        PatchStatistics statistics = PatchStatistics.none(options.shape(), options.anchor(), 0);
        for (int i = 0; i < pairs.size(); i++) {
            Progress part = progress.part(0.9 * i / pairs.size(), 0.9 * (i + 1) / pairs.size());
            statistics =
                    statistics.plus(PatchStatistics.of(pairs.get(i), options.shape(), options.anchor(), workers, part));
        }
        Fit fit = learn(statistics, options, listener, progress);
        Fit measured = isResolved(fit) || fit.cancelled()
                ? fit
                : measured(fit, pairs, options, workers, progress.part(0.9, 1));
        progress.report(1);
        return measured;
    }

    private static Fit measured(
            Fit fit, List<ExamplePair> pairs, TrainingOptions options, Workers workers, Progress progress)
            throws IOException {
        try {
            double loss = 0;
            for (ExamplePair pair : pairs) {
                loss += ResidualPass.sumOfSquares(
                        pair,
                        options.shape(),
                        options.anchor(),
                        fit.weights(),
                        fit.kernel().bias(),
                        workers,
                        progress);
            }
            return fit.withLoss(loss);
        } catch (CancellationException e) {
            return fit.withNotice(ROUGH);
        }
    }

    /**
     * Learns from statistics.
     *
     * @param statistics for the kernel shape and anchor of the options
     * @param listener told of the loss, in the calling thread
     * @return the fit; a divergence or cancellation is told by it
     * @throws NotIdentifiableException if the pair doesn't determine the kernel, unless a number of steps, the minimum norm
     *     or a ridge is asked for
     * @throws IllegalArgumentException if the statistics are of no window, or for another kernel
     */
    public static Fit fit(
            PatchStatistics statistics, TrainingOptions options, TrainingListener listener, Progress progress) {
        Fit fit = learn(statistics, options, listener, progress);
        progress.report(1);
        return isResolved(fit) ? fit : fit.withNotice(ROUGH);
    }

    private static boolean isResolved(Fit fit) {
        return fit.loss() >= RESOLUTION * fit.variation();
    }

    private static Fit learn(
            PatchStatistics measured, TrainingOptions options, TrainingListener listener, Progress progress) {
        requireUsable(measured, options);
        if (options.inputNoise() > 0) {
            Fit fit = learnUsable(InputNoise.correct(measured, options.inputNoise()), options, listener, progress);
            return fit.withLoss(measured.loss(fit.weights(), fit.kernel().bias()));
        }
        return learnUsable(measured, options, listener, progress);
    }

    private static Fit learnUsable(
            PatchStatistics statistics, TrainingOptions options, TrainingListener listener, Progress progress) {
        Problem problem = Problem.of(statistics, options);
        Spectrum spectrum = problem.spectrum(options.method() == Method.GRADIENT_DESCENT);
        if (spectrum.isDeficient() && options.method() != Method.GRADIENT_DESCENT) {
            spectrum = problem.spectrum(true);
        }
        requireIdentifiable(spectrum, problem, options);
        double[] start = options.method() == Method.EXACT ? new double[problem.size()] : problem.start(options);
        if (spectrum.isDeficient() && options.minimumNorm()) {
            start = spectrum.identifiable(start);
        }
        double[] exact = exact(problem, spectrum, start);
        Training training = new Training(problem, options, exact, listener, progress);
        double divisor = options.loss().divisor(statistics.count());
        double stable = divisor * stability(spectrum, options.method()) / spectrum.largest();
        double rate = options.rate().orElse(spectrum.largest() == 0 ? 1 : divisor / (2 * spectrum.largest()));
        Outcome outcome = run(training, spectrum, start, exact, rate / divisor, options.method(), rate > stable);
        boolean hasRate = options.method().hasRate();
        return new Fit(
                kernel("learned", problem, options, outcome.x()),
                kernel("exact", problem, options, exact),
                problem.weights(outcome.x()),
                options.method(),
                outcome.steps(),
                training.hasConverged(outcome.x()),
                outcome.end() == Outcome.End.DIVERGED,
                outcome.end() == Outcome.End.CANCELLED,
                problem.loss(outcome.x()),
                statistics.count(),
                statistics.variation(),
                spectrum.condition(),
                hasRate ? OptionalDouble.of(rate) : OptionalDouble.empty(),
                hasRate ? OptionalDouble.of(stable) : OptionalDouble.empty(),
                options.seed(),
                training.history(),
                notices(training, options, spectrum, outcome, rate, stable));
    }

    private static Outcome run(
            Training training,
            Spectrum spectrum,
            double[] start,
            double[] exact,
            double rate,
            Method method,
            boolean mayDiverge) {
        Problem problem = training.problem();
        return switch (method) {
            case GRADIENT_DESCENT -> new Descent(problem, spectrum, start, rate).run(training);
            case NESTEROV ->
                SteppedRun.run(new Nesterov(problem, start, rate, Nesterov.momentum(spectrum)), training, mayDiverge);
            case CONJUGATE_GRADIENT -> SteppedRun.run(new ConjugateGradient(problem, start), training, false);
            case EXACT -> {
                training.record(0, exact);
                yield new Outcome(exact, 0, Outcome.End.DONE);
            }
        };
    }

    /** The solution; where there are many, the one nearest to the start. */
    private static double[] exact(Problem problem, Spectrum spectrum, double[] start) {
        double[] solution = spectrum.isDeficient() ? null : problem.solve();
        if (solution != null) {
            return solution;
        }
        Spectrum full = spectrum.hasVectors() ? spectrum : problem.spectrum(true);
        double[] exact = start.clone();
        double[] towards = full.solve(problem.descent(start));
        for (int i = 0; i < exact.length; i++) {
            exact[i] += towards[i];
        }
        return exact;
    }

    /** The largest stable rate times the largest eigenvalue of the summed loss. */
    private static double stability(Spectrum spectrum, Method method) {
        double momentum = method == Method.NESTEROV ? Nesterov.momentum(spectrum) : 0;
        return (1 + momentum) / (1 + 2 * momentum);
    }

    private static Kernel kernel(String name, Problem problem, TrainingOptions options, double[] x) {
        return Kernel.of(options.shape(), problem.weights(x))
                .withAnchor(options.anchor())
                .withBias(problem.bias(x))
                .withName(name);
    }

    private static void requireUsable(PatchStatistics statistics, TrainingOptions options) {
        if (!statistics.shape().equals(options.shape()) || !statistics.anchor().equals(options.anchor())) {
            throw new IllegalArgumentException("the " + statistics + " with anchor " + statistics.anchor()
                    + " can't teach a " + options.shape() + " kernel with anchor " + options.anchor());
        }
        if (statistics.count() == 0) {
            throw new IllegalArgumentException(
                    "there is nothing to learn from: every window of the pair holds NaN or infinite" + " pixels ("
                            + statistics.excluded() + " windows)");
        }
    }

    private static void requireIdentifiable(Spectrum spectrum, Problem problem, TrainingOptions options) {
        boolean anyAnswerDoes =
                options.minimumNorm() || options.iterations().isPresent() && options.method() != Method.EXACT;
        if (spectrum.isDeficient() && !anyAnswerDoes) {
            throw new NotIdentifiableException(
                    "the kernel is not identifiable: " + shortfall(spectrum, problem)
                            + ". Use a pair with more structure, a smaller kernel or ridge > 0, or ask for the minimum-norm answer");
        }
    }

    private static String shortfall(Spectrum spectrum, Problem problem) {
        PatchStatistics statistics = problem.statistics();
        boolean flat = true;
        for (int tap = 0; tap < statistics.taps(); tap++) {
            flat &= statistics.gram(tap, tap) == 0;
        }
        String why = flat
                ? " (the input image is flat)"
                : statistics.count() < spectrum.size() ? " (it has only " + statistics.count() + " windows)" : "";
        return "the pair determines " + spectrum.rank() + " of " + spectrum.size() + " unknowns" + why;
    }

    private static List<String> notices(
            Training training,
            TrainingOptions options,
            Spectrum spectrum,
            Outcome outcome,
            double rate,
            double stable) {
        List<String> notices = new ArrayList<>();
        long excluded = training.problem().statistics().excluded();
        if (excluded > 0) {
            notices.add(excluded + " windows with NaN or infinite pixels were left out");
        }
        if (spectrum.isDeficient()) {
            notices.add("the kernel is not identifiable: " + shortfall(spectrum, training.problem())
                    + (options.minimumNorm()
                            ? "; this is the answer of the smallest weights"
                            : "; the rest stays as it started"));
        }
        if (options.rate().isPresent() && !options.method().hasRate()) {
            notices.add("the learning rate plays no part in this method");
        }
        String limit = String.format(Locale.ROOT, "the largest stable rate for this pair is %.3g", stable);
        switch (outcome.end()) {
            case DIVERGED ->
                notices.add(String.format(
                        Locale.ROOT,
                        "diverged: at rate %.3g the loss grows after step %d, whose" + " kernel is kept; %s",
                        rate,
                        outcome.steps(),
                        limit));
            case CANCELLED ->
                notices.add("cancelled; this is the best kernel of the first " + outcome.steps() + " steps");
            case DONE -> {
                if (options.method().hasRate() && rate > stable) {
                    notices.add(limit + "; with more steps the loss would grow");
                } else if (training.untilConverged() && !training.hasConverged(outcome.x())) {
                    notices.add(String.format(
                            Locale.ROOT,
                            "not converged after %d steps (condition number %.2g); try"
                                    + " conjugate gradients or the exact solution%s",
                            outcome.steps(),
                            spectrum.condition(),
                            options.learnBias() ? "" : ", or learn a bias"));
                }
            }
        }
        if (training.leavesReportsOut(outcome.steps())) {
            notices.add("only the first " + Training.MAX_REPORTS + " losses were reported");
        }
        return notices;
    }
}
