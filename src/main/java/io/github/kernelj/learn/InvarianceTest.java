package io.github.kernelj.learn;

import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the kernel is the same everywhere: Wald tests of equal weights in separate tiles, each with a bias of its own.
 *
 * <p>The statistic is Σ (w_t − w)ᵀ G_t (w_t − w) over tiles t, with w the weights that fit best when they are the same in
 * all. How large it is by chance is taken from how the blocks of a tile scatter: its mean exactly, and its shape by the
 * degrees of freedom of Box (1954), "Some theorems on quadratic forms applied in the study of analysis of variance
 * problems". So it holds for noise that is correlated within blocks or differs in strength from tile to tile, and for more
 * weights than there are blocks, where the inverse of the blocks' covariance doesn't exist. For white noise it is the plain
 * F test, which stands beside it.
 *
 * <p>Two ways to cut are tried, side against side and middle against rim, and the smaller p-value is doubled (Bonferroni).
 *
 * @param cuts the ways to cut that were possible; empty if there are too few blocks or windows
 * @param p the probability of differences at least as large by chance alone, under correlated noise; NaN without a cut
 * @param plainP the same, for independent noise of one strength
 */
public record InvarianceTest(List<Cut> cuts, double p, double plainP) {

    /**
     * One way to cut.
     *
     * @param name in words
     * @param tiles number of tiles
     * @param statistic the Wald statistic over its mean by chance
     * @param numerator degrees of freedom of the statistic
     * @param denominator degrees of freedom of its mean
     * @param p the probability of a larger statistic
     * @param plainF the plain F statistic
     * @param plainP its probability
     * @param change by how much the kernels of the tiles differ beyond chance: root mean square of the difference of the
     *     filtered images, as a part of the filtered image's standard deviation
     */
    public record Cut(
            String name,
            int tiles,
            double statistic,
            double numerator,
            double denominator,
            double p,
            double plainF,
            double plainP,
            double change) {}

    /** Below this probability the kernel is said to change. */
    public static final double LEVEL = 0.05;

    public InvarianceTest {
        cuts = List.copyOf(cuts);
    }

    /** Whether a change was found; empty if it couldn't be tested. */
    public Optional<Boolean> isInvariant() {
        return cuts.isEmpty() ? Optional.empty() : Optional.of(p >= LEVEL);
    }

    /** The largest change among the cuts; 0 if there is none. */
    public double change() {
        return cuts.stream().mapToDouble(Cut::change).max().orElse(0);
    }

    /** Tests the blocks of one or several pairs. */
    public static InvarianceTest of(List<Block> blocks) {
        List<Block> filled =
                blocks.stream().filter(block -> block.statistics().count() > 0).toList();
        List<Cut> cuts = Stream.of(
                        TileComparison.of("side against side", Tiling.sides(filled)),
                        TileComparison.of("middle against rim", Tiling.middleAndRim(filled)))
                .flatMap(Optional::stream)
                .toList();
        double p = cuts.stream().mapToDouble(Cut::p).min().orElse(Double.NaN);
        double plain = cuts.stream().mapToDouble(Cut::plainP).min().orElse(Double.NaN);
        return new InvarianceTest(cuts, Math.min(1, p * cuts.size()), Math.min(1, plain * cuts.size()));
    }
}
