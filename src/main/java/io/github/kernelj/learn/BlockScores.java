package io.github.kernelj.learn;

import java.util.Arrays;
import java.util.List;

/**
 * What each block of windows pulls the least-squares solution by, s_b = r_b − A_b x, from which the solution's covariance
 * follows whatever the noise within a block is like.
 *
 * <p>A residual is smaller than the noise it stands for, the more so the more its block determines the solution. So the
 * scores are raised to (I − A_b A⁻¹)^(−1/2) s_b, which makes the covariance exact on average for white noise (the "CR2"
 * correction of Bell and McCaffrey, 2002, "Bias reduction in standard errors for linear regression with multi-stage
 * samples"). For B blocks that are alike it is the factor B/(B − 1) of their covariance.
 */
final class BlockScores {

    /** Terms of the binomial series of the correction; more matter only if a block nearly determines an unknown alone. */
    private static final int MOST_TERMS = 40;

    final int size;
    final int taps;
    final double[] x;
    final double[] inverse;
    final double[][] scores;
    final PatchStatistics total;
    private final NormalEquations whole;

    /**
     * @param blocks at least one, of windows that are learned from
     * @param ridge times the sum of the squared weights is added to the summed loss
     */
    BlockScores(List<PatchStatistics> blocks, boolean learnBias, double fixedBias, double ridge) {
        total = blocks.stream().reduce(PatchStatistics::plus).orElseThrow();
        taps = total.taps();
        NormalEquations.Origin origin = NormalEquations.Origin.of(total, learnBias, fixedBias);
        whole = new NormalEquations(total, origin);
        whole.addRidge(ridge, taps);
        size = whole.size;
        inverse = whole.inverse();
        x = NormalEquations.multiply(inverse, whole.right());
        refine();
        scores = new double[blocks.size()][];
        double[] sum = new double[size];
        for (int b = 0; b < scores.length; b++) {
            NormalEquations block = new NormalEquations(blocks.get(b), origin);
            scores[b] = block.score(x);
            for (int i = 0; i < size; i++) {
                sum[i] += scores[b][i];
            }
        }
        for (int b = 0; b < scores.length; b++) {
            NormalEquations block = new NormalEquations(blocks.get(b), origin);
            double share = (double) block.count / total.count();
            for (int i = 0; i < size; i++) {
                scores[b][i] -= share * sum[i]; // what a ridge holds against; 0 without one but for rounding
            }
            scores[b] = raised(scores[b], block);
        }
    }

    private void refine() {
        double[] step = NormalEquations.multiply(inverse, whole.score(x));
        for (int i = 0; i < size; i++) {
            x[i] += step[i];
        }
    }

    /** (I − A_b A⁻¹)^(−1/2) s by its binomial series. */
    private double[] raised(double[] score, NormalEquations block) {
        double[] sum = score.clone();
        double[] term = score;
        double enough = 1e-9 * magnitude(score);
        for (int j = 1; j <= MOST_TERMS && magnitude(term) > enough; j++) {
            term = block.times(NormalEquations.multiply(inverse, term));
            double factor = (2.0 * j - 1) / (2.0 * j);
            for (int i = 0; i < size; i++) {
                term[i] *= factor;
                sum[i] += term[i];
            }
        }
        return sum;
    }

    private static double magnitude(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    boolean determines(int unknown) {
        return whole.determines(unknown, inverse);
    }

    double[] weights() {
        return Arrays.copyOf(x, taps);
    }

    /** Σ over blocks of (A⁻¹ s_b)(A⁻¹ s_b)ᵀ, row by row. */
    double[] covariance() {
        double[] covariance = new double[size * size];
        for (double[] score : scores) {
            double[] pull = NormalEquations.multiply(inverse, score);
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    covariance[row * size + column] += pull[row] * pull[column];
                }
            }
        }
        return covariance;
    }

    /** A⁻¹ B A⁻¹ times the variance of independent noise, with B the equations without ridge. */
    double[] ordinaryCovariance(double noiseVariance, double ridge) {
        double[] covariance = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double held = 0;
                for (int tap = 0; tap < (ridge == 0 ? 0 : taps); tap++) {
                    held += inverse[row * size + tap] * inverse[column * size + tap];
                }
                covariance[row * size + column] = noiseVariance * (inverse[row * size + column] - ridge * held);
            }
        }
        return covariance;
    }
}
