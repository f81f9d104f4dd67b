package io.github.kernelj.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a linear filter is enough: what is left must not bend with the prediction. Tested is the curvature of the residual
 * against the prediction (its square added to the regression, after Ramsey, 1969, "Tests for specification errors"), with
 * the error from how blocks of windows scatter.
 *
 * @param bins the residual in bins of the prediction, from low to high; bins of few pixels are left out
 * @param curvature the curved part of the residual from the middle to the end of the predictions' range, in the target's
 *     units
 * @param explained the part of the residual's squares that the curvature explains
 * @param p the probability of a curvature at least as large by chance; NaN if it can't be tested
 */
public record LinearityCheck(List<Bin> bins, double curvature, double explained, double p) {

    /**
     * Pixels of nearly the same prediction.
     *
     * @param predicted the middle of the bin, in the target's units
     * @param count number of pixels
     * @param residual mean of target − prediction
     * @param error standard error of that mean
     * @param rms root mean square of target − prediction
     */
    public record Bin(double predicted, long count, double residual, double error, double rms) {}

    /** Below this probability a curvature is said to be there. */
    public static final double LEVEL = 0.01;

    /** From this part of the residual's squares on a curvature is worth telling. */
    public static final double WORTH_TELLING = 0.01;

    private static final int LEAST_PIXELS = 10;

    public LinearityCheck {
        bins = List.copyOf(bins);
    }

    /** Whether nothing bends worth telling; empty if it can't be tested. */
    public Optional<Boolean> isLinear() {
        return Double.isNaN(p) ? Optional.empty() : Optional.of(p >= LEVEL || explained < WORTH_TELLING);
    }

    static LinearityCheck of(ResidualMoments moments) {
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < ResidualMoments.BINS; bin++) {
            if (moments.counts[bin] >= LEAST_PIXELS) {
                bins.add(new Bin(
                        moments.middle(bin),
                        moments.counts[bin],
                        moments.mean(bin),
                        moments.standardError(bin),
                        moments.rms(bin)));
            }
        }
        double[] powers = ResidualMoments.total(moments.ofPredictions);
        double mean = powers[1] / powers[0];
        double variance = powers[2] / powers[0] - mean * mean;
        if (!(variance > 0)) {
            return new LinearityCheck(bins, 0, 0, Double.NaN);
        }
        double slope = (powers[3] / powers[0] - mean * powers[2] / powers[0]) / variance;
        double offset = powers[2] / powers[0] - slope * mean;
        double energy = powers[4] - slope * powers[3] - offset * powers[2];
        double[] pulls = new double[moments.blocks()];
        double pull = 0;
        for (int b = 0; b < pulls.length; b++) {
            double[] residuals = moments.ofResiduals[b];
            pulls[b] = residuals[2] - slope * residuals[1] - offset * residuals[0];
            pull += pulls[b];
        }
        double squares = ResidualMoments.total(moments.ofSquares)[0];
        return new LinearityCheck(
                bins,
                energy > 0 ? pull / energy : 0,
                energy > 0 && squares > 0 ? pull * pull / energy / squares : 0,
                probability(pulls, pull));
    }

    /** Student's t over blocks. */
    static double probability(double[] pulls, double sum) {
        int blocks = pulls.length;
        if (blocks < 3) {
            return Double.NaN;
        }
        double error = SizeComparison.standardErrorOfSum(pulls);
        return error > 0 ? FDistribution.above(sum * sum / (error * error), 1, blocks - 1.0) : Double.NaN;
    }
}
