package io.github.kernelj.benchmark;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.util.Random;

/** Kernels to be timed. */
final class Kernels {

    private Kernels() {}

    /** A kernel that no trick makes smaller. */
    static Kernel random(Shape shape) {
        return random(shape, shape.volume());
    }

    static Kernel random(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.3f;
        }
        return Kernel.of(shape, weights);
    }

    /** A line of a Gaussian bell. */
    static float[] gaussian(int k) {
        float[] line = new float[k];
        for (int i = 0; i < k; i++) {
            line[i] = (float) Math.exp(-16.0 * (i - k / 2) * (i - k / 2) / (k * k));
        }
        return line;
    }

    /** The square kernel that a line is the factor of, in both directions. */
    static Kernel outer(float[] line) {
        float[] weights = new float[line.length * line.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = line[i / line.length] * line[i % line.length];
        }
        return Kernel.of(Shape.of(line.length, line.length), weights);
    }
}
