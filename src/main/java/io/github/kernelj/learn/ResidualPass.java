package io.github.kernelj.learn;

import static io.github.kernelj.learn.CentredPlane.STRIP;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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
        double[] ofTiles = new double[across() * ceilDiv(windows.height(), PredictionTile.ROWS)];
        Queue<PredictionTile> idle = new ConcurrentLinkedQueue<>();
        double sum = 0;
        for (int z = 0; z < pair.input().shape().depth(); z++) {
            progress.checkCancelled();
            ring[z % ring.length] = pair.input().plane(z);
            int output = z - kernel.depth() + 1;
            if (output >= 0) {
                float[] target = pair.target().plane(first.z() + output);
                float[] plane = pair.weights() == null ? null : pair.weights().plane(first.z() + output);
                workers.run(ofTiles.length, number -> {
                    progress.checkCancelled();
                    PredictionTile borrowed = idle.poll();
                    PredictionTile tile = borrowed == null ? new PredictionTile(kernel, weights) : borrowed;
                    ofTiles[number] = sum(tile, number, ring, output, target, plane);
                    idle.add(tile);
                });
                for (double ofTile : ofTiles) {
                    sum += ofTile;
                }
            }
            progress.report((z + 1.0) / pair.input().shape().depth());
        }
        return sum;
    }

    private double sum(
            PredictionTile tile, int number, float[][] ring, int output, float[] target, float[] pixelWeights) {
        int left = number % across() * STRIP;
        int top = number / across() * PredictionTile.ROWS;
        int columns = Math.min(STRIP, windows.width() - left);
        int rows = Math.min(PredictionTile.ROWS, windows.height() - top);
        int width = pair.input().shape().width();
        tile.clear(bias);
        for (int tapZ = 0; tapZ < kernel.depth(); tapZ++) {
            tile.add(ring[(output + tapZ) % ring.length], width, left, top, columns, rows, tapZ);
        }
        Anchor first = pair.firstTarget(kernel, anchor);
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            int from = (first.y() + top + y) * pair.target().shape().width() + first.x() + left;
            sum += sumOfRow(tile.row(y), columns, target, pixelWeights, from);
        }
        return sum;
    }

    private static double sumOfRow(double[] predicted, int columns, float[] target, float[] pixelWeights, int from) {
        double sum = 0;
        for (int x = 0; x < columns; x++) {
            double residual = predicted[x] - target[from + x];
            double weight = pixelWeights == null ? 1 : pixelWeights[from + x];
            sum += Double.isFinite(residual) ? weight * residual * residual : 0;
        }
        return sum;
    }

    /** Number of tiles in a row. */
    private int across() {
        return ceilDiv(windows.width(), STRIP);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
