package io.github.kernelj.learn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The symmetric matrix of the normal equations, which all outputs of a bank share, and what is worked out of it once: its
 * spectrum and its Cholesky factor. For one thread.
 */
final class NormalMatrix {

    private final double[] values;
    private final int size;
    private LinearSolverDense<DMatrixRMaj> solver;
    private boolean singular;
    private Spectrum spectrum;

    /** @param values size x size, row by row; not copied */
    NormalMatrix(double[] values, int size) {
        this.values = values;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** Row by row; not to be changed. */
    double[] values() {
        return values;
    }

    Spectrum spectrum(boolean withVectors) {
        if (spectrum == null || withVectors && !spectrum.hasVectors()) {
            spectrum = Spectrum.of(values, size, withVectors);
        }
        return spectrum;
    }

    /** A x. */
    double[] times(double[] x) {
        double[] product = new double[size];
        for (int row = 0; row < size; row++) {
            double sum = 0;
            for (int column = 0; column < size; column++) {
                sum += values[row * size + column] * x[column];
            }
            product[row] = sum;
        }
        return product;
    }

    /** Whether {@link #solve} can be asked: the matrix is numerically positive definite. */
    boolean isSolvable() {
        if (solver == null && !singular) {
            LinearSolverDense<DMatrixRMaj> cholesky = LinearSolverFactory_DDRM.symmPosDef(size);
            singular = !cholesky.setA(DMatrixRMaj.wrap(size, size, values.clone()));
            solver = singular ? null : cholesky;
        }
        return !singular;
    }

    /** A⁻¹ r by Cholesky. */
    double[] solve(double[] r) {
        if (!isSolvable()) {
            throw new IllegalStateException("the matrix isn't positive definite");
        }
        DMatrixRMaj x = new DMatrixRMaj(size, 1);
        solver.solve(DMatrixRMaj.wrap(size, 1, r.clone()), x);
        return Arrays.copyOf(x.data, size);
    }

    /** The diagonal of A⁻¹. */
    double[] inverseDiagonal() {
        if (!isSolvable()) {
            throw new IllegalStateException("the matrix isn't positive definite");
        }
        DMatrixRMaj inverse = new DMatrixRMaj(size, size);
        solver.invert(inverse);
        double[] diagonal = new double[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = inverse.get(i, i);
        }
        return diagonal;
    }
}
