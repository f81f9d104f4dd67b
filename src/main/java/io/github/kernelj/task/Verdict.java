package io.github.kernelj.task;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.Diagnosis;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.InvarianceTest;
import io.github.kernelj.learn.LinearityCheck;
import io.github.kernelj.learn.Quality;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.learn.StandardErrors;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whether a learned kernel is any good, in plain words: a few sentences, the most important first. */
final class Verdict {

    /** Standard errors by which learned weights may be off the exact solution without a word. */
    private static final double NEAR = 0.5;

    private static final double MANY = 1000;

    /** A part of the range below which residuals are the rounding of float pixels. */
    private static final double ROUNDING = 1e-6;

    private final Shape shape;
    private final Fit fit;
    private final Diagnosis diagnosis;
    private final List<String> sentences = new ArrayList<>();

    private Verdict(Fit fit, Diagnosis diagnosis) {
        this.shape = fit.kernel().shape();
        this.fit = fit;
        this.diagnosis = diagnosis;
    }

    static List<String> of(Fit fit, Diagnosis diagnosis) {
        Verdict verdict = new Verdict(fit, diagnosis);
        verdict.addIdentifiable();
        if (diagnosis.after().rmse() < ROUNDING * diagnosis.range()
                && diagnosis.before().rmse() > 0) {
            verdict.sentences.add("A " + verdict.shape
                    + " linear filter explains all of the change from input to target: what is left is rounding, so there"
                    + " is no noise from which to judge more.");
            return List.copyOf(verdict.sentences);
        }
        verdict.addQuality();
        verdict.addInvariance();
        verdict.addSize();
        verdict.addLinearity();
        verdict.addConvergence();
        verdict.addWarnings();
        return List.copyOf(verdict.sentences);
    }

    private void addIdentifiable() {
        double[] errors = diagnosis.errors().weights();
        long open = Arrays.stream(errors).filter(Double::isInfinite).count();
        if (open > 0) {
            sentences.add("The kernel is not identifiable: the pair doesn't determine "
                    + (open == errors.length ? "any of its weights" : open + " of its " + errors.length + " weights")
                    + ", as with a flat image.");
        }
    }

    private void addQuality() {
        Quality judged = diagnosis.heldOut().orElse(diagnosis.after());
        double before = diagnosis.before().rmse();
        double change = 1 - judged.rmse() * judged.rmse() / (before * before);
        String where = diagnosis.heldOut().isPresent() ? " on parts that it wasn't learned from" : "";
        if (before == 0) {
            sentences.add("The target is the input itself: there is nothing to learn.");
        } else if (change < 0) {
            sentences.add("A " + shape + " linear filter explains nothing of the change" + where
                    + ": the input itself is nearer to the target.");
        } else {
            sentences.add("A " + shape + " linear filter explains " + percent(change) + " of the change from input to"
                    + " target" + where + ".");
        }
    }

    private void addInvariance() {
        InvarianceTest test = diagnosis.invariance();
        if (test.isInvariant().isEmpty()) {
            sentences.add("Whether it is the same everywhere can't be told: the pair is too small.");
        } else if (test.isInvariant().get()) {
            sentences.add("It is the same everywhere, as far as the noise lets one tell (p = " + p(test.p()) + ").");
        } else {
            sentences.add("It is not the same everywhere (p = " + p(test.p()) + "): between parts of the image the"
                    + " filtered pixels differ by " + percent(test.change()) + " of their standard deviation.");
        }
    }

    private void addSize() {
        if (diagnosis.sizes().isEmpty()) {
            return;
        }
        SizeSelection sizes = diagnosis.sizes().get();
        Shape enough = sizes.chosenCandidate().shape();
        if (enough.equals(shape)) {
            sentences.add(shape + " is enough: larger kernels do no better, smaller ones do worse.");
        } else if (enough.volume() < shape.volume()) {
            sentences.add("A smaller kernel would do: " + enough + " is as good.");
        } else {
            double own =
                    sizes.candidate(shape).map(SizeSelection.Candidate::heldOut).orElse(Double.NaN);
            double better = 1 - Math.sqrt(sizes.chosenCandidate().heldOut() / own);
            sentences.add(shape + " is too small: " + enough + " leaves an error " + percent(better) + " smaller"
                    + (sizes.chosen() == sizes.candidates().size() - 1 ? ", and is the largest that was tried." : "."));
            if (diagnosis.invariance().isInvariant().filter(same -> !same).isPresent()) {
                sentences.add(
                        "A kernel that is too small adapts to what the image shows, so it may differ from place to"
                                + " place for that reason alone.");
            }
        }
    }

    private void addLinearity() {
        LinearityCheck check = diagnosis.linearity();
        if (check.isLinear().isPresent() && !check.isLinear().get()) {
            sentences.add("A linear filter isn't all: what it leaves bends with intensity (p = " + p(check.p())
                    + "), which" + " makes " + percent(check.explained()) + " of the squared error.");
        }
    }

    private void addConvergence() {
        StandardErrors errors = diagnosis.errors();
        double distance = errors.distance(fit.weights());
        if (distance > NEAR && !fit.converged()) {
            sentences.add("The steps ended before the exact solution: a weight is still "
                    + (distance > MANY ? "more than " + DemoText.grouped((long) MANY) : number(distance))
                    + " standard errors off it.");
        }
    }

    private void addWarnings() {
        if (diagnosis.inputNoise().isTooMuch()) {
            sentences.add(
                    (diagnosis.inputNoise().estimated() ? "Noise in the input may pull" : "Noise in the input pulls")
                            + " the weights towards 0: it makes "
                            + percent(Math.min(1, diagnosis.inputNoise().share()))
                            + " of the input's weakest component.");
        }
        if (diagnosis.clipping().matters()) {
            sentences.add(percent(diagnosis.clipping().part())
                    + " of the target's pixels are clipped, which no linear filter explains.");
        }
        if (diagnosis.noise().growsWithIntensity() || diagnosis.noise().growsWithPlace()) {
            sentences.add("What is left is not equally strong everywhere: it changes with "
                    + (diagnosis.noise().growsWithIntensity() ? "intensity" : "the place in the image")
                    + (diagnosis.noise().growsWithIntensity()
                                    && diagnosis.noise().growsWithPlace()
                            ? " and with the place in the image."
                            : "."));
        }
    }

    /** Two digits of what is missing from 100 % where that is little: {@code 99.97 %}. */
    static String percent(double part) {
        if (!Double.isFinite(part)) {
            return "?";
        }
        if (part > 0.99 && part < 1) {
            return BigDecimal.ONE
                            .subtract(new BigDecimal(1 - part).round(new MathContext(2, RoundingMode.HALF_UP)))
                            .movePointRight(2)
                            .stripTrailingZeros()
                            .toPlainString()
                    + " %";
        }
        return new BigDecimal(100 * part)
                        .round(new MathContext(part > 0.1 ? 3 : 2))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    static String p(double p) {
        return Double.isNaN(p) ? "?" : p < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.2g", p);
    }

    static String number(double value) {
        return Double.isFinite(value) ? DemoText.significant(value, 4) : Double.isNaN(value) ? "?" : "∞";
    }
}
