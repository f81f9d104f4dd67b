package io.github.kernelj.learn;

import java.util.Arrays;

/**
 * The least-squares problem in its unknowns x: the minimum of xᵀAx − 2rᵀx for the summed loss, ridge included.
 *
 * <ul>
 *   <li>Bias learned, centred: x = w, A = G about the means; the bias follows as mean(t) − w·mean(p).
 *   <li>Bias learned, raw: x = (w, b), A = Σ (p, 1)(p, 1)ᵀ.
 *   <li>Bias fixed: x = w, A = Σ p pᵀ.
 * </ul>
 *
 * With linear constraints the coordinates of w in their {@link Subspace} stand in its place.
 */
final class Problem {

    private enum Form {
        CENTRED,
        RAW_WITH_BIAS,
        RAW
    }

    private final PatchStatistics statistics;
    private final Form form;
    private final double ridge;
    private final double[] firstValues;
    private final double fixedBias;
    private final Subspace subspace;
    private final NormalMatrix matrix;

    private Problem(
            PatchStatistics statistics,
            TrainingOptions options,
            int output,
            Form form,
            Subspace subspace,
            NormalMatrix matrix) {
        this.statistics = statistics;
        this.form = form;
        this.ridge = options.ridge() * options.loss().divisor(statistics.count());
        Start start = options.start();
        this.firstValues =
                start.values(options.shape(), options.anchor(), statistics.channels(), output, options.seed());
        this.fixedBias = start.kind() == Start.Kind.GIVEN ? firstValues[statistics.taps()] : 0;
        this.subspace = subspace;
        this.matrix = matrix == null ? matrixOf() : matrix;
    }

    static Problem of(PatchStatistics statistics, TrainingOptions options) {
        boolean plainLoop = options.rate().isPresent() && options.method().hasRate();
        Form form = !options.learnBias() ? Form.RAW : plainLoop ? Form.RAW_WITH_BIAS : Form.CENTRED;
        int channels = statistics.channels();
        Subspace subspace = Subspace.of(options.constraints(), statistics.taps() / channels, channels);
        return new Problem(statistics, options, 0, form, subspace, null);
    }

    /** The problem of another output of the same bank, whose statistics differ in the target alone. */
    Problem ofOutput(int output, PatchStatistics itsStatistics, TrainingOptions options) {
        return new Problem(itsStatistics, options, output, form, subspace, matrix);
    }

    PatchStatistics statistics() {
        return statistics;
    }

    NormalMatrix matrix() {
        return matrix;
    }

    Subspace subspace() {
        return subspace;
    }

    /** Number of unknowns. */
    int size() {
        return form == Form.RAW_WITH_BIAS ? subspace.size() + 1 : subspace.size();
    }

    /** The unknowns' start values. */
    double[] start() {
        return unknowns(firstValues, firstValues[statistics.taps()]);
    }

    double[] weights(double[] x) {
        return subspace.weights(x);
    }

    double bias(double[] x) {
        return switch (form) {
            case CENTRED -> -statistics.meanResidual(weights(x), 0);
            case RAW_WITH_BIAS -> x[subspace.size()];
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
        for (double weight : weights(x)) {
            squares += weight * weight;
        }
        return loss(x) + ridge * squares;
    }

    /** r − Ax, half the steepest descent; from the centred statistics, in which less cancels than in A itself. */
    double[] descent(double[] x) {
        double[] weights = weights(x);
        double[] descent = statistics.centredDescent(weights);
        double offset = form == Form.CENTRED ? 0 : statistics.weight() * statistics.meanResidual(weights, bias(x));
        for (int tap = 0; tap < weights.length; tap++) {
            descent[tap] -= ridge * weights[tap] + offset * statistics.mean(tap);
        }
        return unknowns(descent, -offset);
    }

    /** The unknowns that stand for weights and bias; further values of the weights are ignored. */
    private double[] unknowns(double[] weights, double bias) {
        double[] x = Arrays.copyOf(subspace.project(weights), size());
        if (form == Form.RAW_WITH_BIAS) {
            x[subspace.size()] = bias;
        }
        return x;
    }

    /** A x. */
    double[] times(double[] x) {
        return matrix.times(x);
    }

    /** The solution by Cholesky, refined twice; null if the matrix isn't numerically positive definite. */
    double[] solve() {
        if (!matrix.isSolvable()) {
            return null;
        }
        double[] x = new double[size()];
        for (int pass = 0; pass < 3; pass++) {
            double[] correction = matrix.solve(descent(x));
            for (int i = 0; i < x.length; i++) {
                x[i] += correction[i];
            }
        }
        return x;
    }

    private NormalMatrix matrixOf() {
        int taps = statistics.taps();
        int n = form == Form.RAW_WITH_BIAS ? taps + 1 : taps;
        double[] a = new double[n * n];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                double centred = row < taps && column < taps ? statistics.gram(row, column) : 0;
                double means = form == Form.CENTRED ? 0 : mean(row) * mean(column) * statistics.weight();
                a[row * n + column] = centred + means + (row == column && row < taps ? ridge : 0);
            }
        }
        return new NormalMatrix(subspace.project(a, n), size());
    }

    /** The mean of an unknown's factor: of the pixels a tap sees, and 1 for the bias. */
    private double mean(int unknown) {
        return unknown < statistics.taps() ? statistics.mean(unknown) : 1;
    }
}
