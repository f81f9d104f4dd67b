package io.github.kernelj.learn;

import java.util.Arrays;

/**
 * The minimum of a {@link Quadratic} over x ≥ 0 by an active-set method: unknowns are free or held at 0; free ones that
 * would become negative are held, held ones along which the objective falls are freed. Lawson and Hanson (1974), "Solving
 * least squares problems", chapter 23, with the multiplier of the sum added and started from the free solution instead of
 * from 0.
 */
final class ActiveSet {

    private static final double TOLERANCE = 1e-11;

    private final Quadratic quadratic;
    private final boolean[] free;
    private double[] x;

    private ActiveSet(Quadratic quadratic) {
        this.quadratic = quadratic;
        this.free = new boolean[quadratic.size()];
    }

    /** The solution, which satisfies the conditions of Karush, Kuhn and Tucker up to rounding. */
    static double[] solve(Quadratic quadratic) {
        ActiveSet set = new ActiveSet(quadratic);
        set.start();
        set.run();
        return set.x;
    }

    /** The free solution without what is negative in it, until nothing is; if nothing is left, 0 or the best single one. */
    private void start() {
        Arrays.fill(free, true);
        x = quadratic.solve(free);
        while (x != null && holdNegative()) {
            x = quadratic.solve(free);
        }
        if (x == null) {
            Arrays.fill(free, false);
            x = new double[free.length];
            if (quadratic.g() != null) {
                int best = bestAlone();
                free[best] = true;
                x[best] = 1 / quadratic.g()[best];
            }
        }
    }

    private boolean holdNegative() {
        boolean held = false;
        for (int i = 0; i < x.length; i++) {
            if (free[i] && x[i] <= 0) {
                free[i] = false;
                held = true;
            }
        }
        return held;
    }

    private int bestAlone() {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            double value = 1 / quadratic.g()[i];
            double objective = value
                    * (quadratic.a()[i * x.length + i] * value - 2 * quadratic.r()[i]);
            if (objective < least) {
                least = objective;
                best = i;
            }
        }
        return best;
    }

    private void run() {
        boolean[] stuck = new boolean[x.length];
        for (int round = 0; round < 10 * x.length; round++) {
            int next = steepest(stuck);
            if (next < 0) {
                return;
            }
            free[next] = true;
            double[] solution = quadratic.solve(free);
            if (solution == null || solution[next] <= 0) {
                // It depends on the free ones, or only rounding made it look promising.
                free[next] = false;
                stuck[next] = true;
            } else {
                moveTo(solution);
                Arrays.fill(stuck, false);
            }
        }
    }

    /** The held unknown along which the objective falls most steeply; −1 if along none. */
    private int steepest(boolean[] stuck) {
        double[] descent = quadratic.descent(x);
        double multiplier = multiplier(descent);
        double scale = 0;
        for (double value : quadratic.r()) {
            scale = Math.max(scale, Math.abs(value));
        }
        int steepest = -1;
        double most = TOLERANCE * scale;
        for (int i = 0; i < x.length; i++) {
            double slope = descent[i]
                    + (quadratic.g() == null ? 0 : multiplier * quadratic.g()[i]);
            if (!free[i] && !stuck[i] && slope > most) {
                most = slope;
                steepest = i;
            }
        }
        return steepest;
    }

    /** ν, for which r − Ax + ν g is 0 at the free unknowns. */
    private double multiplier(double[] descent) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length && quadratic.g() != null; i++) {
            if (free[i]) {
                products -= descent[i] * quadratic.g()[i];
                squares += quadratic.g()[i] * quadratic.g()[i];
            }
        }
        return squares == 0 ? 0 : products / squares;
    }

    /** Goes to the solution, stopping where an unknown reaches 0, which is then held. */
    private void moveTo(double[] wanted) {
        double[] solution = wanted;
        while (solution != null) {
            double part = 1;
            int first = -1;
            for (int i = 0; i < x.length; i++) {
                if (free[i] && solution[i] <= 0 && x[i] / (x[i] - solution[i]) < part) {
                    part = x[i] / (x[i] - solution[i]);
                    first = i;
                }
            }
            for (int i = 0; i < x.length; i++) {
                x[i] += part * (solution[i] - x[i]);
            }
            if (first < 0) {
                return;
            }
            free[first] = false;
            x[first] = 0;
            solution = quadratic.solve(free);
        }
    }
}
