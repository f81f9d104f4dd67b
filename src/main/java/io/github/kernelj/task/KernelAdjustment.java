package io.github.kernelj.task;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelNormalization;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What settings change about a kernel before it is applied - anchor, sum, scale, bias - and what people should know of
 * it.
 */
final class KernelAdjustment {

    /** Below this part of Σ|W| a sum is nothing but the rounding of float weights. */
    private static final double ROUNDING = 1e-6;

    private final ApplySettings settings;
    private final List<String> notices;

    /** @param notices takes what people should know */
    KernelAdjustment(ApplySettings settings, List<String> notices) {
        this.settings = settings;
        this.notices = notices;
    }

    /** @throws IllegalArgumentException if the anchor lies outside the kernel */
    KernelBank of(KernelBank bank) {
        KernelBank anchored = settings.anchor()
                .map(anchor -> bank.map(kernel -> kernel.withAnchor(anchor)))
                .orElse(bank);
        List<List<Kernel>> outputs = IntStream.range(0, bank.outputs())
                .mapToObj(output -> biased(weighted(row(anchored, output))))
                .toList();
        return KernelBank.of(outputs).withName(bank.name()).withProvenance(bank.provenance());
    }

    /** Whether every output of a flat image is flat at its bias, whatever the image's value. */
    static boolean sumsToZero(KernelBank bank) {
        return IntStream.range(0, bank.outputs())
                .mapToObj(output -> joined(row(bank, output)))
                .allMatch(kernel -> Math.abs(kernel.sum()) <= ROUNDING * kernel.magnitude());
    }

    private static List<Kernel> row(KernelBank bank, int output) {
        return IntStream.range(0, bank.inputs())
                .mapToObj(input -> bank.kernel(output, input))
                .toList();
    }

    private List<Kernel> weighted(List<Kernel> row) {
        Kernel weights = joined(row);
        if (weights.magnitude() == 0) {
            notices.add("the kernel is all zero, so the result is flat");
        }
        if (settings.normalize()) {
            KernelNormalization normalization = KernelNormalization.of(weights);
            normalization.notice().ifPresent(notices::add);
            weights = normalization.kernel();
        }
        return split(settings.scale() == 1 ? weights : weights.scaled(settings.scale()), row);
    }

    /** The weights of an output's kernels as one kernel, one behind the other: they are normalized together. */
    private static Kernel joined(List<Kernel> row) {
        Shape shape = row.get(0).shape();
        int taps = (int) shape.volume();
        float[] weights = new float[Math.multiplyExact(taps, row.size())];
        for (int input = 0; input < row.size(); input++) {
            System.arraycopy(row.get(input).weights(), 0, weights, input * taps, taps);
        }
        return Kernel.of(new Shape(shape.width(), shape.height(), shape.depth() * row.size()), weights);
    }

    /** The kernels with these weights instead of their own. */
    private static List<Kernel> split(Kernel joined, List<Kernel> row) {
        float[] weights = joined.weights();
        int taps = weights.length / row.size();
        return IntStream.range(0, row.size())
                .mapToObj(input -> {
                    Kernel like = row.get(input);
                    return Kernel.of(like.shape(), Arrays.copyOfRange(weights, input * taps, (input + 1) * taps))
                            .withAnchor(like.anchor())
                            .withBias(like.bias())
                            .withName(like.name())
                            .withProvenance(like.provenance());
                })
                .toList();
    }

    /** An output's bias is the sum of its kernels' biases, so the first one takes it all. */
    private List<Kernel> biased(List<Kernel> row) {
        if (settings.bias().isEmpty()) {
            return row;
        }
        double bias = settings.bias().getAsDouble();
        return IntStream.range(0, row.size())
                .mapToObj(input -> row.get(input).withBias(input == 0 ? bias : 0))
                .toList();
    }
}
