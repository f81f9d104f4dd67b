package io.github.kernelj.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the user should know of a fit, in sentences. */
final class FitNotices {

    private FitNotices() {}

    /** How much of the kernel the pair doesn't determine, and why. */
    static String shortfall(Spectrum spectrum, Problem problem) {
        PatchStatistics statistics = problem.statistics();
        boolean flat = true;
        for (int tap = 0; tap < statistics.taps(); tap++) {
            flat &= statistics.gram(tap, tap) == 0;
        }
        String why = flat
                ? " (the input image is flat)"
                : statistics.count() < spectrum.size() ? " (it has only " + statistics.count() + " windows)" : "";
        return "the pair determines " + spectrum.rank() + " of " + spectrum.size() + " unknowns" + why;
    }

    static List<String> of(Training training, Spectrum spectrum, Outcome outcome, double rate, double stable) {
        TrainingOptions options = training.options();
        List<String> notices = new ArrayList<>();
        long excluded = training.problem().statistics().excluded();
        if (excluded > 0) {
            notices.add(excluded + " windows with NaN or infinite pixels were left out");
        }
        if (spectrum.isDeficient()) {
            notices.add("the kernel is not identifiable: " + shortfall(spectrum, training.problem())
                    + (options.minimumNorm()
                            ? "; this is the answer of the smallest weights"
                            : "; the rest stays as it started"));
        }
        if (options.rate().isPresent() && !options.method().hasRate()) {
            notices.add("the learning rate plays no part in this method");
        }
        addEnding(training, spectrum, outcome, rate, stable, notices);
        if (training.leavesReportsOut(outcome.steps())) {
            notices.add("only the first " + Training.MAX_REPORTS + " losses were reported");
        }
        return notices;
    }

    private static void addEnding(
            Training training, Spectrum spectrum, Outcome outcome, double rate, double stable, List<String> notices) {
        Method method = training.options().method();
        String limit = String.format(Locale.ROOT, "the largest stable rate for this pair is %.3g", stable);
        switch (outcome.end()) {
            case DIVERGED ->
                notices.add(String.format(
                        Locale.ROOT,
                        "diverged: at rate %.3g the loss grows after step %d, whose" + " kernel is kept; %s",
                        rate,
                        outcome.steps(),
                        limit));
            case CANCELLED ->
                notices.add("cancelled; this is the best kernel of the first " + outcome.steps() + " steps");
            case DONE -> {
                if (method.canDiverge() && rate > stable) {
                    notices.add(limit + "; with more steps the loss would grow");
                } else if (method == Method.ADAM && training.hasGrown()) {
                    notices.add(String.format(
                            Locale.ROOT,
                            "the loss ended above where it began: Adam's steps are about as long as its rate, %.3g; choose one"
                                    + " well below the weights",
                            rate));
                } else if (training.untilConverged() && !training.hasConverged(outcome.x())) {
                    notices.add(String.format(
                            Locale.ROOT,
                            "not converged after %d steps (condition number %.2g); try"
                                    + " conjugate gradients or the exact solution%s",
                            outcome.steps(),
                            spectrum.condition(),
                            training.options().learnBias() ? "" : ", or learn a bias"));
                }
            }
        }
    }
}
