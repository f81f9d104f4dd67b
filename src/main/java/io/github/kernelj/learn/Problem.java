package io.github.kernelj.learn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The least-squares problem in its unknowns x: the minimum of xᵀAx − 2rᵀx for the summed loss, ridge included.
 *
 * <ul>
 *   <li>Bias learned, centred: x = w, A = G about the means; the bias follows as mean(t) − w·mean(p).
 *   <li>Bias learned, raw: x = (w, b), A = Σ (p, 1)(p, 1)ᵀ.
 *   <li>Bias fixed: x = w, A = Σ p pᵀ.
 * </ul>
 */
final class Problem {

    private enum Form {
        CENTRED,
        RAW_WITH_BIAS,
        RAW
    }

    private final PatchStatistics statistics;
    private final Form form;
    private final double fixedBias;
    private final double ridge;
    private final double[] matrix;

    private Problem(PatchStatistics statistics, Form form, double fixedBias, double ridge) {
        this.statistics = statistics;
        this.form = form;
        this.fixedBias = fixedBias;
        this.ridge = ridge;
        this.matrix = matrixOf();
    }

    static Problem of(PatchStatistics statistics, TrainingOptions options) {
        boolean plainLoop = options.rate().isPresent() && options.method().hasRate();
        Form form = !options.learnBias() ? Form.RAW : plainLoop ? Form.RAW_WITH_BIAS : Form.CENTRED;
        double[] start = options.start().values(options.shape(), options.anchor(), options.seed());
        double bias = options.start().kind() == Start.Kind.GIVEN ? start[statistics.taps()] : 0;
        double perWindow = options.loss().divisor(statistics.count());
        return new Problem(statistics, form, bias, options.ridge() * perWindow);
    }

    PatchStatistics statistics() {
        return statistics;
    }

    /** Number of unknowns. */
    int size() {
        return form == Form.RAW_WITH_BIAS ? statistics.taps() + 1 : statistics.taps();
    }

    Spectrum spectrum(boolean withVectors) {
        return Spectrum.of(matrix, size(), withVectors);
    }

    /** The unknowns' start values. */
    double[] start(TrainingOptions options) {
        double[] values = options.start().values(options.shape(), options.anchor(), options.seed());
        return form == Form.RAW_WITH_BIAS ? values : Arrays.copyOf(values, statistics.taps());
    }

    double[] weights(double[] x) {
        return Arrays.copyOf(x, statistics.taps());
    }

    double bias(double[] x) {
        return switch (form) {
            case CENTRED -> -statistics.meanResidual(x, 0);
            case RAW_WITH_BIAS -> x[statistics.taps()];
            case RAW -> fixedBias;
        };
    }

    /** The sum of squared errors. */
    double loss(double[] x) {
        return statistics.loss(weights(x), bias(x));
    }

    /** What is minimised: the sum of squared errors, and the ridge. */
    double objective(double[] x) {
        double squares = 0;
        for (int tap = 0; tap < statistics.taps(); tap++) {
            squares += x[tap] * x[tap];
        }
        return loss(x) + ridge * squares;
    }

    /** r − Ax, half the steepest descent; from the centred statistics, in which less cancels than in A itself. */
    double[] descent(double[] x) {
        double[] weights = weights(x);
        double[] centred = statistics.centredDescent(weights);
        double offset = form == Form.CENTRED ? 0 : statistics.weight() * statistics.meanResidual(weights, bias(x));
        double[] descent = new double[size()];
        for (int tap = 0; tap < weights.length; tap++) {
            descent[tap] = centred[tap] - ridge * weights[tap] - offset * statistics.mean(tap);
        }
        if (form == Form.RAW_WITH_BIAS) {
            descent[weights.length] = -offset;
        }
        return descent;
    }

    /** A x. */
    double[] times(double[] x) {
        double[] product = new double[x.length];
        for (int row = 0; row < x.length; row++) {
            for (int column = 0; column < x.length; column++) {
                product[row] += matrix[row * x.length + column] * x[column];
            }
        }
        return product;
    }

    /** The solution by Cholesky, refined twice; null if the matrix isn't numerically positive definite. */
    double[] solve() {
        int n = size();
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(n);
        if (!solver.setA(DMatrixRMaj.wrap(n, n, matrix.clone()))) {
            return null;
        }
        double[] x = new double[n];
        for (int pass = 0; pass < 3; pass++) {
            DMatrixRMaj correction = new DMatrixRMaj(n, 1);
            solver.solve(DMatrixRMaj.wrap(n, 1, descent(x)), correction);
            for (int i = 0; i < n; i++) {
                x[i] += correction.data[i];
            }
        }
        return x;
    }

    private double[] matrixOf() {
        int n = size();
        int taps = statistics.taps();
        double[] a = new double[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double centred = row < taps && column < taps ? statistics.gram(row, column) : 0;
                double means = form == Form.CENTRED ? 0 : mean(row) * mean(column) * statistics.weight();
                a[row * n + column] = centred + means + (row == column && row < taps ? ridge : 0);
            }
        }
        return a;
    }

    /** The mean of an unknown's factor: of the pixels a tap sees, and 1 for the bias. */
    private double mean(int unknown) {
        return unknown < statistics.taps() ? statistics.mean(unknown) : 1;
    }
}
