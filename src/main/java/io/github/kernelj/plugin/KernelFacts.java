package io.github.kernelj.plugin;

import io.github.kernelj.image.Digits;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.task.ApplyPlan;
import java.util.stream.Collectors;

/** What the dialog tells of the kernel and what will be done with it. */
final class KernelFacts {

    private KernelFacts() {}

    /** Lines: the kernel, the algorithm and why, the result, what else is to be known. */
    static String of(ApplyPlan plan) {
        String notices =
                plan.notices().stream().map(notice -> "Note: " + notice + ".").collect(Collectors.joining("\n"));
        return kernel(plan.kernel()) + "\nAlgorithm: " + plan.algorithm() + ", " + sentence(plan.reason()) + "\n"
                + result(plan) + (notices.isEmpty() ? "" : "\n" + notices);
    }

    private static String kernel(KernelBank bank) {
        if (!bank.isSingle()) {
            return "Bank of " + bank.inputs() + " to " + bank.outputs() + " channels, each kernel "
                    + shape(bank.shape());
        }
        Kernel kernel = bank.single();
        return "Kernel: " + shape(kernel.shape()) + ", sum " + Digits.significant(kernel.sum(), 4) + ", anchor "
                + kernel.anchor() + (kernel.bias() == 0 ? "" : ", bias " + Digits.three(kernel.bias()));
    }

    private static String shape(Shape shape) {
        return shape + " (" + shape.volume() + (shape.volume() == 1 ? " tap)" : " taps)");
    }

    private static String result(ApplyPlan plan) {
        return "Result: " + (plan.bitDepth() == 24 ? "RGB" : plan.bitDepth() + "-bit") + ", " + plan.output()
                + " pixels";
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }
}
