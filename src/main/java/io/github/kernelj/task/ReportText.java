package io.github.kernelj.task;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.learn.Clipping;
import io.github.kernelj.learn.Diagnosis;
import io.github.kernelj.learn.InputNoise;
import io.github.kernelj.learn.InvarianceTest;
import io.github.kernelj.learn.NoiseCheck;
import io.github.kernelj.learn.Quality;
import io.github.kernelj.learn.StandardErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A {@link LearnReport} in words and tables; the text and the page say the same. */
final class ReportText {

    static final List<String> QUALITY = List.of("", "pixels", "R²", "RMSE", "PSNR (dB)", "SSIM");
    static final List<String> SIZES = List.of("size", "held-out RMSE", "worse by", "± standard error", "BIC", "");

    private ReportText() {}

    static List<String> of(LearnReport report) {
        Diagnosis diagnosis = report.diagnosis();
        List<String> lines = new ArrayList<>();
        lines.add("A kernel learned from '" + report.input() + "' and '" + report.target() + "'");
        lines.add("");
        lines.addAll(report.verdict());
        section("How near", lines);
        table(QUALITY, quality(diagnosis), lines);
        lines.add(rangeNote(diagnosis));
        section("How it was learned", lines);
        lines.addAll(learning(report));
        section("Weights and their standard errors", lines);
        lines.addAll(weights(report));
        lines.addAll(errors(diagnosis));
        section("Is it the same everywhere?", lines);
        lines.addAll(invariance(diagnosis.invariance()));
        section("Is it large enough?", lines);
        diagnosis.sizes().ifPresent(sizes -> table(SIZES, sizes(diagnosis), lines));
        lines.add(sizeNote(diagnosis));
        section("Is a linear filter enough?", lines);
        lines.addAll(linearity(diagnosis));
        section("What it costs", lines);
        lines.add(cost(report));
        if (!diagnosis.notices().isEmpty()) {
            section("Notes", lines);
            lines.addAll(diagnosis.notices());
        }
        return lines;
    }

