package io.github.kernelj.learn;

import java.util.OptionalDouble;

/**
 * How closely a kernel is looked at.
 *
 * @param holdout the part of the blocks that is held out at a time, from 0.1 to 0.5
 * @param inputNoise standard deviation of noise in the input; empty for an estimate from the image
 * @param lower the least value that the target's type holds; NaN for none
 * @param upper the most; NaN for none
 * @param range the range of values to which the peak signal-to-noise ratio and structural similarity refer; empty for the
 *     target's own, from its least to its largest value
 */
public record DiagnosisOptions(
        double holdout, OptionalDouble inputNoise, double lower, double upper, OptionalDouble range) {

    /** Five folds, the input's noise estimated, a target without limits, in its own range. */
    public static final DiagnosisOptions DEFAULT =
            new DiagnosisOptions(0.2, OptionalDouble.empty(), Double.NaN, Double.NaN, OptionalDouble.empty());

    /** @throws IllegalArgumentException naming the value that is out of its range */
    public DiagnosisOptions {
        if (!(holdout >= 0.1 && holdout <= 0.5)) {
            throw new IllegalArgumentException("holdout must lie between 0.1 and 0.5, got " + holdout);
        }
        if (inputNoise.isPresent() && !(inputNoise.getAsDouble() >= 0 && inputNoise.getAsDouble() < 1e38)) {
            throw new IllegalArgumentException(
                    "input-noise must be a number of at least 0, or auto; got " + inputNoise.getAsDouble());
        }
    }

    int folds() {
        return (int) Math.round(1 / holdout);
    }
}
