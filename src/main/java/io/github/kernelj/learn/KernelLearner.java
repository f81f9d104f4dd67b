package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Learns a kernel from example pairs. Stateless and safe for use by several threads. */
public final class KernelLearner {

    /** Below this part of the variation the statistics can't tell a residual from rounding. */
    private static final double RESOLUTION = 1e-9;

    static final String ROUGH =
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

    static boolean isResolved(Fit fit) {
        return fit.loss() >= RESOLUTION * fit.variation();
    }

    static Fit learn(
            PatchStatistics statistics, TrainingOptions options, TrainingListener listener, Progress progress) {
        requireUsable(statistics, options);
        if (options.inputNoise() == 0) {
            return learn(Problem.of(statistics, options), options, listener, progress);
        }
        PatchStatistics corrected = InputNoise.correct(statistics, options.inputNoise());
        Fit fit = learn(Problem.of(corrected, options), options, listener, progress);
        return fit.withLoss(statistics.loss(fit.weights(), fit.kernel().bias()));
    }

    /** Learns one output; several outputs of a bank are problems that share their matrix. */
    static Fit learn(Problem problem, TrainingOptions options, TrainingListener listener, Progress progress) {
        PatchStatistics statistics = problem.statistics();
        Method method = options.method();
        Spectrum spectrum = spectrum(problem, options);
        requireIdentifiable(spectrum, problem, options);
        double[] start = method == Method.EXACT ? new double[problem.size()] : problem.start();
        if (spectrum.isDeficient() && options.minimumNorm()) {
            start = spectrum.identifiable(start);
        }
        double[] exact = exact(problem, spectrum, start, options);
        Training training = new Training(problem, options, exact, listener, progress);
        double divisor = options.loss().divisor(statistics.count());
        double stable = divisor * stability(spectrum, method) / spectrum.largest();
        double rate = options.rate().orElse(automaticRate(spectrum, method, divisor));
        if (method == Method.GRADIENT_DESCENT && rate > stable) {
            spectrum = problem.matrix().spectrum(true);
        }
        Outcome outcome = run(training, spectrum, start, exact, rate, rate > stable);
        return new Fit(
                bank("learned", problem, options, outcome.x()),
                bank("exact", problem, options, exact),
                problem.weights(outcome.x()),
                method,
                outcome.steps(),
                training.hasConverged(outcome.x()),
                outcome.end() == Outcome.End.DIVERGED,
                outcome.end() == Outcome.End.CANCELLED,
                problem.loss(outcome.x()),
                statistics.count(),
                statistics.variation(),
                spectrum.condition(),
                method.hasRate() ? OptionalDouble.of(rate) : OptionalDouble.empty(),
                method.canDiverge() ? OptionalDouble.of(stable) : OptionalDouble.empty(),
                options.seed(),
                training.history(),
                FitNotices.of(training, spectrum, outcome, rate, stable));
    }

    /** With eigenvectors if they are needed, or worth finding. */
    private static Spectrum spectrum(Problem problem, TrainingOptions options) {
        long steps = options.iterations().orElse(TrainingOptions.MAX_ITERATIONS);
        boolean leaps = options.method() == Method.GRADIENT_DESCENT && !Descent.areFew(steps, problem.size());
        Spectrum spectrum = problem.matrix().spectrum(leaps);
        return spectrum.isDeficient() ? problem.matrix().spectrum(true) : spectrum;
    }

    private static Outcome run(
            Training training, Spectrum spectrum, double[] start, double[] exact, double rate, boolean tooFast) {
        Problem problem = training.problem();
        double divisor = training.options().loss().divisor(problem.statistics().count());
        double perSum = rate / divisor;
        return switch (training.options().method()) {
            case GRADIENT_DESCENT -> new Descent(problem, spectrum, start, perSum).run(training);
            case NESTEROV ->
                SteppedRun.run(new Nesterov(problem, start, perSum, Nesterov.momentum(spectrum)), training, tooFast);
            case ADAM -> SteppedRun.run(new Adam(problem, start, rate, divisor), training, false);
            case CONJUGATE_GRADIENT -> SteppedRun.run(new ConjugateGradient(problem, start), training, false);
            case EXACT -> {
                training.record(0, exact);
                yield new Outcome(exact, 0, Outcome.End.DONE);
            }
        };
    }

    private static double automaticRate(Spectrum spectrum, Method method, double divisor) {
        if (method == Method.ADAM) {
            return Adam.DEFAULT_RATE;
        }
        return spectrum.largest() == 0 ? 1 : divisor / (2 * spectrum.largest());
    }

    /** The solution; where there are many, the one nearest to the start. */
    private static double[] exact(Problem problem, Spectrum spectrum, double[] start, TrainingOptions options) {
        double[] solution = spectrum.isDeficient() ? null : problem.solve();
        if (solution == null) {
            Spectrum full = problem.matrix().spectrum(true);
            solution = start.clone();
            double[] towards = full.solve(problem.descent(start));
            for (int i = 0; i < solution.length; i++) {
                solution[i] += towards[i];
            }
        }
        return constrained(problem, solution, options);
    }

    /** The solution with the constraints that aren't linear. */
    private static double[] constrained(Problem problem, double[] solution, TrainingOptions options) {
        Set<Constraint> constraints = options.constraints();
        double[] matrix = problem.matrix().values();
        double[] right = problem.descent(new double[problem.size()]);
        if (constraints.contains(Constraint.SEPARABLE)) {
            return SeparableSolver.solve(options.shape(), constraints, matrix, right, solution);
        }
        if (constraints.contains(Constraint.NON_NEGATIVE)) {
            double[] sums = constraints.contains(Constraint.SUM_ONE)
                    ? problem.subspace().sums()
                    : null;
            return ActiveSet.solve(new Quadratic(matrix, right, sums));
        }
        return solution;
    }

    /** The largest stable rate times the largest eigenvalue of the summed loss; there is none for Adam. */
    private static double stability(Spectrum spectrum, Method method) {
        double momentum = method == Method.NESTEROV ? Nesterov.momentum(spectrum) : 0;
        return method == Method.ADAM ? Double.POSITIVE_INFINITY : (1 + momentum) / (1 + 2 * momentum);
    }

    /** A row of kernels, one for each input channel; the bias is the first one's. */
    private static KernelBank bank(String name, Problem problem, TrainingOptions options, double[] x) {
        double[] weights = problem.weights(x);
        int taps = (int) options.shape().volume();
        List<Kernel> row = new ArrayList<>();
        for (int from = 0; from < weights.length; from += taps) {
            row.add(Kernel.of(options.shape(), Arrays.copyOfRange(weights, from, from + taps))
                    .withAnchor(options.anchor())
                    .withBias(from == 0 ? problem.bias(x) : 0));
        }
        return KernelBank.of(List.of(row)).withName(name);
    }

    static void requireUsable(PatchStatistics statistics, TrainingOptions options) {
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
                    "the kernel is not identifiable: " + FitNotices.shortfall(spectrum, problem)
                            + ". Use a pair with more structure, a smaller kernel or ridge > 0, or ask for the minimum-norm answer");
        }
    }
}
