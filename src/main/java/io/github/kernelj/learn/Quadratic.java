package io.github.kernelj.learn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The minimum of xᵀAx − 2rᵀx, where some x are held at 0 and, if asked for, g·x = 1.
 *
 * @param a A, symmetric and positive semidefinite, row by row; not copied
 * @param r one value for each unknown; not copied
 * @param g factors of the sum; null if no sum is asked for; not copied
 */
record Quadratic(double[] a, double[] r, double[] g) {

    int size() {
        return r.length;
    }

    /** r − Ax, half the steepest descent. */
    double[] descent(double[] x) {
        double[] descent = r.clone();
        for (int column = 0; column < x.length; column++) {
            if (x[column] != 0) {
                for (int row = 0; row < descent.length; row++) {
                    // A is symmetric, so its column is read as a row.
                    descent[row] -= a[column * size() + row] * x[column];
                }
            }
        }
        return descent;
    }

    /** Solved for all unknowns; null if A isn't numerically positive definite. */
    double[] solve() {
        boolean[] all = new boolean[size()];
        Arrays.fill(all, true);
        return solve(all);
    }

    /**
     * Solved for the free unknowns, the others 0. With the multiplier ν of the sum A x = r + ν g there.
     *
     * @return null if A isn't numerically positive definite on the free unknowns, or their factors of the sum are all 0
     */
    double[] solve(boolean[] free) {
        int[] index = new int[size()];
        int count = 0;
        for (int i = 0; i < free.length; i++) {
            if (free[i]) {
                index[count++] = i;
            }
        }
        if (count == 0) {
            return g == null ? new double[size()] : null;
        }
        DMatrixRMaj part = new DMatrixRMaj(count, count);
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < count; column++) {
                part.set(row, column, a[index[row] * size() + index[column]]);
            }
        }
        LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.symmPosDef(count);
        if (!cholesky.setA(part)) {
            return null;
        }
        double[] x = spread(cholesky, r, index, count);
        return g == null ? x : withSum(x, spread(cholesky, g, index, count));
    }

    private double[] spread(LinearSolverDense<DMatrixRMaj> cholesky, double[] right, int[] index, int count) {
        DMatrixRMaj b = new DMatrixRMaj(count, 1);
        for (int i = 0; i < count; i++) {
            b.data[i] = right[index[i]];
        }
        DMatrixRMaj solution = new DMatrixRMaj(count, 1);
        cholesky.solve(b, solution);
        double[] x = new double[size()];
        for (int i = 0; i < count; i++) {
            x[index[i]] = solution.data[i];
        }
        return x;
    }

    private double[] withSum(double[] x, double[] towards) {
        double reach = sum(towards);
        if (!(reach > 0)) {
            return null;
        }
        double multiplier = (1 - sum(x)) / reach;
        for (int i = 0; i < x.length; i++) {
            x[i] += multiplier * towards[i];
        }
        return x;
    }

    /** g·x. */
    double sum(double[] x) {
        return ConjugateGradient.dot(g, x);
    }
}
