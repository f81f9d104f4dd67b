package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Noise in the input, which least squares doesn't know of: it adds Nσ² to the diagonal of G and so pulls the weights
 * towards 0, most along the direction that the input excites least (Fuller, 1987, "Measurement Error Models").
 *
 * @param sigma standard deviation of the noise, in the input's units; NaN if it couldn't be estimated
 * @param estimated whether it was estimated from the input rather than told
 * @param share N σ² over the smallest eigenvalue of G: by about this part the least excited combination of weights is too
 *     small
 * @param corrected whether Nσ² was subtracted before learning
 */
public record InputNoise(double sigma, boolean estimated, double share, boolean corrected) {

    /** From this share on the weights are said to be pulled towards 0. */
    public static final double TOO_MUCH = 0.1;

    /** The median of the magnitude of a standard normal number. */
    private static final double NORMAL_MEDIAN = 0.6744897501960817;

    private static final int MOST_SAMPLES = 1 << 20;

    static InputNoise of(PatchStatistics statistics, double sigma, boolean estimated, boolean corrected) {
        Spectrum spectrum = Spectrum.of(statistics.gram(), statistics.taps(), false);
        double smallest = spectrum.least();
        double added = statistics.weight() * sigma * sigma;
        return new InputNoise(sigma, estimated, added == 0 ? 0 : added / smallest, corrected);
    }

    /**
     * The statistics without the noise.
     *
     * @throws IllegalArgumentException if there would be nothing left of the input along some direction, naming the
     *     largest noise that can be corrected for
     */
    static PatchStatistics correct(PatchStatistics statistics, double sigma) {
        double smallest =
                Spectrum.of(statistics.gram(), statistics.taps(), false).least();
        double most = Math.sqrt(smallest / statistics.weight());
        if (!(sigma < most)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "input-noise=%.4g can't be corrected for: along its weakest direction the input varies by %.4g only,"
                            + " noise included. Give less noise, a smaller kernel, or leave the correction out",
                    sigma,
                    most));
        }
        return statistics.withoutInputNoise(sigma);
    }

    /** Whether the noise matters and wasn't corrected for. */
    public boolean isTooMuch() {
        return !corrected && share > TOO_MUCH;
    }

    /**
     * An estimate of white noise from the median magnitude of a second difference, along both axes of the plane where it has
     * them: for x and y [1 −2 1]ᵀ[1 −2 1], whose response to noise is 6σ (Immerkær, 1996, "Fast noise variance
     * estimation"). Fine structure counts as noise, so it is rather too high.
     *
     * @return empty if the planes are smaller than the difference's three pixels along both axes, or hold no finite pixel
     * @throws IOException if a plane can't be read
     */
    static OptionalDouble estimate(List<ExamplePair> pairs, Progress progress) throws IOException {
        Shape first = pairs.get(0).input().shape();
        int stride = stride(
                pairs.stream().mapToLong(pair -> pair.input().shape().volume()).sum());
        DoubleStream.Builder samples = DoubleStream.builder();
        for (ExamplePair pair : pairs) {
            Shape shape = pair.input().shape();
            for (int z = 0; canTell(first) && z < shape.depth(); z++) {
                progress.checkCancelled();
                addSamples(pair.input().plane(z), shape.width(), 0, shape.height(), shape.height(), stride, samples);
            }
        }
        return estimate(samples.build().toArray());
    }

    /** Whether planes are large enough for a second difference. */
    static boolean canTell(Shape input) {
        return input.width() >= 3 || input.height() >= 3;
    }

    /** Of how many places one is looked at. */
    static int stride(long pixels) {
        return (int) Math.min(1 << 20, 1 + pixels / MOST_SAMPLES);
    }

    /** The estimate of samples; empty if none is finite. */
    static OptionalDouble estimate(double[] samples) {
        double[] sorted = Arrays.stream(samples)
                .filter(Double::isFinite)
                .map(Math::abs)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        double median = (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
        return OptionalDouble.of(median / NORMAL_MEDIAN);
    }

    /**
     * Second differences over their response to noise of 1: √6 along each axis.
     *
     * @param rows of a plane, from row {@code top} on; those of a difference that begins in one of {@code count} rows
     * @param height of the plane
     */
    static void addSamples(
            float[] rows, int width, int top, int count, int height, int stride, DoubleStream.Builder samples) {
        int[] x = width < 3 ? new int[] {1} : new int[] {1, -2, 1};
        int[] y = height < 3 ? new int[] {1} : new int[] {1, -2, 1};
        double response = Math.sqrt(energy(x) * energy(y));
        long columns = width - x.length + 1L;
        long end = columns * Math.min(top + count, height - y.length + 1);
        for (long place = (columns * top + stride - 1) / stride * stride; place < end; place += stride) {
            int corner = (int) ((place / columns - top) * width + place % columns);
            double sum = 0;
            for (int j = 0; j < y.length; j++) {
                for (int i = 0; i < x.length; i++) {
                    sum += x[i] * y[j] * (double) rows[corner + j * width + i];
                }
            }
            samples.add(sum / response);
        }
    }

    private static double energy(int[] taps) {
        return Arrays.stream(taps).map(t -> t * t).sum();
    }
}