    static List<List<String>> quality(Diagnosis diagnosis) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("before: input against target", diagnosis.before()));
        rows.add(row("after, where it was learned", diagnosis.after()));
        diagnosis.heldOut().ifPresent(heldOut -> rows.add(row("after, where it wasn't", heldOut)));
        return rows;
    }

    private static List<String> row(String name, Quality quality) {
        return List.of(
                name,
                DemoText.grouped(quality.count()),
                DemoText.rSquared(quality.rSquared()),
                Verdict.number(quality.rmse()),
                Verdict.number(quality.psnr()),
                Verdict.number(quality.ssim()));
    }

    static String rangeNote(Diagnosis diagnosis) {
        return "PSNR and SSIM refer to a range of " + Verdict.number(diagnosis.range()) + "."
                + (diagnosis.folds() > 0
                        ? " Where it wasn't learned: the image is cut into blocks, these into " + diagnosis.folds()
                                + " parts, and each part is filtered by a kernel learned from the others."
                        : "");
    }

    static List<String> learning(LearnReport report) {
        List<String> lines = new ArrayList<>(new LearnResult(
                        KernelBank.of(report.fit().kernel()),
                        List.of(report.fit()),
                        List.of(),
                        Optional.empty(),
                        Optional.empty())
                .summary());
        lines.add("In standard errors the farthest weight is "
                + Verdict.number(
                        report.diagnosis().errors().distance(report.fit().weights()))
                + " off the least-squares solution.");
        return lines;
    }

    private static List<String> weights(LearnReport report) {
        float[] weights = report.fit().kernel().weights();
        double[] errors = report.diagnosis().errors().weights();
        int width = report.fit().kernel().shape().width();
        int height = report.fit().kernel().shape().height();
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < weights.length; from += width) {
            StringBuilder line = new StringBuilder();
            for (int i = from; i < from + width; i++) {
                line.append(String.format("%22s", Verdict.number(weights[i]) + " ± " + Verdict.number(errors[i])));
            }
            if (from > 0 && from % (width * height) == 0) {
                lines.add("");
            }
            lines.add(line.toString());
        }
        return lines;
    }

    static List<String> errors(Diagnosis diagnosis) {
        StandardErrors errors = diagnosis.errors();
        List<String> lines = new ArrayList<>();
        if (!Double.isNaN(errors.bias())) {
            lines.add("The bias has a standard error of " + Verdict.number(errors.bias()) + ".");
        }
        lines.add(
                errors.blockwise()
                        ? "Standard errors are cluster-robust over " + errors.blocks()
                                + " blocks of the image: they hold for noise that is correlated or unequally strong too."
                        : "Standard errors are the ordinary ones.");
        errors.notices().forEach(notice -> lines.add("Note: " + notice + "."));
        lines.add("They take the input as free of noise. " + inputNoise(diagnosis.inputNoise()));
        return lines;
    }

    private static String inputNoise(InputNoise noise) {
        if (Double.isNaN(noise.sigma())) {
            return "How noisy it is couldn't be estimated.";
        }
        String sigma = Verdict.number(noise.sigma());
        if (noise.corrected()) {
            return "Noise of σ = " + sigma + " in the input was corrected for.";
        }
        return (noise.estimated()
                        ? "From its finest structure the input's noise is at most about σ = " + sigma
                        : "The input's noise is σ = " + sigma)
                + "; it makes "
                + (noise.share() > 1 ? "all" : Verdict.percent(noise.share()))
                + " of the input's weakest component"
                + (noise.isTooMuch()
                        ? ", so the weights may be too small. If the noise is known, give input-noise and correct-noise."
                        : ", which is little.");
    }

    static List<String> invariance(InvarianceTest test) {
        List<String> lines = new ArrayList<>();
        for (InvarianceTest.Cut cut : test.cuts()) {
            lines.add("Wald test of " + cut.tiles() + " tiles, " + cut.name() + ": F("
                    + Verdict.number(cut.numerator()) + ", " + Verdict.number(cut.denominator()) + ") = "
                    + Verdict.number(cut.statistic()) + ", p = " + Verdict.p(cut.p())
                    + "; for independent noise plain F = "
                    + Verdict.number(cut.plainF()) + ", p = " + Verdict.p(cut.plainP()) + ".");
        }
        lines.add(
                test.cuts().isEmpty()
                        ? "The pair is too small for tiles."
                        : "Both together: p = " + Verdict.p(test.p()) + " (plain " + Verdict.p(test.plainP())
                                + "); below " + InvarianceTest.LEVEL + " the kernel is said to change.");
        return lines;
    }

    static List<List<String>> sizes(Diagnosis diagnosis) {
        return diagnosis
                .sizes()
                .map(sizes -> sizes.candidates().stream()
                        .map(candidate -> List.of(
                                candidate.shape().toString(),
                                Verdict.number(Math.sqrt(candidate.heldOut())),
                                Verdict.number(candidate.worse()),
                                Verdict.number(candidate.error()),
                                Verdict.number(candidate.bic()),
                                candidate == sizes.chosenCandidate() ? "enough" : ""))
                        .toList())
                .orElse(List.of());
    }

    static String sizeNote(Diagnosis diagnosis) {
        return diagnosis
                .sizes()
                .map(sizes ->
                        "Enough is the smallest size whose mean squared error on held-out parts is within one standard"
                                + " error of the best one's. By BIC it is "
                                + sizes.leastBic().shape() + ".")
                .orElse("No other size was tried.");
    }

    static List<String> linearity(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        lines.add("The residual bends with the prediction by "
                + Verdict.number(diagnosis.linearity().curvature()) + " over half its range (p = "
                + Verdict.p(diagnosis.linearity().p()) + "), which makes "
                + Verdict.percent(diagnosis.linearity().explained()) + " of its squares.");
        NoiseCheck noise = diagnosis.noise();
        lines.add("The residual's strength is " + Verdict.number(noise.byIntensity())
                + " times as large at the bright end as at the dark end (p = " + Verdict.p(noise.intensityP())
                + "); from block to block it lies between " + Verdict.number(noise.weakest()) + " and "
                + Verdict.number(noise.strongest()) + " (drift: p = " + Verdict.p(noise.placeP()) + ").");
        Clipping clipping = diagnosis.clipping();
        if (Double.isNaN(clipping.lower())) {
            lines.add("The target's type has no limits at which pixels could be clipped.");
        } else {
            lines.add("Clipped target pixels: " + DemoText.grouped(clipping.low()) + " at "
                    + Verdict.number(clipping.lower()) + " and " + DemoText.grouped(clipping.high()) + " at "
                    + Verdict.number(clipping.upper()) + ", " + Verdict.percent(clipping.part()) + " of all.");
        }
        return lines;
    }

    static String cost(LearnReport report) {
        int weights = report.fit().kernel().weights().length;
        return "This kernel has " + DemoText.count(weights + 1L, "parameter") + " (" + DemoText.count(weights, "weight")
                + " and a bias), " + DemoText.grouped(4L * (weights + 1)) + " bytes in float32; "
                + report.image().denseLayer() + ".";
    }

    private static void section(String title, List<String> lines) {
        lines.add("");
        lines.add(title);
        lines.add("-".repeat(title.length()));
    }

    private static void table(List<String> header, List<List<String>> rows, List<String> lines) {
        int[] widths = new int[header.size()];
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        all.forEach(row ->
                Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}
