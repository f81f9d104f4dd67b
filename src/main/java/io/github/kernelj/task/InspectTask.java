package io.github.kernelj.task;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.KernelInspection;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.VoxelSize;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells in text what a kernel is.
 *
 * @param expression the kernel
 */
public record InspectTask(KernelExpression expression) {

    /** Weights of larger kernels aren't written out. */
    private static final int LARGEST_SHOWN = 400;

    /** @throws IllegalArgumentException if the text isn't a kernel expression */
    public static InspectTask of(String kernel) {
        return new InspectTask(KernelExpression.parse(kernel));
    }

    /**
     * The report, a line each.
     *
     * @throws IOException if the kernel file can't be read
     */
    public List<String> report() throws IOException {
        KernelBank bank = expression.evaluate(VoxelSize.PIXEL);
        List<String> lines = new ArrayList<>();
        if (!bank.isSingle()) {
            lines.add("bank: " + bank.inputs() + " to " + bank.outputs() + " channels");
        }
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                if (!bank.isSingle()) {
                    lines.add("");
                    lines.add("from channel " + (input + 1) + " to channel " + (output + 1));
                }
                describe(bank.isSingle() ? bank.single() : bank.kernel(output, input), lines);
            }
        }
        bank.provenance().forEach((key, value) -> lines.add(key + ": " + value));
        return lines;
    }

    private static void describe(Kernel kernel, List<String> lines) {
        KernelInspection inspection = KernelInspection.of(kernel);
        lines.add("kernel: " + (kernel.name().isEmpty() ? "(no name)" : kernel.name()));
        lines.add("shape: " + inspection.shape() + " (" + inspection.taps()
                + (inspection.taps() == 1 ? " tap)" : " taps)"));
        lines.add("anchor: " + kernel.anchor() + " (x, y, z from 0)");
        lines.add("bias: " + number(kernel.bias()));
        lines.add("sum: " + number(inspection.sum()));
        lines.add("sum of magnitudes: " + number(inspection.magnitude()));
        lines.add("norm: " + number(inspection.norm()));
        inspection.rank().ifPresent(rank -> lines.add("rank: " + rank));
        lines.add("separable: "
                + (inspection.isSeparable()
                        ? "yes"
                        : "no, nearest separable kernel off by " + number(inspection.separableError())
                                + " of the norm"));
        lines.add("symmetry: x " + Key.word(inspection.alongX()) + ", y " + Key.word(inspection.alongY()) + ", z "
                + Key.word(inspection.alongZ()));
        inspection.notices().forEach(notice -> lines.add("note: " + notice));
        if (inspection.taps() <= LARGEST_SHOWN) {
            lines.add("weights (cross-correlation):");
            KernelText.format(kernel).lines().forEach(lines::add);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.7g", value).replaceFirst("\\.?0+(e|$)", "$1");
    }
}
