package io.github.kernelj.task;

import io.github.kernelj.learn.DiagnosisOptions;
import java.util.OptionalDouble;

/**
 * How closely a learned kernel is looked at, as the user says it.
 *
 * @param report the file in which the report is written; empty for none
 * @param holdout the part of the blocks held out at a time
 * @param inputNoise standard deviation of noise in the input; empty for an estimate
 * @param correctNoise whether it is corrected for
 * @param automaticSize whether the kernel's size is chosen, the given one being the largest
 */
public record ExaminationSettings(
        String report, double holdout, OptionalDouble inputNoise, boolean correctNoise, boolean automaticSize) {

    /** No report, and the size as it is given. */
    public static final ExaminationSettings NONE =
            new ExaminationSettings("", 0.2, OptionalDouble.empty(), false, false);

    /** @throws IllegalArgumentException naming the key and what is allowed */
    public ExaminationSettings {
        new DiagnosisOptions(holdout, inputNoise, Double.NaN, Double.NaN, OptionalDouble.empty());
        if (correctNoise && inputNoise.isEmpty()) {
            throw new IllegalArgumentException("correct-noise needs the noise's standard deviation as input-noise=σ: an"
                    + " estimate counts fine structure as noise");
        }
        if (!report.isBlank()) {
            LearnReport.requireKind(report);
        }
    }

    boolean isAsked() {
        return !report.isBlank();
    }
}
