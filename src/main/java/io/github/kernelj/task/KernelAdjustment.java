package io.github.kernelj.task;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import java.util.ArrayList;
import java.util.List;

/**
 * What settings change about a kernel before it is applied - anchor, sum, scale, bias - and what people should know of
 * it.
 */
final class KernelAdjustment {

    /** Below this part of Σ|W| a sum is nothing but the rounding of float weights. */
    private static final double ROUNDING = 1e-6;

    /** Below this part of Σ|W|, normalizing blows the weights up. */
    private static final double NEARLY_ZERO = 1e-2;

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
        List<List<Kernel>> outputs = new ArrayList<>();
        for (int output = 0; output < bank.outputs(); output++) {
            outputs.add(biased(scaled(row(anchored, output), output, bank.outputs())));
        }
        return KernelBank.of(outputs).withName(bank.name()).withProvenance(bank.provenance());
    }

    private static List<Kernel> row(KernelBank bank, int output) {
        List<Kernel> row = new ArrayList<>();
        for (int input = 0; input < bank.inputs(); input++) {
            row.add(bank.kernel(output, input));
        }
        return row;
    }

    private List<Kernel> scaled(List<Kernel> row, int output, int outputs) {
        double sum = row.stream().mapToDouble(Kernel::sum).sum();
        double magnitude = row.stream().mapToDouble(Kernel::magnitude).sum();
        String kernel = outputs == 1 ? "the kernel" : "the kernel of output channel " + (output + 1);
        if (magnitude == 0) {
            notices.add(kernel + " is all zero, so the result is flat");
        }
        double factor = settings.scale() * (settings.normalize() ? 1 / divisor(kernel, sum, magnitude) : 1);
        return factor == 1 ? row : row.stream().map(each -> each.scaled(factor)).toList();
    }

    private double divisor(String kernel, double sum, double magnitude) {
        if (Math.abs(sum) <= ROUNDING * magnitude) {
            notices.add("the weights of " + kernel + " sum to zero, so they aren't normalized (divisor 1)");
            return 1;
        }
        if (Math.abs(sum) <= NEARLY_ZERO * magnitude) {
            notices.add("the weights of " + kernel + " sum to nearly zero (" + (float) sum + "), so normalizing makes them "
                    + (float) Math.abs(1 / sum) + " times as large");
        }
        return sum;
    }

    /** An output's bias is the sum of its kernels' biases, so the first one takes it all. */
    private List<Kernel> biased(List<Kernel> row) {
        if (settings.bias().isEmpty()) {
            return row;
        }
        List<Kernel> biased = new ArrayList<>();
        for (Kernel kernel : row) {
            biased.add(kernel.withBias(biased.isEmpty() ? settings.bias().getAsDouble() : 0));
        }
        return biased;
    }
}
