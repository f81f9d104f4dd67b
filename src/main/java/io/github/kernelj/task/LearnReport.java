package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.AtomicFile;
import io.github.kernelj.learn.Diagnosis;
import io.github.kernelj.learn.DiagnosisOptions;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Whether a learned kernel is any good: what {@link Diagnosis} found, as text, as JSON or as a page with pictures. Immutable.
 *
 * @param input name of the image that was learned from
 * @param target name of what it should become
 * @param image how much there is of the input
 * @param fit its kernel has x and y in the plane and z along the stack
 * @param diagnosis of the fit
 */
public record LearnReport(String input, String target, ImageSize image, Fit fit, Diagnosis diagnosis) {

    static LearnReport of(
            ImagePlus input,
            ImagePlus target,
            LearnSettings settings,
            List<ExamplePair> pairs,
            TrainingOptions options,
            Fit fit,
            Workers workers,
            Progress progress)
            throws IOException {
        ExaminationSettings examination = settings.examination();
        double[] limits = limits(target);
        DiagnosisOptions how = new DiagnosisOptions(
                examination.holdout(),
                examination.inputNoise(),
                limits[0],
                limits[1],
                target.getBitDepth() == 8 ? OptionalDouble.of(limits[1] - limits[0]) : OptionalDouble.empty());
        return new LearnReport(
                input.getTitle(),
                target.getTitle(),
                ImageSize.of(input),
                fit,
                Diagnosis.of(pairs, options, fit, how, workers, progress));
    }

    /** The values between which pixels of the image's type lie, calibrated; NaN for those of float. */
    private static double[] limits(ImagePlus image) {
        int bits = image.getBitDepth();
        if (bits != 8 && bits != 16) {
            return new double[] {Double.NaN, Double.NaN};
        }
        double first = image.getCalibration().getCValue(0);
        double last = image.getCalibration().getCValue((1 << bits) - 1);
        return new double[] {Math.min(first, last), Math.max(first, last)};
    }

    /** The answer in plain words, a sentence each. */
    public List<String> verdict() {
        return Verdict.of(fit, diagnosis);
    }

    /** The whole report as lines of text. */
    public List<String> lines() {
        return ReportText.of(this);
    }

    /**
     * Writes the report as what the file's name ends in: {@code .html} with pictures, {@code .json} or {@code .txt}. The
     * file appears whole or not at all.
     *
     * @throws IllegalArgumentException if the name ends in something else
     * @throws IOException naming the file, if it can't be written
     */
    public void write(Path file) throws IOException {
        requireKind(file.toString());
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".html")) {
            ReportPage.of(this).write(file);
            return;
        }
        String text = name.endsWith(".json") ? ReportJson.of(this) : String.join("\n", lines()) + "\n";
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static void requireKind(String file) {
        if (!file.toLowerCase(Locale.ROOT).matches(".*\\.(html|json|txt)")) {
            throw new IllegalArgumentException(
                    "report=" + file + ": a report is a file whose name ends in .html, .json or .txt");
        }
    }
}
