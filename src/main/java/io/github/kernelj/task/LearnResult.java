package io.github.kernelj.task;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.SizeSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A learned kernel, or a bank of kernels that mixes channels.
 *
 * @param bank with its axes as the settings name them, and how it was made as provenance
 * @param fits how well and how each output channel was learned, mostly one; their kernels have x and y in the plane and z
 *     along the stack
 * @param notices what the user should know, in sentences
 * @param report whether the kernel is any good; empty if none is asked for
 * @param size how the kernel's size was chosen; empty if it was given
 */
public record LearnResult(
        KernelBank bank,
        List<Fit> fits,
        List<String> notices,
        Optional<LearnReport> report,
        Optional<SizeSelection> size) {

    public LearnResult {
        fits = List.copyOf(fits);
        notices = List.copyOf(notices);
    }

    /**
     * The kernel.
     *
     * @throws IllegalStateException if a bank was learned
     */
    public Kernel kernel() {
        return bank.single();
    }

    /** How well the kernel was learned; of a bank, its first output channel. */
    public Fit fit() {
        return fits.get(0);
    }

    /** What was learned, in plain words, a line each. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        report.ifPresent(found -> lines.addAll(found.verdict()));
        size.ifPresent(chosen -> lines.add("Size: " + chosen.chosenCandidate().shape() + ", the smallest of "
                + chosen.candidates().get(0).shape() + " to "
                + chosen.candidates().get(chosen.candidates().size() - 1).shape()
                + " that does as well as any on parts it wasn't learned from."));
        for (int output = 0; output < fits.size(); output++) {
            addSummary(fits.get(output), fits.size() == 1 ? "" : "Channel " + (output + 1) + ": ", lines);
        }
        return lines;
    }

    private void addSummary(Fit fit, String channel, List<String> lines) {
        String what = bank.isSingle()
                ? "a " + bank.shape() + " kernel"
                : bank.shape() + " kernels from " + Preparation.count(fit.bank().inputs(), "channel");
        lines.add((channel.isEmpty() ? "Learned " : channel + "learned ") + what + " from " + fit.count()
                + " windows by " + Key.word(fit.method()) + ": " + ending(fit) + ".");
        lines.add(String.format(
                Locale.ROOT,
                "R² %.6g, root mean square error %.4g, mean squared error %.4g.",
                fit.rSquared(),
                fit.rmse(),
                fit.meanLoss()));
        lines.add(String.format(
                Locale.ROOT,
                "Condition number %.3g; the largest weight is off the exact solution by %.2g of the largest.",
                fit.condition(),
                fit.distance()));
        fit.rate()
                .ifPresent(rate -> lines.add(String.format(Locale.ROOT, "Learning rate %.4g", rate)
                        + (fit.largestStableRate().isEmpty()
                                ? "."
                                : String.format(
                                        Locale.ROOT,
                                        "; the largest stable one is %.4g.",
                                        fit.largestStableRate().getAsDouble()))));
    }

    private static String ending(Fit fit) {
        String steps = fit.steps() + (fit.steps() == 1 ? " step" : " steps");
        if (fit.diverged()) {
            return "diverged, the best of " + steps + " kept";
        }
        if (fit.cancelled()) {
            return "cancelled after " + steps;
        }
        return fit.steps() == 0
                ? "solved at once"
                : fit.converged() ? "converged in " + steps : "not converged after " + steps;
    }

    /** The largest deviation of a weight from the exact kernel's, as a part of that one's largest weight. */
    double distance() {
        return fit().distance();
    }
}
