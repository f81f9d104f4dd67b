package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.util.Objects;
import java.util.Random;

/**
 * The weights and bias that learning starts from.
 *
 * @param kind how they are made
 * @param kernel the given kernel; null for every other kind
 */
public record Start(Kind kind, Kernel kernel) {

    /** How the start is made. Numbers are drawn with {@link Random} from the seed. */
    public enum Kind {
        /** Weights uniform in [0, 1), bias 0. */
        UNIFORM,
        /**
         * Weights and bias uniform within ±1/√taps, as PyTorch starts a convolution; after He et al. (2015), "Delving deep
         * into rectifiers".
         */
        KAIMING,
        /** All 0. */
        ZEROS,
        /** 1 at the anchor, 0 elsewhere: the image as it is. */
        IDENTITY,
        /** A kernel's weights and bias. */
        GIVEN
    }

    public static final Start UNIFORM = new Start(Kind.UNIFORM, null);
    public static final Start KAIMING = new Start(Kind.KAIMING, null);
    public static final Start ZEROS = new Start(Kind.ZEROS, null);
    public static final Start IDENTITY = new Start(Kind.IDENTITY, null);

    /** @throws IllegalArgumentException if there is a kernel for another kind than {@code GIVEN}, or none for that */
    public Start {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.GIVEN) != (kernel != null)) {
            throw new IllegalArgumentException("a start has a kernel if, and only if, it is a given one");
        }
    }

    /** Starts from a kernel's weights and bias. */
    public static Start of(Kernel kernel) {
        return new Start(Kind.GIVEN, Objects.requireNonNull(kernel, "kernel"));
    }

    /** The weights, z, y, x with x fastest, and as the last value the bias. */
    double[] values(Shape shape, Anchor anchor, long seed) {
        int taps = (int) shape.volume();
        double[] values = new double[taps + 1];
        Random random = new Random(seed);
        switch (kind) {
            case UNIFORM -> fill(values, taps, random, 0, 1);
            case KAIMING -> fill(values, taps + 1, random, -1 / Math.sqrt(taps), 1 / Math.sqrt(taps));
            case ZEROS -> {}
            case IDENTITY -> values[(anchor.z() * shape.height() + anchor.y()) * shape.width() + anchor.x()] = 1;
            case GIVEN -> copy(values);
        }
        return values;
    }

    private static void fill(double[] values, int count, Random random, double low, double high) {
        for (int i = 0; i < count; i++) {
            values[i] = low + (high - low) * random.nextDouble();
        }
    }

    private void copy(double[] values) {
        float[] weights = kernel.weights();
        for (int i = 0; i < weights.length; i++) {
            values[i] = weights[i];
        }
        values[weights.length] = kernel.bias();
    }
}
