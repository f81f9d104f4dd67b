package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WeightedStatisticsTest {

    @Property(tries = 80)
    void equalTheWeightedSumsOverAllWindows(
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 2) int depth,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll boolean mask,
            @ForAll boolean sameSize,
            @ForAll long seed)
            throws IOException {
        Shape kernel = new Shape(width, height, depth);
        Shape image = new Shape(width + 15, height + 11, depth + 2);
        Anchor anchor = Anchor.centreOf(kernel);
        Volume input = Pairs.counts(image, 60000, 20, seed);
        Volume target = Pairs.noise(new Shape(16, 12, 3), 30000, 5, seed + 1);
        Volume weights = weights(target.shape(), share, mask, seed);
        input.plane(0)[3] = Float.NaN;
        ExamplePair pair = sameSize
                ? new ExamplePair(input, Pairs.embedded(target, image, anchor))
                        .withWeights(Pairs.embedded(weights, image, anchor))
                : new ExamplePair(input, target).withWeights(weights);
        requireEqual(take(pair, kernel, 2), input, target, weights);
    }

    @Test
    void wideKernelsTooAndThreadsDontChangeABit() throws IOException {
        Shape kernel = Shape.of(14, 12);
        Volume input = Pairs.noise(Shape.of(60, 50), 100, 20, 1);
        Volume target = Pairs.noise(Shape.of(47, 39), 5, 1, 2);
        Volume weights = weights(target.shape(), 0.6, false, 3);
        ExamplePair pair = new ExamplePair(input, target).withWeights(weights);
        PatchStatistics one = take(pair, kernel, 1);
        requireEqual(one, input, target, weights);
        assertThat(take(pair, kernel, 3).gram()).isEqualTo(one.gram());
    }

    @Test
    void residualsAreWeightedToo() throws IOException {
        Shape kernel = Shape.of(3, 2);
        Volume input = Pairs.noise(Shape.of(20, 15), 1, 2, 1);
        Volume target = Pairs.noise(Shape.of(18, 14), 5, 1, 2);
        ExamplePair pair = new ExamplePair(input, target).withWeights(weights(target.shape(), 0.7, false, 3));
        double[] w = Pairs.weights(6, 4);
        try (Workers workers = new Workers(1)) {
            double loss =
                    ResidualPass.sumOfSquares(pair, kernel, Anchor.centreOf(kernel), w, 0.3, workers, Progress.NONE);
            assertThat(take(pair, kernel, 1).loss(w, 0.3)).isCloseTo(loss, within(1e-10 * loss));
        }
    }

    /** A smaller kernel's part of the statistics, and what is left of them without noise, weigh as much. */
    @Test
    void partsKeepTheirWeight() throws IOException {
        Shape kernel = Shape.of(5, 3);
        Volume input = Pairs.noise(Shape.of(24, 20), 1, 2, 1);
        Volume target = Pairs.noise(Shape.of(20, 18), 5, 1, 2);
        Volume weights = weights(target.shape(), 0.7, false, 3);
        PatchStatistics statistics = take(new ExamplePair(input, target).withWeights(weights), kernel, 1);
        PatchStatistics single = statistics.nested(Shape.of(1, 1), new Anchor(0, 0, 0));
        double loss = 0;
        double total = 0;
        for (int y = 0; y < 18; y++) {
            for (int x = 0; x < 20; x++) {
                double residual = 0.7 * input.plane(0)[(y + 1) * 24 + x + 2] + 0.1 - target.plane(0)[y * 20 + x];
                loss += weights.plane(0)[y * 20 + x] * residual * residual;
                total += weights.plane(0)[y * 20 + x];
            }
        }
        assertThat(single.loss(new double[] {0.7}, 0.1)).isCloseTo(loss, within(1e-10 * loss));
        PatchStatistics without = statistics.withoutInputNoise(0.1);
        assertThat(without.weight()).isCloseTo(total, within(1e-10 * total));
        assertThat(without.gram(2, 2)).isCloseTo(statistics.gram(2, 2) - total * 0.01, within(1e-9));
    }

    @Test
    void weightsThatArentAreRefused() {
        Volume input = Pairs.noise(Shape.of(6, 6), 1, 2, 1);
        ExamplePair pair = new ExamplePair(input, input);
        assertThatThrownBy(() -> pair.withWeights(Pairs.noise(Shape.of(5, 6), 1, 1, 1)))
                .hasMessage("weights and target don't belong together: the weights are 5 x 6, the target 6 x 6");
        Volume negative = Pairs.noise(Shape.of(6, 6), 1, 0, 1);
        negative.plane(0)[8] = -2;
        assertThatThrownBy(() -> take(pair.withWeights(negative), Shape.of(3, 3), 1))
                .hasMessage("weights must be numbers of at least 0, got -2.0 at x=2, y=1");
    }

    /** Some zeros among ones, or among any numbers. */
    private static Volume weights(Shape shape, double share, boolean mask, long seed) {
        Random random = new Random(seed);
        Volume weights = new Volume(shape);
        for (int z = 0; z < shape.depth(); z++) {
            float[] plane = new float[shape.width() * shape.height()];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = random.nextDouble() > share ? 0 : mask ? 1 : random.nextFloat() * 3;
            }
            weights.accept(z, plane);
        }
        return weights;
    }

    private static PatchStatistics take(ExamplePair pair, Shape kernel, int threads) throws IOException {
        try (Workers workers = new Workers(threads)) {
            return PatchStatistics.of(pair, kernel, Anchor.centreOf(kernel), workers, Progress.NONE);
        }
    }

    /** Compares with the plain weighted sums over all windows about the weighted means, in two passes. */
    private static void requireEqual(PatchStatistics statistics, Volume input, Volume target, Volume weightPlanes) {
        double[][] windows = ExplicitLoop.windows(input, statistics.shape());
        double[] targets = ExplicitLoop.targets(target);
        double[] weights = ExplicitLoop.targets(weightPlanes);
        int taps = statistics.taps();
        double[] means = new double[taps];
        double targetMean = 0;
        double total = 0;
        long count = 0;
        for (int i = 0; i < windows.length; i++) {
            for (double pixel : windows[i]) {
                weights[i] = Double.isFinite(pixel) ? weights[i] : 0;
            }
            for (int k = 0; k < taps && weights[i] > 0; k++) {
                means[k] += weights[i] * (windows[i][k] - 60000);
            }
            targetMean += weights[i] * targets[i];
            total += weights[i];
            count += weights[i] > 0 ? 1 : 0;
        }
        assertThat(statistics.count()).isEqualTo(count);
        if (count == 0) {
            return;
        }
        assertThat(statistics.weight()).isCloseTo(total, within(1e-12 * total));
        double[] gram = new double[taps * taps];
        double[] cross = new double[taps];
        double variation = 0;
        for (int i = 0; i < windows.length; i++) {
            double apart = targets[i] - targetMean / total;
            for (int row = 0; row < taps && weights[i] > 0; row++) {
                double left = weights[i] * (windows[i][row] - 60000 - means[row] / total);
                for (int column = 0; column < taps; column++) {
                    gram[row * taps + column] += left * (windows[i][column] - 60000 - means[column] / total);
                }
                cross[row] += left * apart;
            }
            variation += weights[i] * apart * apart;
        }
        double energy = 3 * 400.0 * windows.length;
        double targetEnergy = 3 * 25.0 * windows.length;
        requireClose(statistics.gram(), gram, 1e-12 * energy);
        requireClose(statistics.cross(), cross, 1e-12 * Math.sqrt(energy * targetEnergy));
        assertThat(statistics.variation()).isCloseTo(variation, within(1e-12 * targetEnergy));
        for (int k = 0; k < taps; k++) {
            assertThat(statistics.means()[k]).isCloseTo(60000 + means[k] / total, within(1e-9));
        }
    }

    private static void requireClose(double[] actual, double[] expected, double tolerance) {
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
