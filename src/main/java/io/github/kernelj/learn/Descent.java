package io.github.kernelj.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * Gradient descent at a constant rate, in closed form. Along an eigenvector of eigenvalue λ the distance to the solution
 * shrinks by q = 1 − 2ηλ a step, so after n steps the start has moved by (1 − qⁿ)/λ times its steepest descent there: any
 * number of steps costs the same. A few steps cost less than the eigenvectors; they are taken one by one.
 */
final class Descent {

    private final Problem problem;
    private final Spectrum spectrum;
    private final double[] start;
    private final double[] descent;
    private final double rate;
    /** The unknowns after each step that was taken. */
    private final List<double[]> walked = new ArrayList<>();

    /**
     * @param spectrum with eigenvectors, unless the steps are {@linkplain #areFew few} and the rate is stable
     * @param rate η for the summed loss
     */
    Descent(Problem problem, Spectrum spectrum, double[] start, double rate) {
        this.problem = problem;
        this.spectrum = spectrum;
        this.start = start;
        this.descent = spectrum.hasVectors() ? spectrum.coordinates(problem.descent(start)) : null;
        this.rate = rate;
        this.walked.add(start);
    }

    /** Whether taking the steps costs less than finding the eigenvectors of so many unknowns, as was measured. */
    static boolean areFew(long steps, int unknowns) {
        return steps <= 2L * unknowns;
    }

    /** The unknowns after so many steps. */
    double[] at(long step) {
        return spectrum.hasVectors() ? closedForm(step) : walk(step);
    }

    private double[] walk(long step) {
        while (walked.size() <= step) {
            double[] x = walked.get(walked.size() - 1).clone();
            double[] towards = problem.descent(x);
            for (int i = 0; i < x.length; i++) {
                x[i] += 2 * rate * towards[i];
            }
            walked.add(x);
        }
        return walked.get((int) step);
    }

    private double[] closedForm(long step) {
        double[] moved = new double[descent.length];
        for (int i = 0; i < moved.length; i++) {
            double value = spectrum.value(i);
            moved[i] = value == 0 ? 0 : descent[i] * reach(value, step) / value;
        }
        return spectrum.plus(start, moved);
    }

    Outcome run(Training training) {
        long limit = training.limit();
        boolean diverged = false;
        if (rate * spectrum.largest() > 1 && rises(limit - 1)) {
            limit = first(limit - 1, this::rises);
            diverged = true;
        }
        long steps = limit;
        if (training.untilConverged() && training.hasConverged(at(limit))) {
            steps = first(limit, step -> training.hasConverged(at(step)));
            diverged = false;
        }
        tell(training, steps, diverged);
        return new Outcome(at(steps), steps, diverged ? Outcome.End.DIVERGED : Outcome.End.DONE);
    }

    private void tell(Training training, long steps, boolean diverged) {
        long reports = training.reports(diverged ? Math.min(training.limit(), steps + 2) : steps);
        for (long report = 1; report <= reports; report++) {
            long iteration = training.reportedIteration(report);
            training.report(iteration, at(iteration - 1));
        }
        for (long step = 0; step <= steps; step = training.nextPoint()) {
            training.record(step, at(step));
        }
        training.recordLast(steps, at(steps));
    }

    /**
     * Whether the step after this one makes the objective larger. The objective is a sum of exponentials of the step, so
     * it is convex: once it rises it rises for ever.
     */
    private boolean rises(long step) {
        double change = 0;
        for (int i = 0; i < descent.length; i++) {
            double value = spectrum.value(i);
            if (value > 0 && descent[i] != 0) {
                double factor = 1 - 2 * rate * value;
                double energy = descent[i] * descent[i] / value * Math.pow(factor, 2.0 * step);
                change += energy * (factor * factor - 1);
            }
        }
        return change > 0;
    }

    /** 1 − qⁿ, without cancellation where q is near 1. */
    private double reach(double value, long step) {
        double shrink = 2 * rate * value;
        return shrink < 0.5 ? -Math.expm1(step * Math.log1p(-shrink)) : 1 - Math.pow(1 - shrink, step);
    }

    /** The first step that satisfies the condition, which holds at {@code last} and from some step on. */
    private static long first(long last, LongPredicate condition) {
        if (condition.test(0)) {
            return 0;
        }
        long without = 0;
        long with = 1;
        while (with < last && !condition.test(with)) {
            without = with;
            with = Math.min(last, 2 * with);
        }
        while (with - without > 1) {
            long middle = without + (with - without) / 2;
            if (condition.test(middle)) {
                with = middle;
            } else {
                without = middle;
            }
        }
        return with;
    }
}
