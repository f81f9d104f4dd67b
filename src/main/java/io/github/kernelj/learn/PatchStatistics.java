package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * All that learning needs to know of the pixels. The squared error is quadratic in the kernel: with p the window at one
 * output position and t the target there,
 *
 * <pre>Σ (w·p + b − t)² = wᵀGw − 2cᵀw + s + N (w·mean(p) + b − mean(t))²</pre>
 *
 * with G = Σ (p − mean(p))(p − mean(p))ᵀ, c = Σ (t − mean(t))(p − mean(p)), s = Σ (t − mean(t))² over the N windows. So one
 * pass over the pixels answers for every kernel what it costs, how to improve it, and which one is best. Statistics of
 * several pairs, tiles or machines add up ({@link #plus}).
 *
 * <p>Kept in double and about the means, since raw sums of 16-bit data cancel. Taps run in the kernel's order: z, y, x with
 * x fastest. Immutable and safe for use by several threads.
 */
public final class PatchStatistics {

    /** Most taps that can be learned: G has the square of it, 128 MB. */
    public static final int MAX_TAPS = 4096;

    private final Shape shape;
    private final Anchor anchor;
    private final long count;
    private final long excluded;
    private final double weight;
    private final double[] means;
    private final double targetMean;
    private final double[] gram;
    private final double[] cross;
    private final double variation;

    PatchStatistics(
            Shape shape,
            Anchor anchor,
            long count,
            long excluded,
            double weight,
            double[] means,
            double targetMean,
            double[] gram,
            double[] cross,
            double variation) {
        this.shape = shape;
        this.anchor = anchor;
        this.count = count;
        this.excluded = excluded;
        this.weight = weight;
        this.means = means;
        this.targetMean = targetMean;
        this.gram = gram;
        this.cross = cross;
        this.variation = variation;
    }

    /**
     * The statistics of a pair, in one pass over its planes and O(lags · pixels). As many planes of the input are held, in
     * double, as the kernel is deep. The result doesn't depend on the number of threads.
     *
     * <p>Windows with NaN or infinite pixels, in input or target, are left out and counted ({@link #excluded}). If the pair
     * has weights, every sum over windows is a weighted one; windows of weight 0 aren't counted.
     *
     * @param kernel shape of the kernel to be learned, at most {@value #MAX_TAPS} taps
     * @param anchor the tap over the output pixel; says which target pixels belong to the windows if the target is of the
     *     input's size
     * @throws IllegalArgumentException if the kernel is larger than the pair or has too many taps, the anchor isn't one of
     *     its taps, or the pair's sizes don't belong together
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static PatchStatistics of(ExamplePair pair, Shape kernel, Anchor anchor, Workers workers, Progress progress)
            throws IOException {
        requireLearnable(kernel, anchor);
        WindowBox all = WindowBox.all(pair.windows(kernel));
        return new PatchScan(pair, List.of(all), kernel, anchor, workers, progress)
                .run()
                .get(0);
    }

    /** @throws IllegalArgumentException if the kernel has too many taps, or the anchor isn't one of them */
    public static void requireLearnable(Shape kernel, Anchor anchor) {
        if (kernel.volume() > MAX_TAPS) {
            throw new IllegalArgumentException("a " + kernel + " kernel has " + kernel.volume()
                    + " taps, too many to be learned; the most is " + MAX_TAPS);
        }
        if (!anchor.isInside(kernel)) {
            throw new IllegalArgumentException("anchor " + anchor + " lies outside the " + kernel + " kernel");
        }
    }

    /** Statistics of no window at all. */
    static PatchStatistics none(Shape shape, Anchor anchor, long excluded) {
        int taps = (int) shape.volume();
        return new PatchStatistics(
                shape, anchor, 0, excluded, 0, new double[taps], 0, new double[taps * taps], new double[taps], 0);
    }

    public Shape shape() {
        return shape;
    }

    public Anchor anchor() {
        return anchor;
    }

    /** Number of weights: the taps of a kernel, times the input channels. Channels run slowest. */
    public int taps() {
        return means.length;
    }

    /** Number of input channels, each with a kernel of its own; 1 but for banks. */
    public int channels() {
        return (int) (means.length / shape.volume());
    }

    /** N, the number of windows that were learned from. */
    public long count() {
        return count;
    }

    /** Number of windows left out because they, or their target, hold NaN or infinite pixels. */
    public long excluded() {
        return excluded;
    }

    /** The sum of the windows' weights; their number if all count alike. */
    public double weight() {
        return weight;
    }

    /** The mean of the pixels that each tap sees; a copy. */
    public double[] means() {
        return means.clone();
    }

    public double targetMean() {
        return targetMean;
    }

    /** G about the means, taps x taps; a copy, row by row. */
    public double[] gram() {
        return gram.clone();
    }

    /** c about the means, one value for each tap; a copy. */
    public double[] cross() {
        return cross.clone();
    }

    /** s about the mean: the target's sum of squared deviations, which is the loss of the best constant. */
    public double variation() {
        return variation;
    }

    double gram(int row, int column) {
        return gram[row * means.length + column];
    }

    double cross(int tap) {
        return cross[tap];
    }

    double mean(int tap) {
        return means[tap];
    }

    /**
     * The sum of squared residuals of a kernel, never negative. Below about 1e-9 of {@link #variation()} rounding counts;
     * {@link ResidualPass} then looks at the pixels.
     *
     * @param weights one for each tap
     */
    public double loss(double[] weights, double bias) {
        double[] descent = centredDescent(weights);
        double explained = 0;
        for (int tap = 0; tap < weights.length; tap++) {
            explained += weights[tap] * (descent[tap] + cross[tap]);
        }
        double offset = meanResidual(weights, bias);
        return Math.max(0, variation - explained) + weight * offset * offset;
    }

    /**
     * The gradient of {@link #loss} by each weight and, as the last value, by the bias.
     *
     * @param weights one for each tap
     */
    public double[] gradient(double[] weights, double bias) {
        double[] gradient = new double[means.length + 1];
        double[] descent = centredDescent(weights);
        double offset = weight * meanResidual(weights, bias);
        for (int tap = 0; tap < means.length; tap++) {
            gradient[tap] = 2 * (offset * means[tap] - descent[tap]);
        }
        gradient[means.length] = 2 * offset;
        return gradient;
    }

    /** c − Gw: half the steepest descent if the bias follows the weights. */
    double[] centredDescent(double[] weights) {
        if (weights.length != means.length) {
            throw new IllegalArgumentException(
                    "a " + shape + " kernel has " + means.length + " weights, got " + weights.length);
        }
        double[] descent = cross.clone();
        for (int column = 0; column < means.length; column++) {
            // G is symmetric: its column is read as a row, for all sums side by side.
            subtract(descent, weights[column], gram, column * means.length);
        }
        return descent;
    }

    private static void subtract(double[] from, double factor, double[] row, int start) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= factor * row[start + i];
        }
    }

    /** The mean of w·p + b − t over the windows. */
    double meanResidual(double[] weights, double bias) {
        double sum = bias - targetMean;
        for (int tap = 0; tap < weights.length; tap++) {
            sum += weights[tap] * means[tap];
        }
        return sum;
    }

    /**
     * The statistics of a smaller kernel on the same output positions: the part of G and c that belongs to its taps.
     *
     * @param smaller a kernel that lies wholly inside this one when their anchors lie over each other
     * @throws IllegalArgumentException if it doesn't
     */
    public PatchStatistics nested(Shape smaller, Anchor itsAnchor) {
        return new NestedTaps(this, smaller, itsAnchor).of(this);
    }

    /**
     * The statistics as they would be on average without noise in the input, which adds Nσ² to the diagonal of G and to
     * nothing else (Fuller, 1987, "Measurement Error Models"). {@link #loss} is then that on the noise-free input.
     *
     * @param sigma standard deviation of white noise in the input's pixels, at least 0
     * @throws IllegalArgumentException if sigma is negative or not finite
     */
    public PatchStatistics withoutInputNoise(double sigma) {
        if (!(sigma >= 0) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException(
                    "the input's noise has a standard deviation of at least 0, got " + sigma);
        }
        double[] corrected = gram.clone();
        for (int tap = 0; tap < means.length; tap++) {
            corrected[tap * means.length + tap] -= weight * sigma * sigma;
        }
        return new PatchStatistics(
                shape, anchor, count, excluded, weight, means, targetMean, corrected, cross, variation);
    }

    /**
     * The statistics of both together, means merged as by Chan, Golub and LeVeque (1983), "Algorithms for computing the
     * sample variance".
     *
     * @throws IllegalArgumentException if they are for different kernel shapes or anchors
     */
    public PatchStatistics plus(PatchStatistics other) {
        Objects.requireNonNull(other, "other");
        if (!shape.equals(other.shape) || !anchor.equals(other.anchor)) {
            throw new IllegalArgumentException(
                    "statistics add up for one kernel shape and anchor only: one is for " + shape + " with anchor "
                            + anchor + ", the other for " + other.shape + " with anchor " + other.anchor);
        }
        if (count == 0 || other.count == 0) {
            return (count == 0 ? other : this).withExcluded(excluded + other.excluded);
        }
        return merged(other, other.weight / (weight + other.weight));
    }

    /** @param share of the other in all windows */
    private PatchStatistics merged(PatchStatistics other, double share) {
        int taps = means.length;
        double[] apart = new double[taps];
        double[] mean = new double[taps];
        double[] sumGram = new double[gram.length];
        double[] sumCross = new double[taps];
        double targetApart = other.targetMean - targetMean;
        double between = weight * share;
        for (int tap = 0; tap < taps; tap++) {
            apart[tap] = other.means[tap] - means[tap];
            mean[tap] = means[tap] + share * apart[tap];
            sumCross[tap] = cross[tap] + other.cross[tap] + between * apart[tap] * targetApart;
        }
        for (int row = 0; row < taps; row++) {
            for (int column = 0; column < taps; column++) {
                int i = row * taps + column;
                sumGram[i] = gram[i] + other.gram[i] + between * (apart[row] * apart[column]);
            }
        }
        return new PatchStatistics(
                shape,
                anchor,
                count + other.count,
                excluded + other.excluded,
                weight + other.weight,
                mean,
                targetMean + share * targetApart,
                sumGram,
                sumCross,
                variation + other.variation + between * targetApart * targetApart);
    }

    /** The same statistics, of which those of a deep kernel are taken for those of kernels of several channels. */
    PatchStatistics asChannels(Shape newShape, Anchor newAnchor) {
        return new PatchStatistics(
                newShape, newAnchor, count, excluded, weight, means, targetMean, gram, cross, variation);
    }

    /** The same statistics with an equal G in the memory of the others, which are of the same input. */
    PatchStatistics sharingGram(PatchStatistics other) {
        return new PatchStatistics(
                shape, anchor, count, excluded, weight, means, targetMean, other.gram, cross, variation);
    }

    private PatchStatistics withExcluded(long newExcluded) {
        return new PatchStatistics(
                shape, anchor, count, newExcluded, weight, means, targetMean, gram, cross, variation);
    }

    /** For example {@code statistics of 1036324 windows for a 7 x 7 kernel}. */
    @Override
    public String toString() {
        return "statistics of " + count + " windows for a " + shape + " kernel";
    }
}
