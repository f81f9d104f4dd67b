package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Objects;
import java.util.Random;

/**
 * The weights and bias that learning starts from.
 *
 * @param kind how they are made
 * @param bank the given kernels; null for every other kind
 */
public record Start(Kind kind, KernelBank bank) {

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
        /** 1 at the anchor, 0 elsewhere: the image as it is; from each channel of a bank to the same one. */
        IDENTITY,
        /** A kernel's weights and bias, or a bank's; one kernel given for a bank leads from each channel to the same one. */
        GIVEN
    }

    public static final Start UNIFORM = new Start(Kind.UNIFORM, null);
    public static final Start KAIMING = new Start(Kind.KAIMING, null);
    public static final Start ZEROS = new Start(Kind.ZEROS, null);
    public static final Start IDENTITY = new Start(Kind.IDENTITY, null);

    /** @throws IllegalArgumentException if there is a kernel for another kind than {@code GIVEN}, or none for that */
    public Start {
        Objects.requireNonNull(kind, "kind");
        if ((kind == Kind.GIVEN) != (bank != null)) {
            throw new IllegalArgumentException("a start has a kernel if, and only if, it is a given one");
        }
    }

    /** Starts from a kernel's weights and bias. */
    public static Start of(Kernel kernel) {
        return of(KernelBank.of(kernel));
    }

    /** Starts from the weights and biases of a bank. */
    public static Start of(KernelBank bank) {
        return new Start(Kind.GIVEN, Objects.requireNonNull(bank, "bank"));
    }

    /**
     * The weights of an output, channels slowest, then z, y, x with x fastest, and as the last value the bias. Random ones
     * are drawn output by output.
     *
     * @throws IllegalArgumentException if a given bank has other channels
     */
    double[] values(Shape shape, Anchor anchor, int channels, int output, long seed) {
        int taps = (int) shape.volume();
        int weights = taps * channels;
        double[] values = new double[weights + 1];
        double bound = 1 / Math.sqrt(weights);
        int same = Math.min(output, channels - 1) * taps;
        switch (kind) {
            case UNIFORM -> draw(values, weights, output, new Random(seed), 0, 1);
            case KAIMING -> draw(values, weights + 1, output, new Random(seed), -bound, bound);
            case ZEROS -> {}
            case IDENTITY -> values[same + (anchor.z() * shape.height() + anchor.y()) * shape.width() + anchor.x()] = 1;
            case GIVEN -> copy(values, channels, output, same);
        }
        return values;
    }

    private static void draw(double[] values, int count, int output, Random random, double low, double high) {
        for (int skipped = 0; skipped < output * count; skipped++) {
            random.nextDouble();
        }
        for (int i = 0; i < count; i++) {
            values[i] = low + (high - low) * random.nextDouble();
        }
    }

    private void copy(double[] values, int channels, int output, int same) {
        if (bank.isSingle()) {
            copy(bank.kernel(0, 0), values, same);
        } else {
            if (bank.inputs() != channels || output >= bank.outputs()) {
                throw new IllegalArgumentException("the start is a " + bank + ", but " + channels
                        + " input channels and at least " + (output + 1) + " output channels are learned");
            }
            for (int channel = 0; channel < channels; channel++) {
                copy(
                        bank.kernel(output, channel),
                        values,
                        channel * (int) bank.shape().volume());
            }
        }
        values[values.length - 1] = bank.isSingle() ? bank.bias(0) : bank.bias(output);
    }

    private static void copy(Kernel kernel, double[] values, int from) {
        float[] weights = kernel.weights();
        for (int i = 0; i < weights.length; i++) {
            values[from + i] = weights[i];
        }
    }
}
