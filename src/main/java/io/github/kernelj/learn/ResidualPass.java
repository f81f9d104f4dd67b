package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;

/**
 * The sum of squared residuals of a kernel over a pair, from the pixels themselves: for residuals so small that the
 * statistics can't resolve them. O(taps · pixels), in double; as many planes are held as the kernel is deep.
 */
public final class ResidualPass {

    private final ExamplePair pair;
    private final Shape kernel;
    private final Anchor anchor;
    private final Shape windows;
    private final double[] weights;
    private final double bias;

    private ResidualPass(ExamplePair pair, Shape kernel, Anchor anchor, double[] weights, double bias) {
        this.pair = pair;
        this.kernel = kernel;
        this.anchor = anchor;
        this.windows = pair.windows(kernel);
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * Σ (bias + w·p − t)² over the windows p that lie wholly on the input, each times its weight; those with NaN or infinite
     * pixels are left out.
     *
     * @param weights one for each tap, z, y, x with x fastest
     * @throws IllegalArgumentException if kernel and pair don't fit, as {@link PatchStatistics#of} does
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static double sumOfSquares(
            ExamplePair pair,
            Shape kernel,
            Anchor anchor,
            double[] weights,
            double bias,
            Workers workers,
            Progress progress)
            throws IOException {
        PatchStatistics.requireLearnable(kernel, anchor);
        if (weights.length != kernel.volume()) {
            throw new IllegalArgumentException(
                    "a " + kernel + " kernel has " + kernel.volume() + " weights, got " + weights.length);
        }
        return new ResidualPass(pair, kernel, anchor, weights, bias).run(workers, progress);
    }

    private double run(Workers workers, Progress progress) throws IOException {
        float[][] ring = new float[kernel.depth()][];
        Anchor first = pair.firstTarget(kernel, anchor);
        double[] ofRows = new double[windows.height()];
        double sum = 0;
        for (int z = 0; z < pair.input().shape().depth(); z++) {
            progress.checkCancelled();
            ring[z % ring.length] = pair.input().plane(z);
            int output = z - kernel.depth() + 1;
            if (output >= 0) {
                float[] target = pair.target().plane(first.z() + output);
                float[] plane = pair.weights() == null ? null : pair.weights().plane(first.z() + output);
                workers.run(windows.height(), y -> {
                    progress.checkCancelled();
                    ofRows[y] = row(ring, output, y, target, plane, first);
                });
                for (double ofRow : ofRows) {
                    sum += ofRow;
                }
            }
            progress.report((z + 1.0) / pair.input().shape().depth());
        }
        return sum;
    }

    private double row(float[][] ring, int output, int y, float[] target, float[] pixelWeights, Anchor first) {
        int width = pair.input().shape().width();
        double[] predicted = new double[windows.width()];
        int tap = 0;
        for (int z = 0; z < kernel.depth(); z++) {
            float[] plane = ring[(output + z) % ring.length];
            for (int tapY = 0; tapY < kernel.height(); tapY++) {
                for (int tapX = 0; tapX < kernel.width(); tapX++) {
                    addTap(predicted, plane, (y + tapY) * width + tapX, weights[tap++]);
                }
            }
        }
        double sum = 0;
        int from = (first.y() + y) * pair.target().shape().width() + first.x();
        for (int x = 0; x < predicted.length; x++) {
            double residual = predicted[x] + (bias - target[from + x]);
            double weight = pixelWeights == null ? 1 : pixelWeights[from + x];
            sum += Double.isFinite(residual) ? weight * residual * residual : 0;
        }
        return sum;
    }

    private static void addTap(double[] predicted, float[] plane, int from, double weight) {
        for (int x = 0; x < predicted.length; x++) {
            predicted[x] += weight * plane[from + x];
        }
    }
}
