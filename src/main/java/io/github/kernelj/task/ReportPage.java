package io.github.kernelj.task;

import io.github.kernelj.image.ConvergencePlot;
import io.github.kernelj.image.DifferencePicture;
import io.github.kernelj.image.ErrorBarPlot;
import io.github.kernelj.image.KernelPicture;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.learn.Diagnosis;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.LinearityCheck;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.task.HtmlPage.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A {@link LearnReport} as a page with pictures. */
final class ReportPage {

    private final LearnReport report;
    private final Diagnosis diagnosis;
    private final HtmlPage page;

    private ReportPage(LearnReport report) {
        this.report = report;
        this.diagnosis = report.diagnosis();
        this.page = new HtmlPage("From " + report.input() + " to " + report.target());
    }

    static HtmlPage of(LearnReport report) {
        ReportPage made = new ReportPage(report);
        made.page.paragraph(String.join(" ", report.verdict()));
        made.addWeights();
        made.page
                .heading("How near")
                .table("", ReportText.QUALITY, ReportText.quality(made.diagnosis))
                .paragraph(ReportText.rangeNote(made.diagnosis));
        made.addResiduals();
        made.addSection("Is it the same everywhere?", ReportText.invariance(made.diagnosis.invariance()));
        made.addSizes();
        made.addLinearity();
        made.addLearning();
        made.addSection("What it costs", List.of(ReportText.cost(report)));
        if (!made.diagnosis.notices().isEmpty()) {
            made.addSection("Notes", made.diagnosis.notices());
        }
        return made.page;
    }

    private void addSection(String heading, List<String> paragraphs) {
        page.heading(heading);
        paragraphs.forEach(page::paragraph);
    }

    private void addWeights() {
        Kernel kernel = report.fit().kernel();
        double[] errors = Arrays.stream(diagnosis.errors().weights())
                .map(error -> Double.isFinite(error) ? Math.min(error, Float.MAX_VALUE) : 0)
                .toArray();
        Kernel ofErrors = Kernel.of(kernel.shape(), errors)
                .withAnchor(kernel.anchor())
                .withBias(
                        Double.isFinite(diagnosis.errors().bias())
                                ? diagnosis.errors().bias()
                                : 0);
        page.heading("The kernel and its standard errors")
                .row(List.of(
                        new Figure(
                                KernelPicture.of(kernel, "Learned weights"),
                                "Heat map of the learned " + kernel.shape() + " kernel with its weights",
                                "Cross-correlation weights."),
                        new Figure(
                                KernelPicture.of(ofErrors, "Standard errors"),
                                "Heat map of the standard error of each weight",
                                "Two standard errors to either side hold the true weight in about 95 of 100 cases.")));
        ReportText.errors(diagnosis).forEach(page::paragraph);
    }

    private void addResiduals() {
        Diagnosis.Example example = diagnosis.example();
        double most = 3 * Math.max(diagnosis.before().rmse(), diagnosis.after().rmse());
        double own = 3 * diagnosis.after().rmse();
        page.row(List.of(
                difference(example, example.input(), most, "Before: target − input"),
                difference(example, example.predicted(), most, "After: target − filtered input, the same colours"),
                difference(example, example.predicted(), own, "After, in colours of its own")));
    }

    private static Figure difference(Diagnosis.Example example, float[] from, double most, String caption) {
        return new Figure(
                DifferencePicture.of(example.target(), from, example.width(), example.height(), most),
                caption + ", blue below 0, red above",
                caption + ". Blue is below 0, red above; the deepest colours are ±" + Verdict.number(most) + ".");
    }

    private void addSizes() {
        page.heading("Is it large enough?");
        diagnosis
                .sizes()
                .ifPresent(
                        sizes -> page.table("", ReportText.SIZES, ReportText.sizes(diagnosis))
                                .figure(
                                        new Figure(
                                                ErrorBarPlot.of(
                                                        "extent of the kernel (taps)",
                                                        "worse than the best",
                                                        numbers(sizes.candidates(), ReportPage::extent),
                                                        numbers(sizes.candidates(), SizeSelection.Candidate::worse),
                                                        numbers(sizes.candidates(), SizeSelection.Candidate::error)),
                                                "Held-out mean squared error of each size less that of the best, with standard errors",
                                                "Mean squared error on held-out parts less that of the best size, and its standard error.")));
        page.paragraph(ReportText.sizeNote(diagnosis));
    }

    private static double extent(SizeSelection.Candidate candidate) {
        return Math.max(
                candidate.shape().width(),
                Math.max(candidate.shape().height(), candidate.shape().depth()));
    }

    private void addLinearity() {
        page.heading("Is a linear filter enough?");
        List<LinearityCheck.Bin> bins = diagnosis.linearity().bins();
        if (bins.size() > 1) {
            double[] none = new double[bins.size()];
            page.row(List.of(
                    new Figure(
                            ErrorBarPlot.of(
                                    "prediction",
                                    "mean residual",
                                    numbers(bins, LinearityCheck.Bin::predicted),
                                    numbers(bins, LinearityCheck.Bin::residual),
                                    numbers(bins, LinearityCheck.Bin::error)),
                            "Mean of target less prediction against the prediction, with standard errors",
                            "Target less prediction against the prediction, with standard errors: level at 0 if the"
                                    + " filter is linear."),
                    new Figure(
                            ErrorBarPlot.of(
                                    "prediction",
                                    "RMS residual",
                                    numbers(bins, LinearityCheck.Bin::predicted),
                                    numbers(bins, LinearityCheck.Bin::rms),
                                    none),
                            "Root mean square of target less prediction against the prediction",
                            "The residual's strength against the prediction: level if the noise is the same in dark and"
                                    + " bright parts.")));
        }
        ReportText.linearity(diagnosis).forEach(page::paragraph);
    }

    private void addLearning() {
        page.heading("How it was learned");
        ReportText.learning(report).forEach(page::paragraph);
        List<Fit.Point> history = report.fit().history().stream()
                .filter(point -> point.step() > 0 && point.loss() > 0)
                .toList();
        if (history.size() > 1) {
            page.figure(new Figure(
                    ConvergencePlot.of(
                            "",
                            "steps",
                            "loss",
                            List.of(new ConvergencePlot.Series(
                                    "loss", numbers(history, Fit.Point::step), numbers(history, Fit.Point::loss)))),
                    "Loss against steps",
                    "The loss on the way to the solution."));
        }
    }

    private static <T> double[] numbers(List<T> items, ToDoubleFunction<T> number) {
        return items.stream().mapToDouble(number).toArray();
    }
}
