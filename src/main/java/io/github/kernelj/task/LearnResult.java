package io.github.kernelj.task;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.SizeSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A learned kernel.
 *
 * @param kernel with its axes as the settings name them, and how it was made as provenance
 * @param fit how well and how it was learned; its kernels have x and y in the plane and z along the stack
 * @param report whether the kernel is any good; empty if none is asked for
 * @param size how the kernel's size was chosen; empty if it was given
 */
public record LearnResult(Kernel kernel, Fit fit, Optional<LearnReport> report, Optional<SizeSelection> size) {

    /** What was learned, in plain words, a line each. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        report.ifPresent(found -> lines.addAll(found.verdict()));
        size.ifPresent(chosen -> lines.add("Size: " + chosen.chosenCandidate().shape() + ", the smallest of "
                + chosen.candidates().get(0).shape() + " to "
                + chosen.candidates().get(chosen.candidates().size() - 1).shape()
                + " that does as well as any on parts it wasn't learned from."));
        lines.add("Learned a " + kernel.shape() + " kernel from " + fit.count() + " windows by "
                + Key.word(fit.method()) + ": " + ending() + ".");
        lines.add(String.format(
                Locale.ROOT,
                "R² %.6g, root mean square error %.4g, mean squared error %.4g.",
                fit.rSquared(),
                fit.rmse(),
                fit.meanLoss()));
        lines.add(String.format(
                Locale.ROOT,
                "Condition number %.3g; the largest weight is off the exact solution by %.2g of the" + " largest.",
                fit.condition(),
                distance()));
        fit.rate()
                .ifPresent(rate -> lines.add(String.format(
                        Locale.ROOT,
                        "Learning rate %.4g; the largest stable one is %.4g.",
                        rate,
                        fit.largestStableRate().orElse(Double.NaN))));
        return lines;
    }

    private String ending() {
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
        float[] exact = fit.exact().weights();
        float[] learned = fit.kernel().weights();
        double largest = 0;
        double deviation = 0;
        for (int i = 0; i < exact.length; i++) {
            largest = Math.max(largest, Math.abs(exact[i]));
            deviation = Math.max(deviation, Math.abs((double) learned[i] - exact[i]));
        }
        return largest == 0 ? deviation : deviation / largest;
    }
}
