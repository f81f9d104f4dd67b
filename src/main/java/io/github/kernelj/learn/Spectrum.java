package io.github.kernelj.learn;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues, and eigenvectors if wanted, of a symmetric positive semidefinite matrix. Eigenvalues that rounding can't
 * tell from 0 are 0.
 */
final class Spectrum {

    private final double[] values;
    private final double[][] vectors;

    private Spectrum(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /** @param matrix size x size, row by row */
    static Spectrum of(double[] matrix, int size, boolean withVectors) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, withVectors, true);
        if (!eigen.decompose(DMatrixRMaj.wrap(size, size, matrix.clone()))) {
            throw new ArithmeticException(
                    "the eigenvalues of the " + size + " x " + size + " statistics weren't found");
        }
        double[] values = new double[size];
        double largest = 0;
        for (int i = 0; i < size; i++) {
            values[i] = eigen.getEigenvalue(i).getReal();
            largest = Math.max(largest, values[i]);
        }
        double noise = 4 * Math.ulp(1.0) * size * largest;
        double[][] vectors = new double[withVectors ? size : 0][];
        for (int i = 0; i < size; i++) {
            values[i] = values[i] <= noise ? 0 : values[i];
            if (withVectors) {
                vectors[i] = eigen.getEigenVector(i).data;
            }
        }
        return new Spectrum(values, vectors);
    }

    boolean hasVectors() {
        return vectors.length > 0;
    }

    int size() {
        return values.length;
    }

    double value(int i) {
        return values[i];
    }

    double largest() {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** The smallest eigenvalue, which may be 0. */
    double least() {
        return isDeficient() ? 0 : smallest();
    }

    /** The smallest eigenvalue that isn't 0; 0 if all are. */
    double smallest() {
        double smallest = Double.POSITIVE_INFINITY;
        for (double value : values) {
            smallest = value > 0 ? Math.min(smallest, value) : smallest;
        }
        return Double.isInfinite(smallest) ? 0 : smallest;
    }

    int rank() {
        int rank = 0;
        for (double value : values) {
            rank += value > 0 ? 1 : 0;
        }
        return rank;
    }

    boolean isDeficient() {
        return rank() < values.length;
    }

    /** Largest over smallest eigenvalue; infinite if one is 0. */
    double condition() {
        return isDeficient() ? Double.POSITIVE_INFINITY : largest() / smallest();
    }

    /** The coordinates of x along the eigenvectors. */
    double[] coordinates(double[] x) {
        double[] coordinates = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            for (int k = 0; k < x.length; k++) {
                coordinates[i] += vectors[i][k] * x[k];
            }
        }
        return coordinates;
    }

    /** x plus the vector with these coordinates along the eigenvectors. */
    double[] plus(double[] x, double[] coordinates) {
        double[] sum = x.clone();
        for (int i = 0; i < vectors.length; i++) {
            if (coordinates[i] != 0) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += coordinates[i] * vectors[i][k];
                }
            }
        }
        return sum;
    }

    /** The part of x that lies along eigenvectors of eigenvalues other than 0. */
    double[] identifiable(double[] x) {
        double[] coordinates = coordinates(x);
        for (int i = 0; i < values.length; i++) {
            coordinates[i] = values[i] > 0 ? coordinates[i] : 0;
        }
        return plus(new double[x.length], coordinates);
    }

    /** The smallest vector that the matrix takes to r, as far as it can: the pseudo-inverse times r. */
    double[] solve(double[] r) {
        double[] coordinates = coordinates(r);
        for (int i = 0; i < values.length; i++) {
            coordinates[i] = values[i] > 0 ? coordinates[i] / values[i] : 0;
        }
        return plus(new double[r.length], coordinates);
    }
}
