package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the least-squares weights may be off, for noise in the target alone: the input is taken as noise-free (see
 * {@link InputNoise}). Immutable.
 *
 * <p>Cluster-robust where there are {@value BlockGrid#ENOUGH} blocks and more: the covariance of the weights is
 * G⁻¹ (Σ s_b s_bᵀ) G⁻¹ · B/(B − 1) over blocks b with s_b = c_b − G_b w (Liang and Zeger, 1986, "Longitudinal data analysis
 * using generalized linear models"), with the correction for unlike blocks of Bell and McCaffrey (2002). It holds for noise
 * that is correlated within a block, or stronger in one place than in another. With fewer blocks it is the ordinary
 * σ² G⁻¹, which holds for independent noise of one strength.
 *
 * @param solution the least-squares weights, ridge included, without any other constraint; copied
 * @param weights the standard error of each, in its units; infinite where the pair doesn't determine the weight; copied
 * @param bias the standard error of the bias; NaN if none is learned
 * @param blockwise whether they are cluster-robust
 * @param blocks number of blocks of windows
 * @param notices what the user should know, a sentence each
 */
public record StandardErrors(
        double[] solution, double[] weights, double bias, boolean blockwise, int blocks, List<String> notices) {

    private static final String UNCONSTRAINED =
            "standard errors are those of the weights without the constraint, which makes" + " them smaller";

    public StandardErrors {
        solution = solution.clone();
        weights = weights.clone();
        notices = List.copyOf(notices);
    }

    @Override
    public double[] solution() {
        return solution.clone();
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    /**
     * The standard errors of the least-squares solution.
     *
     * @param blocks statistics of blocks of windows, each at least {@value BlockGrid#KERNEL_WIDTHS} kernels wide; at least
     *     one with windows
     * @param options says whether a bias is learned, and the ridge
     */
    public static StandardErrors of(List<PatchStatistics> blocks, TrainingOptions options) {
        List<PatchStatistics> filled = filled(blocks);
        double ridge = ridge(filled, options);
        double fixedBias = options.start().kind() == Start.Kind.GIVEN
                ? options.start().bank().single().bias()
                : 0;
        StandardErrors errors =
                of(new BlockScores(filled, options.learnBias(), fixedBias, ridge), options.learnBias(), ridge);
        return options.constraints().isEmpty() ? errors : errors.withNotice(UNCONSTRAINED);
    }

    private StandardErrors withNotice(String notice) {
        List<String> more = new ArrayList<>(notices);
        more.add(notice);
        return new StandardErrors(solution, weights, bias, blockwise, blocks, more);
    }

    private static StandardErrors of(BlockScores scores, boolean learnBias, double ridge) {
        List<String> notices = new ArrayList<>();
        PatchStatistics total = scores.total;
        double[] weights = scores.weights();
        boolean blockwise = scores.scores.length >= BlockGrid.ENOUGH;
        double[] covariance;
        if (blockwise) {
            covariance = scores.covariance();
        } else {
            notices.add("standard errors are the ordinary ones, for independent noise of one strength: correlated noise"
                    + " would take " + BlockGrid.ENOUGH + " blocks of windows, and the pair has "
                    + scores.scores.length);
            double bias = learnBias ? -total.meanResidual(weights, 0) : 0;
            double free = total.count() - scores.size;
            if (free <= 0) {
                notices.add("there are as many unknowns as windows, so nothing tells how strong the noise is");
            }
            covariance = scores.ordinaryCovariance(
                    free > 0 ? total.loss(weights, bias) / free : Double.POSITIVE_INFINITY, ridge);
        }
        double[] errors = new double[scores.taps];
        for (int tap = 0; tap < errors.length; tap++) {
            errors[tap] = scores.determines(tap) || ridge > 0
                    ? Math.sqrt(Math.max(0, covariance[tap * scores.size + tap]))
                    : Double.POSITIVE_INFINITY;
        }
        addUndetermined(errors, total.shape(), notices);
        double bias = learnBias ? biasError(covariance, scores) : Double.NaN;
        return new StandardErrors(weights, errors, bias, blockwise, scores.scores.length, notices);
    }

    /** The bias is the prediction at the means, less what the weights make of the means. */
    private static double biasError(double[] covariance, BlockScores scores) {
        double[] direction = new double[scores.size];
        for (int tap = 0; tap < scores.taps; tap++) {
            direction[tap] = -scores.total.mean(tap);
        }
        direction[scores.taps] = 1;
        double variance = NormalEquations.dot(direction, NormalEquations.multiply(covariance, direction));
        return Math.sqrt(Math.max(0, variance));
    }

    private static void addUndetermined(double[] errors, Shape shape, List<String> notices) {
        long open = Arrays.stream(errors).filter(Double::isInfinite).count();
        if (open > 0) {
            notices.add("not identifiable: the pair doesn't determine "
                    + (open == errors.length ? "any weight" : open + " of the " + errors.length + " weights")
                    + " of the " + shape + " kernel, so any value fits as well");
        }
    }

    static List<PatchStatistics> filled(List<PatchStatistics> blocks) {
        List<PatchStatistics> filled =
                blocks.stream().filter(block -> block.count() > 0).toList();
        if (filled.isEmpty()) {
            throw new IllegalArgumentException("there is no window to learn from, so no error either");
        }
        return filled;
    }

    private static double ridge(List<PatchStatistics> blocks, TrainingOptions options) {
        long count = blocks.stream().mapToLong(PatchStatistics::count).sum();
        return options.ridge() * options.loss().divisor(count);
    }

    /** The largest deviation of weights from the least-squares solution, in standard errors; infinite weights don't count. */
    public double distance(double[] others) {
        return IntStream.range(0, weights.length)
                .filter(tap -> Double.isFinite(weights[tap]))
                .mapToDouble(tap -> {
                    double apart = Math.abs(others[tap] - solution[tap]);
                    return apart == 0 ? 0 : apart / weights[tap];
                })
                .max()
                .orElse(0);
    }
}
