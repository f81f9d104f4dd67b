package io.github.kernelj.learn;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Sums over residuals e and predictions v, kept apart by block of windows and by bins of the prediction, from which follows
 * whether anything is left that isn't noise. Predictions are counted from the middle of the bins in half their range.
 */
final class ResidualMoments {

    static final int BINS = 24;

    /** Σ vⁱ for i to 4, Σ e vⁱ for i to 2, Σ e² vⁱ for i to 1, each of which is one number for each block. */
    static final int POWERS = 5;

    final double[][] ofPredictions;
    final double[][] ofResiduals;
    final double[][] ofSquares;
    final long[] counts = new long[BINS];
    final double[][] sums;
    final long[][] blockCounts;
    final double[] squares = new double[BINS];
    private final double low;
    private final double high;

    /** @param low the least prediction that gets a bin of its own, and {@code high} the most */
    ResidualMoments(int blocks, double low, double high) {
        this.low = low;
        this.high = high > low ? high : low + 1;
        ofPredictions = new double[blocks][POWERS];
        ofResiduals = new double[blocks][3];
        ofSquares = new double[blocks][2];
        sums = new double[blocks][BINS];
        blockCounts = new long[blocks][BINS];
    }

    /** Adds one pixel; those without a finite residual are left out. */
    void add(int block, double predicted, double target) {
        double residual = target - predicted;
        if (!Double.isFinite(residual)) {
            return;
        }
        double place = (predicted - low) / (high - low);
        double v = 2 * place - 1;
        double power = 1;
        for (int i = 0; i < POWERS; i++) {
            ofPredictions[block][i] += power;
            if (i < 3) {
                ofResiduals[block][i] += residual * power;
            }
            if (i < 2) {
                ofSquares[block][i] += residual * residual * power;
            }
            power *= v;
        }
        int bin = Math.max(0, Math.min(BINS - 1, (int) Math.floor(place * BINS)));
        counts[bin]++;
        blockCounts[block][bin]++;
        sums[block][bin] += residual;
        squares[bin] += residual * residual;
    }

    /** All sums of a block, of which there is only one. */
    double[] ofBlock(int block) {
        return Stream.of(
                        Arrays.stream(ofPredictions[block]),
                        Arrays.stream(ofResiduals[block]),
                        Arrays.stream(ofSquares[block]),
                        Arrays.stream(sums[block]),
                        Arrays.stream(squares),
                        Arrays.stream(blockCounts[block]).asDoubleStream())
                .flatMapToDouble(values -> values)
                .toArray();
    }

    /** Adds the sums of a part of a block, as {@link #ofBlock} gives them. */
    void add(int block, double[] ofPart) {
        int at = 0;
        for (double[] to :
                new double[][] {ofPredictions[block], ofResiduals[block], ofSquares[block], sums[block], squares}) {
            for (int i = 0; i < to.length; i++) {
                to[i] += ofPart[at++];
            }
        }
        for (int bin = 0; bin < BINS; bin++) {
            long count = (long) ofPart[at++];
            blockCounts[block][bin] += count;
            counts[bin] += count;
        }
    }

    int blocks() {
        return sums.length;
    }

    /** The prediction in the middle of a bin. */
    double middle(int bin) {
        return low + (bin + 0.5) * (high - low) / BINS;
    }

    double mean(int bin) {
        return Arrays.stream(sums).mapToDouble(block -> block[bin]).sum() / counts[bin];
    }

    double rms(int bin) {
        return Math.sqrt(squares[bin] / counts[bin]);
    }

    /** Standard error of a bin's mean: from how the blocks scatter, or from the pixels where there is only one. */
    double standardError(int bin) {
        double mean = mean(bin);
        double scatter = 0;
        int filled = 0;
        for (int b = 0; b < blocks(); b++) {
            if (blockCounts[b][bin] > 0) {
                double pull = sums[b][bin] - blockCounts[b][bin] * mean;
                scatter += pull * pull;
                filled++;
            }
        }
        return filled > 1
                ? Math.sqrt(scatter * filled / (filled - 1)) / counts[bin]
                : Math.sqrt(Math.max(0, squares[bin] / counts[bin] - mean * mean) / counts[bin]);
    }

    /** The columns' sums over all blocks. */
    static double[] total(double[][] ofBlocks) {
        double[] total = new double[ofBlocks[0].length];
        for (double[] block : ofBlocks) {
            for (int i = 0; i < total.length; i++) {
                total[i] += block[i];
            }
        }
        return total;
    }
}
