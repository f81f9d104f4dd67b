package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.Set;

/**
 * Separable weights, W(x, y, z) = a(x) b(y) c(z) for each input channel, by alternating least squares: with two of the
 * lines given, the third is a linear least-squares problem, which {@link Quadratic} and {@link ActiveSet} solve with what
 * else is asked of the weights. Started from the best separable approximation of the unconstrained solution (for a plane
 * that of its singular value decomposition), which the same alternation finds with the identity in A's place.
 */
final class SeparableSolver {

    private static final int MAX_ROUNDS = 2000;
    private static final double CONVERGED = 1e-12;

    private final int[] extents;
    private final int taps;
    private final int channels;
    private final boolean symmetric;
    private final boolean nonNegative;
    private final boolean sumOne;
    /** By axis; in it channel after channel. */
    private final double[][] lines;

    private SeparableSolver(Shape shape, int channels, Set<Constraint> constraints) {
        this.extents = new int[] {shape.width(), shape.height(), shape.depth()};
        this.taps = (int) shape.volume();
        this.channels = channels;
        this.symmetric = constraints.contains(Constraint.SYMMETRIC);
        this.nonNegative = constraints.contains(Constraint.NON_NEGATIVE);
        this.sumOne = constraints.contains(Constraint.SUM_ONE);
        this.lines = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            lines[axis] = new double[channels * extents[axis]];
        }
    }

    /**
     * The weights, channels slowest.
     *
     * @param matrix A, row by row
     * @param right r
     * @param unconstrained the solution without constraints
     */
    static double[] solve(
            Shape shape, Set<Constraint> constraints, double[] matrix, double[] right, double[] unconstrained) {
        int channels = right.length / (int) shape.volume();
        SeparableSolver solver = new SeparableSolver(shape, channels, constraints);
        for (int channel = 0; channel < channels; channel++) {
            solver.startAtLargest(channel, unconstrained);
        }
        solver.alternate(null, unconstrained);
        solver.alternate(matrix, right);
        return solver.weights();
    }

    /** The lines through the channel's largest weight; even ones if no weight may be as it is. */
    private void startAtLargest(int channel, double[] weights) {
        int largest = 0;
        for (int tap = 1; tap < taps; tap++) {
            double lead = size(weights[channel * taps + tap]) - size(weights[channel * taps + largest]);
            largest = lead > 0 ? tap : largest;
        }
        boolean none = size(weights[channel * taps + largest]) <= 0;
        int[] at = position(largest);
        int[] strides = {1, extents[0], extents[0] * extents[1]};
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < extents[axis]; i++) {
                double weight = weights[channel * taps + largest + (i - at[axis]) * strides[axis]];
                lines[axis][channel * extents[axis] + i] = none ? 1 : nonNegative ? Math.max(0, weight) : weight;
            }
        }
        rescale();
    }

    private double size(double weight) {
        return nonNegative ? weight : Math.abs(weight);
    }

    private void alternate(double[] matrix, double[] right) {
        double[] before = weights();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            for (int axis = 0; axis < 3; axis++) {
                improve(axis, matrix, right);
                rescale();
            }
            double[] now = weights();
            double change = 0;
            double largest = 0;
            for (int i = 0; i < now.length; i++) {
                change = Math.max(change, Math.abs(now[i] - before[i]));
                largest = Math.max(largest, Math.abs(now[i]));
            }
            if (change <= CONVERGED * largest) {
                return;
            }
            before = now;
        }
    }

    /** Solves for the lines along an axis; they stay if the others leave them undetermined. */
    private void improve(int axis, double[] matrix, double[] right) {
        int[] columns = new int[channels * taps];
        double[] factors = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column(axis, i);
            factors[i] = factor(axis, i);
        }
        Quadratic quadratic = restricted(columns, factors, matrix, right, unknowns(axis) * channels);
        double[] solution = nonNegative ? ActiveSet.solve(quadratic) : quadratic.solve();
        if (solution != null) {
            for (int i = 0; i < columns.length; i++) {
                lines[axis][i / taps * extents[axis] + position(i % taps)[axis]] = solution[columns[i]];
            }
        }
    }

    /** MᵀAM and Mᵀr, where M has one factor in each row. */
    private Quadratic restricted(int[] columns, double[] factors, double[] matrix, double[] right, int n) {
        double[] a = new double[n * n];
        double[] r = new double[n];
        double[] g = sumOne ? new double[n] : null;
        for (int row = 0; row < columns.length; row++) {
            r[columns[row]] += factors[row] * right[row];
            if (sumOne) {
                g[columns[row]] += factors[row];
            }
            if (matrix == null) {
                a[columns[row] * n + columns[row]] += factors[row] * factors[row];
                continue;
            }
            for (int column = 0; column < columns.length; column++) {
                a[columns[row] * n + columns[column]] +=
                        factors[row] * factors[column] * matrix[row * columns.length + column];
            }
        }
        return new Quadratic(a, r, g);
    }

    /** Unknowns of a channel along an axis: half of the line if it is symmetric. */
    private int unknowns(int axis) {
        return symmetric ? (extents[axis] + 1) / 2 : extents[axis];
    }

    private int column(int axis, int feature) {
        int i = position(feature % taps)[axis];
        return feature / taps * unknowns(axis) + (symmetric ? Math.min(i, extents[axis] - 1 - i) : i);
    }

    /** The product of the other two lines at a feature. */
    private double factor(int axis, int feature) {
        int[] at = position(feature % taps);
        double product = 1;
        for (int other = 0; other < 3; other++) {
            product *= other == axis ? 1 : lines[other][feature / taps * extents[other] + at[other]];
        }
        return product;
    }

    private int[] position(int tap) {
        return new int[] {tap % extents[0], tap / extents[0] % extents[1], tap / extents[0] / extents[1]};
    }

    /** Lines along y and z of length 1; what is taken from them goes to those along x. */
    private void rescale() {
        for (int channel = 0; channel < channels; channel++) {
            for (int axis = 1; axis < 3; axis++) {
                double length = 0;
                for (int i = 0; i < extents[axis]; i++) {
                    length = Math.hypot(length, lines[axis][channel * extents[axis] + i]);
                }
                if (length > 0) {
                    scale(axis, channel, 1 / length);
                    scale(0, channel, length);
                }
            }
        }
    }

    private void scale(int axis, int channel, double factor) {
        for (int i = 0; i < extents[axis]; i++) {
            lines[axis][channel * extents[axis] + i] *= factor;
        }
    }

    private double[] weights() {
        double[] weights = new double[channels * taps];
        Arrays.setAll(weights, i -> factor(0, i) * lines[0][i / taps * extents[0] + position(i % taps)[0]]);
        return weights;
    }
}
