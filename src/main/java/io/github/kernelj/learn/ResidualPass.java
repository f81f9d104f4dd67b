package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/**
 * The sum of squared residuals of a kernel over a pair, from the pixels themselves: for residuals so small that the
 * statistics can't resolve them. O(taps · pixels), in double; as many planes are held as the kernel is deep.
 */
public final class ResidualPass {

    private final List<PlaneSource> inputs;
    private final PlaneSource target;
    private final Shape image;
    private final Anchor first;
    private final Shape kernel;
    private final Shape windows;
    private final double[] weights;
    private final double bias;

    private ResidualPass(ChannelPair pair, int output, Shape kernel, Anchor anchor, double[] weights, double bias) {
        this.inputs = pair.inputs();
        this.target = pair.targets().get(output);
        this.image = inputs.get(0).shape();
        this.first = pair.pair(0, output).firstTarget(kernel, anchor);
        this.kernel = kernel;
        this.windows = pair.windows(kernel);
        this.weights = weights;
        this.bias = bias;
    }

    /**
     * Σ (bias + w·p − t)² over the windows p that lie wholly on the input; those with NaN or infinite pixels are left out.
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
        return sumOfSquares(ChannelPair.of(pair), 0, kernel, anchor, weights, bias, workers, progress);
    }

    /**
     * The same for one output of a bank.
     *
     * @param weights one for each tap and input channel, channels slowest
     */
    static double sumOfSquares(
            ChannelPair pair,
            int output,
            Shape kernel,
            Anchor anchor,
            double[] weights,
            double bias,
            Workers workers,
            Progress progress)
            throws IOException {
        PatchStatistics.requireLearnable(kernel, anchor);
        long needed = kernel.volume() * pair.inputs().size();
        if (weights.length != needed) {
            throw new IllegalArgumentException(
                    "a " + kernel + " kernel has " + needed + " weights, got " + weights.length);
        }
        return new ResidualPass(pair, output, kernel, anchor, weights, bias).run(workers, progress);
    }

    private double run(Workers workers, Progress progress) throws IOException {
        float[][][] rings = new float[inputs.size()][kernel.depth()][];
        double[] ofRows = new double[windows.height()];
        double sum = 0;
        for (int z = 0; z < image.depth(); z++) {
            progress.checkCancelled();
            for (int channel = 0; channel < rings.length; channel++) {
                rings[channel][z % kernel.depth()] = inputs.get(channel).plane(z);
            }
            int output = z - kernel.depth() + 1;
            if (output >= 0) {
                float[] wanted = target.plane(first.z() + output);
                workers.run(windows.height(), y -> {
                    progress.checkCancelled();
                    ofRows[y] = row(rings, output, y, wanted);
                });
                for (double ofRow : ofRows) {
                    sum += ofRow;
                }
            }
            progress.report((z + 1.0) / image.depth());
        }
        return sum;
    }

    private double row(float[][][] rings, int output, int y, float[] wanted) {
        double[] predicted = new double[windows.width()];
        int tap = 0;
        for (float[][] ring : rings) {
            for (int z = 0; z < kernel.depth(); z++) {
                float[] plane = ring[(output + z) % ring.length];
                for (int tapY = 0; tapY < kernel.height(); tapY++) {
                    for (int tapX = 0; tapX < kernel.width(); tapX++) {
                        addTap(predicted, plane, (y + tapY) * image.width() + tapX, weights[tap++]);
                    }
                }
            }
        }
        double sum = 0;
        int from = (first.y() + y) * target.shape().width() + first.x();
        for (int x = 0; x < predicted.length; x++) {
            double residual = predicted[x] + (bias - wanted[from + x]);
            sum += Double.isFinite(residual) ? residual * residual : 0;
        }
        return sum;
    }

    private static void addTap(double[] predicted, float[] plane, int from, double weight) {
        for (int x = 0; x < predicted.length; x++) {
            predicted[x] += weight * plane[from + x];
        }
    }
}
