package io.github.kernelj.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The comparison of the weights of tiles: the arithmetic of {@link InvarianceTest}. */
final class TileComparison {

    private final List<BlockScores> tiles;
    private final int taps;
    private final int blocks;
    private final PatchStatistics within;
    private final double[] inverse;
    private final double[] common;

    private TileComparison(List<BlockScores> tiles, int blocks) {
        this.tiles = tiles;
        this.blocks = blocks;
        this.taps = tiles.get(0).taps;
        this.within = within();
        NormalEquations equations = new NormalEquations(within, new NormalEquations.Origin(new double[taps], 0, false));
        this.inverse = equations.inverse();
        this.common = NormalEquations.multiply(inverse, equations.right());
    }

    /** The comparison; empty if there are fewer than two tiles, or one of them doesn't determine its weights. */
    static Optional<InvarianceTest.Cut> of(String name, List<List<PatchStatistics>> cut) {
        if (cut.size() < 2) {
            return Optional.empty();
        }
        List<BlockScores> tiles = new ArrayList<>();
        for (List<PatchStatistics> tile : cut) {
            BlockScores scores = new BlockScores(tile, true, 0, 0);
            boolean determined = IntStream.range(0, scores.taps).allMatch(scores::determines);
            if (!determined || scores.total.count() <= scores.size + 1) {
                return Optional.empty();
            }
            tiles.add(scores);
        }
        int blocks = cut.stream().mapToInt(List::size).sum();
        return Optional.of(new TileComparison(tiles, blocks).run(name));
    }

    /** G, c and s summed over tiles, each about its own means. */
    private PatchStatistics within() {
        double[] gram = new double[taps * taps];
        double[] cross = new double[taps];
        double variation = 0;
        long count = 0;
        double weight = 0;
        for (BlockScores tile : tiles) {
            PatchStatistics total = tile.total;
            for (int row = 0; row < taps; row++) {
                cross[row] += total.cross(row);
                for (int column = 0; column < taps; column++) {
                    gram[row * taps + column] += total.gram(row, column);
                }
            }
            variation += total.variation();
            count += total.count();
            weight += total.weight();
        }
        PatchStatistics any = tiles.get(0).total;
        return new PatchStatistics(
                any.shape(), any.anchor(), count, 0, weight, new double[taps], 0, gram, cross, variation);
    }

    private InvarianceTest.Cut run(String name) {
        double difference = 0;
        double loss = 0;
        for (BlockScores tile : tiles) {
            double[] apart = new double[taps];
            for (int tap = 0; tap < taps; tap++) {
                apart[tap] = tile.x[tap] - common[tap];
            }
            difference += quadratic(tile.total, apart);
            double[] weights = tile.weights();
            loss += tile.total.loss(weights, -tile.total.meanResidual(weights, 0));
        }
        double byChance = byChance();
        double effective = effectiveTaps();
        double numerator = (tiles.size() - 1) * effective;
        double denominator = (blocks - tiles.size()) * effective;
        double plainNumerator = (tiles.size() - 1.0) * taps;
        double plainDenominator = within.count() - tiles.size() * (taps + 1.0);
        double plain = ratio(difference / plainNumerator, loss / plainDenominator);
        double statistic = ratio(difference, byChance);
        double filtered = quadratic(within, common);
        return new InvarianceTest.Cut(
                name,
                tiles.size(),
                statistic,
                numerator,
                denominator,
                FDistribution.above(statistic, numerator, denominator),
                plain,
                FDistribution.above(plain, plainNumerator, plainDenominator),
                filtered > 0 ? Math.sqrt(Math.max(0, difference - byChance) / filtered) : 0);
    }

    /** 1 for no difference over no noise. */
    private static double ratio(double difference, double byChance) {
        return difference <= 0 ? 0 : difference / byChance;
    }

    private double quadratic(PatchStatistics statistics, double[] weights) {
        double[] product = statistics.centredDescent(weights);
        double sum = 0;
        for (int tap = 0; tap < taps; tap++) {
            sum += weights[tap] * (statistics.cross(tap) - product[tap]);
        }
        return sum;
    }

    /** The mean of the statistic by chance: Σ over blocks of s_bᵀ (G_t⁻¹ − G⁻¹) s_b. */
    private double byChance() {
        double sum = 0;
        for (BlockScores tile : tiles) {
            for (double[] score : tile.scores) {
                double[] ofWeights = Arrays.copyOf(score, taps);
                double[] pull = NormalEquations.multiply(tile.inverse, score);
                sum += NormalEquations.dot(ofWeights, Arrays.copyOf(pull, taps))
                        - NormalEquations.dot(ofWeights, NormalEquations.multiply(inverse, ofWeights));
            }
        }
        return sum;
    }

    /**
     * (tr Σ)² / tr(Σ²), with Σ the covariance of the scores in the metric of G: the number of taps for white noise, fewer
     * for correlated. The trace of the square is the mean squared product of scores of different tiles, which unlike that
     * of the estimated covariance isn't too large when blocks are few.
     */
    private double effectiveTaps() {
        double trace = 0;
        double squares = 0;
        long products = 0;
        for (int t = 0; t < tiles.size(); t++) {
            for (double[] score : tiles.get(t).scores) {
                double[] own = Arrays.copyOf(score, taps);
                double[] pull = NormalEquations.multiply(inverse, own);
                trace += NormalEquations.dot(own, pull);
                for (int other = 0; other < t; other++) {
                    for (double[] foreign : tiles.get(other).scores) {
                        double product = NormalEquations.dot(pull, Arrays.copyOf(foreign, taps));
                        squares += product * product;
                        products++;
                    }
                }
            }
        }
        double mean = trace / blocks;
        double effective = squares == 0 ? taps : mean * mean / (squares / products);
        return Math.min(Math.max(effective, 1), taps);
    }
}
