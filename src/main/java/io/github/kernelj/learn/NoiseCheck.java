package io.github.kernelj.learn;

import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what is left is equally strong everywhere.
 *
 * @param ofBlocks root mean square residual of each block of windows, in their order
 * @param weakest the least of these, and {@code strongest} the largest
 * @param byIntensity the residual's strength at the bright end of the predictions over that at the dark end
 * @param intensityP the probability of so much difference between bright and dark by chance; NaN if it can't be tested
 * @param placeP the probability of so much drift along x, y or z by chance; NaN if it can't be tested
 */
public record NoiseCheck(
        List<Double> ofBlocks, double weakest, double strongest, double byIntensity, double intensityP, double placeP) {

    /** Below this probability the noise is said to grow. */
    public static final double LEVEL = 0.01;

    public NoiseCheck {
        ofBlocks = List.copyOf(ofBlocks);
    }

    /** Whether the residual is stronger at one intensity than at another. */
    public boolean growsWithIntensity() {
        return intensityP < LEVEL;
    }

    /** Whether the residual drifts along an axis. */
    public boolean growsWithPlace() {
        return placeP < LEVEL;
    }

    static NoiseCheck of(List<Block> blocks, double[] losses, ResidualMoments moments, LinearityCheck linearity) {
        List<Double> ofBlocks = new ArrayList<>();
        for (int b = 0; b < losses.length; b++) {
            ofBlocks.add(Math.sqrt(losses[b] / blocks.get(b).statistics().count()));
        }
        return new NoiseCheck(
                ofBlocks,
                ofBlocks.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN),
                ofBlocks.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
                byIntensity(linearity.bins()),
                intensityP(moments),
                placeP(blocks, losses));
    }

    /** The root mean square of the brightest quarter of the bins over that of the darkest. */
    private static double byIntensity(List<LinearityCheck.Bin> bins) {
        int quarter = (bins.size() + 3) / 4;
        return bins.size() < 2
                ? Double.NaN
                : rms(bins.subList(bins.size() - quarter, bins.size())) / rms(bins.subList(0, quarter));
    }

    private static double rms(List<LinearityCheck.Bin> bins) {
        double squares = 0;
        long count = 0;
        for (LinearityCheck.Bin bin : bins) {
            squares += bin.count() * bin.rms() * bin.rms();
            count += bin.count();
        }
        return Math.sqrt(squares / count);
    }

    /** The slope of the squared residual against the prediction (Koenker, 1981), its error from the blocks. */
    private static double intensityP(ResidualMoments moments) {
        double[] powers = ResidualMoments.total(moments.ofPredictions);
        double variance = ResidualMoments.total(moments.ofSquares)[0] / powers[0];
        double mean = powers[1] / powers[0];
        double[] pulls = new double[moments.blocks()];
        double sum = 0;
        for (int b = 0; b < pulls.length; b++) {
            double[] squares = moments.ofSquares[b];
            double[] own = moments.ofPredictions[b];
            pulls[b] = squares[1] - mean * squares[0] - variance * (own[1] - mean * own[0]);
            sum += pulls[b];
        }
        return LinearityCheck.probability(pulls, sum);
    }

    /** The drift of the blocks' mean squared residual along each axis, by Student's t; the least p times their number. */
    private static double placeP(List<Block> blocks, double[] losses) {
        double[][] places = Tiling.places(blocks);
        double least = Double.NaN;
        int axes = 0;
        for (int axis = 0; axis < 3; axis++) {
            if (Tiling.ranks(blocks, axis).size() >= 3) {
                double p = driftP(blocks, losses, places, axis);
                least = Double.isNaN(least) ? p : Math.min(least, p);
                axes++;
            }
        }
        return Math.min(1, least * axes);
    }

    private static double driftP(List<Block> blocks, double[] losses, double[][] places, int axis) {
        int count = losses.length;
        double meanPlace = 0;
        double meanLoss = 0;
        for (int b = 0; b < count; b++) {
            meanPlace += places[b][axis] / count;
            meanLoss += perWindow(blocks, losses, b) / count;
        }
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int b = 0; b < count; b++) {
            double x = places[b][axis] - meanPlace;
            double y = perWindow(blocks, losses, b) - meanLoss;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double left = yy - xy * xy / xx;
        return left > 0 ? FDistribution.above(xy * xy / xx * (count - 2) / left, 1, count - 2.0) : Double.NaN;
    }

    private static double perWindow(List<Block> blocks, double[] losses, int b) {
        return losses[b] / blocks.get(b).statistics().count();
    }
}
