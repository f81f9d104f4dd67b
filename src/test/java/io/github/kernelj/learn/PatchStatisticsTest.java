package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PatchStatisticsTest {

    @Property(tries = 300)
    void equalsTheSumsOverAllWindows(
            @ForAll @IntRange(min = 1, max = 5) int width,
            @ForAll @IntRange(min = 1, max = 4) int height,
            @ForAll @IntRange(min = 1, max = 3) int depth,
            @ForAll @IntRange(min = 0, max = 7) int moreX,
            @ForAll @IntRange(min = 0, max = 7) int moreY,
            @ForAll @IntRange(min = 0, max = 4) int moreZ,
            @ForAll boolean sameSize,
            @ForAll boolean bright,
            @ForAll @IntRange(min = 0, max = 3) int holes,
            @ForAll long seed)
            throws IOException {
        Shape kernel = new Shape(width, height, depth);
        Shape image = new Shape(width + moreX, height + moreY, depth + moreZ);
        Random random = new Random(seed);
        Anchor anchor = new Anchor(random.nextInt(width), random.nextInt(height), random.nextInt(depth));
        Volume input = bright ? Pairs.counts(image, 60000, 20, seed) : Pairs.noise(image, 0, 1, seed);
        Volume target = Pairs.noise(new Shape(moreX + 1, moreY + 1, moreZ + 1), bright ? 30000 : 0, 5, seed + 1);
        for (int i = 0; i < holes; i++) {
            Volume holed = random.nextInt(4) == 0 ? target : input;
            float[] plane = holed.plane(random.nextInt(holed.shape().depth()));
            plane[random.nextInt(plane.length)] = i == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
        }
        Volume given = sameSize ? Pairs.embedded(target, image, anchor) : target;
        requireEqual(take(input, given, kernel, anchor, 2), input, target);
    }

    @Test
    void crossesTheBoundsOfStripsAndBands() throws IOException {
        for (Shape kernel : List.of(
                Shape.of(9, 5), Shape.of(2, 13), Shape.of(1, 70), Shape.of(140, 1), Shape.of(1, 1), Shape.of(12, 12))) {
            Volume input = Pairs.counts(Shape.of(290, 150), 60000, 20, 3);
            Volume target = Pairs.correlated(input, kernel, Pairs.weights((int) kernel.volume(), 4), 7);
            requireEqual(take(input, target, kernel, Anchor.centreOf(kernel), 1), input, target);
        }
    }

    @Test
    void threadsDontChangeABit() throws IOException {
        Shape kernel = new Shape(5, 4, 3);
        Volume input = Pairs.noise(new Shape(140, 90, 6), 100, 50, 1);
        input.plane(2)[77] = Float.NaN;
        Volume target = Pairs.noise(new Shape(136, 87, 4), 5, 1, 2);
        PatchStatistics one = take(input, target, kernel, Anchor.centreOf(kernel), 1);
        for (int threads : new int[] {2, 3}) {
            PatchStatistics more = take(input, target, kernel, Anchor.centreOf(kernel), threads);
            assertThat(more.gram()).isEqualTo(one.gram());
            assertThat(more.cross()).isEqualTo(one.cross());
            assertThat(more.means()).isEqualTo(one.means());
            assertThat(more.variation()).isEqualTo(one.variation());
        }
    }

    @Test
    void brightDriftingPlanesKeepTheirDigits() throws IOException {
        Shape kernel = new Shape(3, 3, 2);
        Volume input = Pairs.counts(new Shape(20, 20, 6), 60000, 20, 3);
        Arrays.fill(input.plane(0), 0);
        Volume target = Pairs.correlated(input, kernel, Pairs.weights(18, 4), 7);
        requireEqual(take(input, target, kernel, Anchor.centreOf(kernel), 1), input, target);
    }

    @Test
    void tilesAddUpToTheWhole() throws IOException {
        Shape kernel = Shape.of(3, 2);
        Volume input = Pairs.counts(Shape.of(30, 21), 60000, 20, 5);
        Volume target = Pairs.noise(Shape.of(28, 20), 100, 30, 6);
        PatchStatistics whole = take(input, target, kernel, Anchor.centreOf(kernel), 1);
        PatchStatistics sum = PatchStatistics.none(kernel, Anchor.centreOf(kernel), 0);
        for (int top = 0; top < 20; top += 10) {
            Volume part = Volume.of(Shape.of(30, 11), Arrays.copyOfRange(input.plane(0), top * 30, (top + 11) * 30));
            Volume wanted = Volume.of(Shape.of(28, 10), Arrays.copyOfRange(target.plane(0), top * 28, (top + 10) * 28));
            sum = sum.plus(take(part, wanted, kernel, Anchor.centreOf(kernel), 1));
        }
        assertThat(sum.count()).isEqualTo(whole.count());
        requireClose(sum.gram(), whole.gram(), 1e-12 * whole.gram()[0]);
        requireClose(sum.cross(), whole.cross(), 1e-12 * Math.sqrt(whole.gram()[0] * whole.variation()));
        requireClose(sum.means(), whole.means(), 1e-10);
        assertThat(sum.variation()).isCloseTo(whole.variation(), within(1e-12 * whole.variation()));
    }

    @Test
    void gradientEqualsFiniteDifferences() throws IOException {
        Shape kernel = Shape.of(3, 2);
        Volume input = Pairs.noise(Shape.of(12, 9), 3, 2, 5);
        Volume target = Pairs.noise(Shape.of(10, 8), 1, 3, 6);
        PatchStatistics statistics = take(input, target, kernel, Anchor.centreOf(kernel), 1);
        double[] weights = Pairs.weights(6, 7);
        double[] gradient = statistics.gradient(weights, 0.5);
        for (int i = 0; i < 7; i++) {
            double[] up = weights.clone();
            double[] down = weights.clone();
            double step = 1e-3;
            if (i < 6) {
                up[i] += step;
                down[i] -= step;
            }
            double rise =
                    statistics.loss(up, i == 6 ? 0.5 + step : 0.5) - statistics.loss(down, i == 6 ? 0.5 - step : 0.5);
            assertThat(rise / (2 * step)).isCloseTo(gradient[i], within(1e-8 * Math.abs(gradient[i]) + 1e-8));
        }
    }

    @Test
    void planesAreAskedForOnceAndInOrder() throws IOException {
        Volume input = Pairs.noise(new Shape(6, 6, 7), 0, 1, 1);
        List<Integer> asked = new ArrayList<>();
        PlaneSource recording = new PlaneSource() {
            @Override
            public Shape shape() {
                return input.shape();
            }

            @Override
            public float[] plane(int z) {
                asked.add(z);
                return input.plane(z);
            }
        };
        take(recording, input, new Shape(2, 2, 3), new Anchor(1, 1, 1), 1);
        assertThat(asked).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void nothingIsLeftIfAllWindowsMissPixels() throws IOException {
        Volume input = Pairs.noise(Shape.of(3, 3), 0, 1, 1);
        input.plane(0)[4] = Float.NaN;
        PatchStatistics statistics = take(input, input, Shape.of(3, 3), new Anchor(1, 1, 0), 1);
        assertThat(statistics.count()).isZero();
        assertThat(statistics.excluded()).isEqualTo(1);
    }

    @Test
    void cancelledWhileReading() {
        Volume input = Pairs.noise(Shape.of(30, 30), 0, 1, 1);
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> PatchStatistics.of(
                            new ExamplePair(input, input), Shape.of(3, 3), new Anchor(1, 1, 0), workers, cancelled))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void whatDoesntFitIsRefusedByName() {
        Volume input = Pairs.noise(Shape.of(8, 6), 0, 1, 1);
        Volume target = Pairs.noise(Shape.of(7, 5), 0, 1, 1);
        assertThatThrownBy(() -> ExamplePair.of(input, target, Shape.of(2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "input and target don't belong together: the input is 8 x 6, the target 7 x 5; with a 2 x 1 kernel"
                                + " the target must be 8 x 6 (the input's size) or 7 x 6 (only whole windows)");
        assertThatThrownBy(() -> ExamplePair.of(input, target, Shape.of(9, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the 9 x 3 kernel is larger than the input image, which is 8 x 6; choose a smaller kernel or a"
                                + " larger pair");
        assertThatThrownBy(() -> take(input, target, Shape.of(2, 2), new Anchor(2, 0, 0), 1))
                .hasMessage("anchor 2,0,0 lies outside the 2 x 2 kernel");
        assertThatThrownBy(() -> take(input, input, new Shape(17, 17, 17), new Anchor(0, 0, 0), 1))
                .hasMessage("a 17 x 17 x 17 kernel has 4913 taps, too many to be learned; the most is 4096");
        assertThatThrownBy(() -> take(input, input, Shape.of(2, 2), new Anchor(0, 0, 0), 1)
                        .plus(take(input, input, Shape.of(2, 2), new Anchor(1, 1, 0), 1)))
                .hasMessageContaining("one kernel shape and anchor only");
    }

    private static PatchStatistics take(PlaneSource input, PlaneSource target, Shape kernel, Anchor anchor, int threads)
            throws IOException {
        try (Workers workers = new Workers(threads)) {
            return PatchStatistics.of(new ExamplePair(input, target), kernel, anchor, workers, Progress.NONE);
        }
    }

    /** Compares with the plain sums over all windows, in two passes about the means. */
    private static void requireEqual(PatchStatistics statistics, Volume input, Volume validTarget) {
        double[][] all = ExplicitLoop.windows(input, statistics.shape());
        double[] targets = ExplicitLoop.targets(validTarget);
        int[] whole = IntStream.range(0, all.length)
                .filter(i ->
                        Double.isFinite(targets[i]) && Arrays.stream(all[i]).allMatch(Double::isFinite))
                .toArray();
        assertThat(statistics.count()).isEqualTo(whole.length);
        assertThat(statistics.excluded()).isEqualTo(all.length - whole.length);
        if (whole.length == 0) {
            return;
        }
        double[][] windows = Arrays.stream(whole).mapToObj(i -> all[i]).toArray(double[][]::new);
        ExplicitLoop about = ExplicitLoop.centred(
                windows, Arrays.stream(whole).mapToDouble(i -> targets[i]).toArray(), new double[statistics.taps()]);
        int taps = statistics.taps();
        double[] gram = new double[taps * taps];
        double[] cross = new double[taps];
        double variation = 0;
        for (int i = 0; i < about.windows.length; i++) {
            double[] window = about.windows[i];
            for (int row = 0; row < taps; row++) {
                for (int column = 0; column < taps; column++) {
                    gram[row * taps + column] += window[row] * window[column];
                }
                cross[row] += about.targets[i] * window[row];
            }
            variation += about.targets[i] * about.targets[i];
        }
        double energy =
                energy(Arrays.stream(all).flatMapToDouble(Arrays::stream).toArray()) / taps;
        double targetEnergy = energy(targets);
        requireClose(statistics.gram(), gram, 1e-12 * energy + 1e-300);
        requireClose(statistics.cross(), cross, 1e-11 * Math.sqrt(energy * targetEnergy) + 1e-300);
        requireClose(statistics.means(), ExplicitLoop.means(windows), 1e-10);
        assertThat(statistics.variation()).isCloseTo(variation, within(1e-12 * targetEnergy + 1e-300));
    }

    /** The sum of squares about the mean: windows that are taken back have been added before. */
    private static double energy(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = finite[0]
                + Arrays.stream(finite).map(v -> v - finite[0]).average().orElseThrow();
        return Arrays.stream(finite).map(v -> (v - mean) * (v - mean)).sum();
    }

    private static void requireClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
