package io.github.kernelj.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Banks made of banks, as {@link KernelAlgebra} says of kernels. Beside a bank, a single kernel stands for the bank that
 * applies it to every channel alone.
 */
final class BankAlgebra {

    private BankAlgebra() {}

    /** @throws IllegalArgumentException if they don't have the same channels */
    static KernelBank plus(KernelBank a, double factor, KernelBank b) {
        KernelBank left = a.isSingle() && !b.isSingle() ? forEach(a.single(), b.inputs()) : a;
        KernelBank right = b.isSingle() && !a.isSingle() ? forEach(b.single(), a.inputs()) : b;
        if (left.inputs() != right.inputs() || left.outputs() != right.outputs()) {
            throw new IllegalArgumentException("banks can be added if they have the same channels, but these go from "
                    + channels(left) + " and from " + channels(right));
        }
        return bank(
                left.outputs(),
                left.inputs(),
                (output, input) -> KernelAlgebra.plus(left.kernel(output, input), factor, right.kernel(output, input)));
    }

    /**
     * What {@code a} makes of what {@code b} gives.
     *
     * @throws IllegalArgumentException if {@code a} doesn't take as many channels as {@code b} gives, or it takes too long
     */
    static KernelBank after(KernelBank a, KernelBank b) {
        KernelBank second = a.isSingle() && !b.isSingle() ? forEach(a.single(), b.outputs()) : a;
        KernelBank first = b.isSingle() && !a.isSingle() ? forEach(b.single(), a.inputs()) : b;
        if (second.inputs() != first.outputs()) {
            throw new IllegalArgumentException("the bank on the left takes " + second.inputs()
                    + " channels, but the one on the right gives " + first.outputs());
        }
        return bank(second.outputs(), first.inputs(), (output, input) -> {
            Kernel sum = null;
            for (int between = 0; between < first.outputs(); between++) {
                Kernel path = KernelAlgebra.after(
                        second.kernel(output, between).withBias(0),
                        first.kernel(between, input).withBias(0));
                sum = sum == null ? path : KernelAlgebra.plus(sum, 1, path);
            }
            return input == 0 ? sum.withBias(biasAfter(second, first, output)) : sum;
        });
    }

    private static double biasAfter(KernelBank second, KernelBank first, int output) {
        return second.bias(output)
                + IntStream.range(0, first.outputs())
                        .mapToDouble(between -> second.kernel(output, between).sum() * first.bias(between))
                        .sum();
    }

    /**
     * The kernels of every output divided by the sum of all their weights; biases stay.
     *
     * @throws IllegalArgumentException if a sum is zero, up to the rounding of the weights
     */
    static KernelBank normalize(KernelBank bank) {
        return bank(bank.outputs(), bank.inputs(), (output, input) -> {
            double sum = 0;
            double magnitude = 0;
            for (int i = 0; i < bank.inputs(); i++) {
                sum += bank.kernel(output, i).sum();
                magnitude += bank.kernel(output, i).magnitude();
            }
            if (KernelNormalization.isZero(sum, magnitude)) {
                throw new IllegalArgumentException(
                        "the weights sum to zero, so they can't be divided by their sum; leave normalize out");
            }
            return bank.kernel(output, input).scaled(1 / sum);
        });
    }

    /** @throws IllegalArgumentException if one isn't a single 1-D kernel */
    static KernelBank outer(List<KernelBank> lines) {
        for (KernelBank line : lines) {
            if (!line.isSingle()) {
                throw new IllegalArgumentException("outer takes single kernels, but one is a " + line);
            }
        }
        return KernelBank.of(
                KernelAlgebra.outer(lines.stream().map(KernelBank::single).toList()));
    }

    /** The bank that applies a kernel to every channel alone. */
    private static KernelBank forEach(Kernel kernel, int channels) {
        Kernel nothing = KernelAlgebra.times(0, kernel);
        return bank(channels, channels, (output, input) -> output == input ? kernel : nothing);
    }

    @FunctionalInterface
    private interface Cell {
        Kernel of(int output, int input);
    }

    private static KernelBank bank(int outputs, int inputs, Cell cell) {
        List<List<Kernel>> rows = new ArrayList<>();
        for (int output = 0; output < outputs; output++) {
            List<Kernel> row = new ArrayList<>();
            for (int input = 0; input < inputs; input++) {
                row.add(cell.of(output, input));
            }
            rows.add(row);
        }
        return KernelBank.of(rows);
    }

    private static String channels(KernelBank bank) {
        return bank.inputs() + " to " + bank.outputs();
    }
}
