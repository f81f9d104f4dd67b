package io.github.kernelj.kernel;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How near a kernel comes to an outer product, W(x, y, z) ≈ a(x) b(y) c(z).
 *
 * <p>Alternating least squares from two starts: the lines through the largest weight, and fixed random ones. An exact
 * outer product is found at once. For a plane this is the power iteration for the largest singular value; for a volume
 * the error is an upper bound, as there may be other minima.
 */
final class RankOne {

    private static final int STEPS = 100;
    private static final double CONVERGED = 1e-14;

    private final Shape shape;
    private final float[] weights;

    private RankOne(Kernel kernel) {
        shape = kernel.shape();
        weights = kernel.weights();
    }

    /** Euclidean norm of W − a b c divided by that of W, for the best a, b, c found; 0 for an all-zero kernel. */
    static double relativeError(Kernel kernel) {
        RankOne rankOne = new RankOne(kernel);
        int largest = rankOne.largest();
        if (kernel.weights()[largest] == 0) {
            return 0;
        }
        int x = largest % kernel.shape().width();
        int y = largest / kernel.shape().width() % kernel.shape().height();
        int z = largest / kernel.shape().width() / kernel.shape().height();
        double fromLargest = rankOne.errorFrom(j -> kernel.weight(x, j, z), k -> kernel.weight(x, y, k));
        Random random = new Random(1);
        double fromRandom = rankOne.errorFrom(j -> random.nextGaussian(), k -> random.nextGaussian());
        return Math.min(fromLargest, fromRandom);
    }

    private int largest() {
        int largest = 0;
        for (int i = 1; i < weights.length; i++) {
            largest = Math.abs(weights[i]) > Math.abs(weights[largest]) ? i : largest;
        }
        return largest;
    }

    private double errorFrom(IntToDoubleFunction startY, IntToDoubleFunction startZ) {
        double[] x = new double[shape.width()];
        double[] y = IntStream.range(0, shape.height()).mapToDouble(startY).toArray();
        double[] z = IntStream.range(0, shape.depth()).mapToDouble(startZ).toArray();
        normalize(y);
        normalize(z);
        double scale = 0;
        for (int step = 0; step < STEPS; step++) {
            contract(x, y, z, 0);
            normalize(x);
            contract(x, y, z, 1);
            normalize(y);
            contract(x, y, z, 2);
            double reached = normalize(z);
            if (Math.abs(reached - scale) <= CONVERGED * reached) {
                break;
            }
            scale = reached;
        }
        contract(x, y, z, 2);
        return distance(x, y, z);
    }

    /** Puts the sum of the weights times the other two vectors into the vector of {@code axis}. */
    private void contract(double[] x, double[] y, double[] z, int axis) {
        double[] result = axis == 0 ? x : axis == 1 ? y : z;
        double[] sums = new double[result.length];
        int i = 0;
        for (int k = 0; k < z.length; k++) {
            for (int j = 0; j < y.length; j++) {
                double row = 0;
                for (int column = 0; column < x.length; column++, i++) {
                    if (axis == 0) {
                        sums[column] += weights[i] * y[j] * z[k];
                    } else {
                        row += weights[i] * x[column];
                    }
                }
                if (axis == 1) {
                    sums[j] += row * z[k];
                } else if (axis == 2) {
                    sums[k] += row * y[j];
                }
            }
        }
        System.arraycopy(sums, 0, result, 0, sums.length);
    }

    private double distance(double[] x, double[] y, double[] z) {
        double distance = 0;
        double norm = 0;
        int i = 0;
        for (double c : z) {
            for (double b : y) {
                for (double a : x) {
                    double weight = weights[i++];
                    distance += (weight - a * b * c) * (weight - a * b * c);
                    norm += weight * weight;
                }
            }
        }
        return Math.sqrt(distance / norm);
    }

    private static double normalize(double[] vector) {
        double squares = 0;
        for (double value : vector) {
            squares += value * value;
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < vector.length && norm > 0; i++) {
            vector[i] /= norm;
        }
        return norm;
    }
}
