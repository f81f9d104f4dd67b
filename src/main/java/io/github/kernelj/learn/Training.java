package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import java.util.ArrayList;
import java.util.List;

/** One run of a method: when it has arrived, whom it tells, and what it leaves behind for plots. */
final class Training {

    /** Most reports to a listener; steps are cheap, lines of text aren't. */
    static final long MAX_REPORTS = 10_000;

    private final Problem problem;
    private final TrainingOptions options;
    private final double[] exactWeights;
    private final TrainingListener listener;
    private final Progress progress;
    private final List<Fit.Point> history = new ArrayList<>();
    private long nextPoint;

    /** @param exact the solution that the method approaches */
    Training(Problem problem, TrainingOptions options, double[] exact, TrainingListener listener, Progress progress) {
        this.problem = problem;
        this.options = options;
        this.exactWeights = problem.weights(exact);
        this.listener = listener;
        this.progress = progress;
    }

    Problem problem() {
        return problem;
    }

    Progress progress() {
        return progress;
    }

    TrainingOptions options() {
        return options;
    }

    boolean untilConverged() {
        return options.iterations().isEmpty();
    }

    /** Most steps that may be taken. */
    long limit() {
        return options.iterations().orElse(TrainingOptions.MAX_ITERATIONS);
    }

    /** The largest deviation of a weight from the exact solution, as a part of its largest weight (of 1 if all are 0). */
    double distance(double[] x) {
        double[] weights = problem.weights(x);
        double apart = 0;
        double largest = 0;
        for (int tap = 0; tap < weights.length; tap++) {
            apart = Math.max(apart, Math.abs(weights[tap] - exactWeights[tap]));
            largest = Math.max(largest, Math.abs(exactWeights[tap]));
        }
        return largest == 0 ? apart : apart / largest;
    }

    boolean hasConverged(double[] x) {
        return distance(x) <= options.tolerance();
    }

    /** Number of reports in so many steps. */
    long reports(long steps) {
        return options.printInterval() == 0 ? 0 : Math.min(MAX_REPORTS, steps / options.printInterval());
    }

    /** Whether so many steps ask for more reports than are made. */
    boolean leavesReportsOut(long steps) {
        return options.printInterval() > 0 && steps / options.printInterval() > MAX_REPORTS;
    }

    /** The iteration of the report with this number, from 1. */
    long reportedIteration(long report) {
        return report * options.printInterval();
    }

    /** Tells the listener, if this is an iteration that it is told of. */
    void report(long iteration, double[] before) {
        if (options.printInterval() > 0
                && iteration % options.printInterval() == 0
                && iteration / options.printInterval() <= MAX_REPORTS) {
            listener.step(iteration, lossAsAsked(before));
        }
    }

    /** Keeps the point if it is the next one of a logarithmic scale, ten to twelve a decade. */
    void record(long step, double[] x) {
        if (step >= nextPoint) {
            keep(step, x);
        } else if (listener.isWaiting()) {
            listener.point(point(step, x));
        }
    }

    /** Keeps the point as the last one. */
    void recordLast(long step, double[] x) {
        if (history.isEmpty() || history.get(history.size() - 1).step() < step) {
            keep(step, x);
        }
    }

    /** The next step to be recorded. */
    long nextPoint() {
        return nextPoint;
    }

    /** Whether the loss is now larger than at the start. */
    boolean hasGrown() {
        return history.get(history.size() - 1).loss() > history.get(0).loss();
    }

    List<Fit.Point> history() {
        return List.copyOf(history);
    }

    private void keep(long step, double[] x) {
        Fit.Point point = point(step, x);
        history.add(point);
        listener.point(point);
        nextPoint = Math.max(step + 1, (long) Math.ceil(step * 1.25));
    }

    private Fit.Point point(long step, double[] x) {
        return new Fit.Point(step, lossAsAsked(x), distance(x));
    }

    private double lossAsAsked(double[] x) {
        return problem.loss(x) / options.loss().divisor(problem.statistics().count());
    }
}
