package io.github.kernelj.kernel;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * Weights that fit a polynomial to evenly spaced values by least squares (Savitzky and Golay, Analytical Chemistry 36,
 * 1964).
 */
final class SavitzkyGolay {

    private SavitzkyGolay() {}

    /**
     * Correlation weights that yield the given derivative of the fitted polynomial at position {@code size / 2}.
     *
     * <p>With V the Vandermonde matrix of the positions and V = QR, the coefficients of the polynomial are R⁻¹Qᵀ times
     * the values, so the weights of coefficient d are Q R⁻ᵀ e_d. Positions are scaled to about -1 to 1, which keeps V well
     * conditioned.
     *
     * @param size number of values, above {@code degree}
     * @param derivative at most {@code degree}
     */
    static double[] weights(int size, int degree, int derivative) {
        double scale = Math.max(1, size / 2);
        DMatrixRMaj vandermonde = new DMatrixRMaj(size, degree + 1);
        for (int row = 0; row < size; row++) {
            double power = 1;
            for (int column = 0; column <= degree; column++) {
                vandermonde.set(row, column, power);
                power *= (row - size / 2) / scale;
            }
        }
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(size, degree + 1);
        qr.decompose(vandermonde);
        DMatrixRMaj q = qr.getQ(null, true);
        DMatrixRMaj r = qr.getR(null, true);

        double[] solution = new double[degree + 1];
        for (int row = derivative; row <= degree; row++) {
            double rest = row == derivative ? 1 : 0;
            for (int column = derivative; column < row; column++) {
                rest -= r.get(column, row) * solution[column];
            }
            solution[row] = rest / r.get(row, row);
        }

        double perPixel = 1;
        for (int n = 1; n <= derivative; n++) {
            perPixel *= n / scale;
        }
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            for (int column = derivative; column <= degree; column++) {
                weights[i] += perPixel * q.get(i, column) * solution[column];
            }
        }
        return weights;
    }
}
