package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Pairs of which everything is known: an input, white or smooth, and a target that a kernel makes of it, with noise in the
 * target alone, white or correlated.
 *
 * @param image shape of the input
 * @param kernel shape of the kernel to be learned
 * @param smooth standard deviation, in pixels, of the Gaussian that smooths the input's white noise; 0 for none
 * @param correlated the same of the target's noise
 * @param signalToNoise the target's variance over that of its noise
 * @param change by which part of itself the kernel grows from the left edge to the right
 */
record Simulation(Shape image, Shape kernel, double smooth, double correlated, double signalToNoise, double change) {

    static Simulation of(Shape image, Shape kernel, double smooth, double correlated) {
        return new Simulation(image, kernel, smooth, correlated, 1000, 0);
    }

    Simulation changing(double newChange) {
        return new Simulation(image, kernel, smooth, correlated, signalToNoise, newChange);
    }

    static double[] weights(Random random, int taps) {
        return random.doubles(taps, -1, 1).toArray();
    }

    /** Weights of the kernel that are 0 but for a box in its middle, whose outermost ring has a tenth of the energy. */
    double[] ringed(Random random, int extent) {
        double[] weights = new double[(int) kernel.volume()];
        double ring = 0;
        double inside = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < weights.length; i++) {
                int fromCentre = fromCentre(i);
                if (fromCentre <= extent / 2) {
                    boolean outer = fromCentre == extent / 2;
                    if (pass == 0) {
                        weights[i] = random.nextGaussian();
                        ring += outer ? weights[i] * weights[i] : 0;
                        inside += outer ? 0 : weights[i] * weights[i];
                    } else {
                        weights[i] *= Math.sqrt(outer ? 0.1 / ring : 0.9 / inside);
                    }
                }
            }
        }
        return weights;
    }

    private int fromCentre(int tap) {
        int x = tap % kernel.width() - kernel.width() / 2;
        int y = tap / kernel.width() % kernel.height() - kernel.height() / 2;
        int z = tap / kernel.width() / kernel.height() - kernel.depth() / 2;
        return Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z)));
    }

    ExamplePair pair(double[] weights, Random random) {
        Volume input = Volume.of(image, field(image, smooth, random));
        Shape windows = new Shape(
                image.width() - kernel.width() + 1,
                image.height() - kernel.height() + 1,
                image.depth() - kernel.depth() + 1);
        float[] target = target(input, windows, weights);
        double mean = 0;
        for (float value : target) {
            mean += value / (double) target.length;
        }
        double variance = 0;
        for (float value : target) {
            variance += (value - mean) * (value - mean) / target.length;
        }
        double strength = Math.sqrt(variance / signalToNoise);
        float[] noise = field(windows, correlated, random);
        for (int i = 0; i < target.length; i++) {
            target[i] += (float) (strength * noise[i]);
        }
        return new ExamplePair(input, Volume.of(windows, target));
    }

    private float[] target(Volume input, Shape windows, double[] weights) {
        double[] sums = new double[(int) windows.volume()];
        for (int tap = 0; tap < weights.length; tap++) {
            int dx = tap % kernel.width();
            int dy = tap / kernel.width() % kernel.height();
            int dz = tap / kernel.width() / kernel.height();
            for (int z = 0; weights[tap] != 0 && z < windows.depth(); z++) {
                float[] plane = input.plane(z + dz);
                for (int y = 0; y < windows.height(); y++) {
                    int from = (y + dy) * image.width() + dx;
                    int to = (z * windows.height() + y) * windows.width();
                    for (int x = 0; x < windows.width(); x++) {
                        sums[to + x] += weights[tap] * plane[from + x];
                    }
                }
            }
        }
        float[] target = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            double place = (double) (i % windows.width()) / windows.width() - 0.5;
            target[i] = (float) (sums[i] * (1 + change * place));
        }
        return target;
    }

    BlockStatistics blocks(ExamplePair pair, BlockGrid grid) throws IOException {
        try (Workers one = new Workers(1)) {
            return BlockStatistics.of(List.of(pair), kernel, Anchor.centreOf(kernel), grid, one, Progress.NONE);
        }
    }

    List<Block> blocks(ExamplePair pair) throws IOException {
        return blocks(pair, BlockGrid.choose(kernel, List.of(pair.windows(kernel))))
                .places();
    }

    /** Gaussian noise of mean 0 and variance 1, smoothed along every axis, the far edge next to the near one. */
    static float[] field(Shape shape, double sigma, Random random) {
        double[] values = new double[(int) shape.volume()];
        Arrays.setAll(values, i -> random.nextGaussian());
        if (sigma > 0) {
            values = smoothed(values, shape.width(), 1, sigma);
            values = smoothed(values, shape.height(), shape.width(), sigma);
            values = shape.depth() == 1
                    ? values
                    : smoothed(values, shape.depth(), shape.width() * shape.height(), sigma);
            double scale = 1
                    / Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElseThrow());
            values = Arrays.stream(values).map(v -> v * scale).toArray();
        }
        float[] field = new float[values.length];
        for (int i = 0; i < field.length; i++) {
            field[i] = (float) values[i];
        }
        return field;
    }

    private static double[] smoothed(double[] values, int extent, int pitch, double sigma) {
        int radius = (int) Math.ceil(4 * sigma);
        double[] taps = new double[2 * radius + 1];
        Arrays.setAll(taps, i -> Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma)));
        double[] smooth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int place = i / pitch % extent;
            for (int k = -radius; k <= radius; k++) {
                int other = Math.floorMod(place + k, extent);
                smooth[i] += taps[k + radius] * values[i + (other - place) * pitch];
            }
        }
        return smooth;
    }
}
