package io.github.kernelj.learn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The normal equations A x = r of some windows, about an origin that other windows share, so that those of blocks add up.
 * With a bias the unknowns are the weights and the prediction at the origin, w·origin + b − target origin; without, the
 * weights alone.
 */
final class NormalEquations {

    /**
     * What pixels and targets are counted from.
     *
     * @param means one value for each tap
     * @param target subtracted from the target
     * @param bias whether a bias is among the unknowns
     */
    record Origin(double[] means, double target, boolean bias) {

        /** The means of these windows, with a bias; the zero of all pixels and the fixed bias without. */
        static Origin of(PatchStatistics statistics, boolean learnBias, double fixedBias) {
            return learnBias
                    ? new Origin(statistics.means(), statistics.targetMean(), true)
                    : new Origin(new double[statistics.taps()], fixedBias, false);
        }
    }

    final int size;
    final long count;
    private final double[] matrix;
    private final double[] right;

    NormalEquations(PatchStatistics statistics, Origin origin) {
        int taps = statistics.taps();
        size = origin.bias() ? taps + 1 : taps;
        count = statistics.count();
        matrix = new double[size * size];
        right = new double[size];
        double[] apart = new double[size];
        for (int tap = 0; tap < taps; tap++) {
            apart[tap] = statistics.mean(tap) - origin.means()[tap];
        }
        if (origin.bias()) {
            apart[taps] = 1;
        }
        double targetApart = statistics.targetMean() - origin.target();
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double centred = row < taps && column < taps ? statistics.gram(row, column) : 0;
                matrix[row * size + column] = centred + statistics.weight() * (apart[row] * apart[column]);
            }
            right[row] = (row < taps ? statistics.cross(row) : 0) + statistics.weight() * (apart[row] * targetApart);
        }
    }

    /** Adds a penalty on the squared weights, not on the bias. */
    void addRidge(double ridge, int taps) {
        for (int tap = 0; tap < taps; tap++) {
            matrix[tap * size + tap] += ridge;
        }
    }

    double[] right() {
        return right;
    }

    /** A x. */
    double[] times(double[] x) {
        return multiply(matrix, x);
    }

    /** r − A x: the sum over the windows of what each one pulls the unknowns by. */
    double[] score(double[] x) {
        double[] score = times(x);
        for (int i = 0; i < size; i++) {
            score[i] = right[i] - score[i];
        }
        return score;
    }

    /** The inverse of A, by Cholesky; the pseudo-inverse if A isn't numerically positive definite. */
    double[] inverse() {
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
        if (solver.setA(DMatrixRMaj.wrap(size, size, matrix.clone()))) {
            DMatrixRMaj inverse = new DMatrixRMaj(size, size);
            solver.invert(inverse);
            if (Arrays.stream(inverse.data).allMatch(Double::isFinite)) {
                return inverse.data;
            }
        }
        Spectrum spectrum = Spectrum.of(matrix, size, true);
        double[] inverse = new double[size * size];
        for (int row = 0; row < size; row++) {
            double[] unit = new double[size];
            unit[row] = 1;
            System.arraycopy(spectrum.solve(unit), 0, inverse, row * size, size);
        }
        return inverse;
    }

    /** Whether the windows determine an unknown: the pseudo-inverse times A leaves it as it is. */
    boolean determines(int unknown, double[] inverse) {
        double kept = 0;
        for (int i = 0; i < size; i++) {
            kept += inverse[unknown * size + i] * matrix[i * size + unknown];
        }
        return Math.abs(kept - 1) < 1e-3;
    }

    /** A square matrix, row by row, times x. */
    static double[] multiply(double[] square, double[] x) {
        double[] product = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            double sum = 0;
            for (int column = 0; column < x.length; column++) {
                sum += square[row * x.length + column] * x[column];
            }
            product[row] = sum;
        }
        return product;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
