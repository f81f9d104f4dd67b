package io.github.kernelj.learn;

import java.util.Arrays;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The weights that satisfy linear constraints: w = origin + B z, B with orthonormal columns and the origin orthogonal to
 * them. Every method can then work on z as it does on w: a step against the gradient by z is the projection of the one by
 * w, and |w|² = |origin|² + |z|². Without constraints B is the identity, and isn't stored.
 */
final class Subspace {

    private final double[] origin;
    private final DMatrixRMaj basis;

    private Subspace(double[] origin, DMatrixRMaj basis) {
        this.origin = origin;
        this.basis = basis;
    }

    /** All weights. */
    static Subspace all(int features) {
        return new Subspace(new double[features], null);
    }

    /**
     * Weights with as many of the constraints as are linear. A sum is left to {@link ActiveSet} where weights must not be
     * negative, and everything to {@link SeparableSolver} where they must be separable.
     *
     * @param taps of each kernel
     * @param channels number of kernels
     * @throws IllegalArgumentException if nothing is left to be learned
     */
    static Subspace of(Set<Constraint> constraints, int taps, int channels) {
        Subspace subspace = all(taps * channels);
        if (constraints.contains(Constraint.SEPARABLE)) {
            return subspace;
        }
        if (constraints.contains(Constraint.SYMMETRIC) && taps > 1) {
            subspace = symmetric(taps, channels);
        }
        boolean sumOne = constraints.contains(Constraint.SUM_ONE);
        boolean summed = sumOne || constraints.contains(Constraint.ZERO_SUM);
        return summed && !constraints.contains(Constraint.NON_NEGATIVE) ? subspace.withSum(sumOne ? 1 : 0) : subspace;
    }

    private static Subspace symmetric(int taps, int channels) {
        int pairs = (taps + 1) / 2;
        DMatrixRMaj basis = new DMatrixRMaj(taps * channels, pairs * channels);
        for (int column = 0; column < basis.numCols; column++) {
            int first = column / pairs * taps;
            int tap = column % pairs;
            int mirrored = taps - 1 - tap;
            double length = tap == mirrored ? 1 : Math.sqrt(0.5);
            basis.set(first + tap, column, length);
            basis.set(first + mirrored, column, length);
        }
        return new Subspace(new double[taps * channels], basis);
    }

    /** The part of this in which the weights have a sum, by the Householder reflection that turns the sum to an axis. */
    private Subspace withSum(double total) {
        int n = size();
        if (n == 1) {
            throw new IllegalArgumentException(
                    "the constraint on the sum of the weights leaves nothing to learn: there is"
                            + " one weight; leave it out, or learn a larger kernel");
        }
        double[] sums = sums();
        double square = 0;
        for (double sum : sums) {
            square += sum * sum;
        }
        double[] normal = sums.clone();
        normal[0] += Math.sqrt(square);
        double normalSquare = 2 * (square + sums[0] * Math.sqrt(square));
        DMatrixRMaj reflected = new DMatrixRMaj(n, n - 1);
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n - 1; column++) {
                double unit = row == column + 1 ? 1 : 0;
                reflected.set(row, column, unit - 2 * normal[row] * normal[column + 1] / normalSquare);
            }
        }
        double scale = total / square;
        double[] along = Arrays.stream(sums).map(sum -> sum * scale).toArray();
        if (basis == null) {
            return new Subspace(along, reflected);
        }
        DMatrixRMaj product = new DMatrixRMaj(basis.numRows, n - 1);
        CommonOps_DDRM.mult(basis, reflected, product);
        return new Subspace(weights(along), product);
    }

    /** Number of coordinates. */
    int size() {
        return basis == null ? origin.length : basis.numCols;
    }

    /** The sum of the weights for each coordinate of 1; no coordinate lowers it unless it is itself negative. */
    double[] sums() {
        double[] ones = new double[origin.length];
        Arrays.fill(ones, 1);
        return project(ones);
    }

    /** The weights at coordinates z; further values of z are ignored. */
    double[] weights(double[] z) {
        if (basis == null) {
            return Arrays.copyOf(z, origin.length);
        }
        double[] weights = origin.clone();
        for (int row = 0; row < weights.length; row++) {
            for (int column = 0; column < basis.numCols; column++) {
                weights[row] += basis.data[row * basis.numCols + column] * z[column];
            }
        }
        return weights;
    }

    /** Bᵀ w: of weights the coordinates of the nearest that satisfy the constraints; further values of w are ignored. */
    double[] project(double[] w) {
        if (basis == null) {
            return Arrays.copyOf(w, origin.length);
        }
        double[] z = new double[basis.numCols];
        for (int row = 0; row < origin.length; row++) {
            for (int column = 0; column < z.length; column++) {
                z[column] += basis.data[row * z.length + column] * w[row];
            }
        }
        return z;
    }

    /**
     * Bᵀ A B, of a matrix that may have a row and column more than there are weights, which stay (they belong to the
     * bias).
     */
    double[] project(double[] matrix, int rows) {
        if (basis == null) {
            return matrix;
        }
        int more = rows - origin.length;
        DMatrixRMaj wide = new DMatrixRMaj(rows, size() + more);
        CommonOps_DDRM.insert(basis, wide, 0, 0);
        for (int i = 0; i < more; i++) {
            wide.set(origin.length + i, size() + i, 1);
        }
        DMatrixRMaj half = new DMatrixRMaj(rows, wide.numCols);
        CommonOps_DDRM.mult(DMatrixRMaj.wrap(rows, rows, matrix), wide, half);
        DMatrixRMaj reduced = new DMatrixRMaj(wide.numCols, wide.numCols);
        CommonOps_DDRM.multTransA(wide, half, reduced);
        return reduced.data;
    }
}
