package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BankLearnerTest {

    @Property(tries = 150)
    void statisticsEqualTheSumsOverAllWindows(
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 3) int height,
            @ForAll @IntRange(min = 1, max = 3) int depth,
            @ForAll @IntRange(min = 1, max = 3) int inputs,
            @ForAll @IntRange(min = 1, max = 2) int outputs,
            @ForAll boolean sameSize,
            @ForAll @IntRange(min = 0, max = 3) int holes,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Shape kernel = new Shape(width, height, depth);
        Shape valid = new Shape(1 + random.nextInt(7), 1 + random.nextInt(7), 1 + random.nextInt(4));
        Shape image = new Shape(valid.width() + width - 1, valid.height() + height - 1, valid.depth() + depth - 1);
        Anchor anchor = new Anchor(random.nextInt(width), random.nextInt(height), random.nextInt(depth));
        List<Volume> sources = IntStream.range(0, inputs)
                .mapToObj(i -> Pairs.counts(image, 60000 / (i + 1), 20, seed + i))
                .toList();
        List<Volume> targets = IntStream.range(0, outputs)
                .mapToObj(i -> Pairs.noise(valid, 3000 * i, 5, seed + 10 + i))
                .toList();
        for (int i = 0; i < holes; i++) {
            List<Volume> holed = random.nextInt(4) == 0 ? targets : sources;
            Volume volume = holed.get(random.nextInt(holed.size()));
            float[] plane = volume.plane(random.nextInt(volume.shape().depth()));
            plane[random.nextInt(plane.length)] = Float.NaN;
        }
        List<Volume> given = sameSize
                ? targets.stream()
                        .map(target -> Pairs.embedded(target, image, anchor))
                        .toList()
                : targets;
        requireEqual(statistics(sources, given, kernel, anchor, 2), sources, targets, kernel);
    }

    private static void requireEqual(
            ChannelStatistics statistics, List<Volume> inputs, List<Volume> targets, Shape kernel) {
        double[][] all = ExplicitLoop.windows(inputs, kernel);
        double[][] values = targets.stream().map(ExplicitLoop::targets).toArray(double[][]::new);
        int[] whole = IntStream.range(0, all.length)
                .filter(i -> Arrays.stream(all[i]).allMatch(Double::isFinite)
                        && Arrays.stream(values).allMatch(target -> Double.isFinite(target[i])))
                .toArray();
        for (int output = 0; output < values.length; output++) {
            PatchStatistics ours = statistics.outputs().get(output);
            assertThat(ours.count()).isEqualTo(whole.length);
            assertThat(ours.excluded()).isEqualTo(all.length - whole.length);
            assertThat(ours.channels()).isEqualTo(inputs.size());
            if (whole.length > 0) {
                double[] target = values[output];
                double[] t = Arrays.stream(whole).mapToDouble(i -> target[i]).toArray();
                requireEqual(ours, Arrays.stream(whole).mapToObj(i -> all[i]).toArray(double[][]::new), t);
            }
        }
    }

    private static void requireEqual(PatchStatistics ours, double[][] windows, double[] targets) {
        double[] means = ExplicitLoop.means(windows);
        double mean = Arrays.stream(targets).average().orElseThrow();
        int n = means.length;
        double spread = 400.0 * windows.length;
        double variation = 0;
        for (double target : targets) {
            variation += (target - mean) * (target - mean);
        }
        assertThat(ours.variation()).isCloseTo(variation, within(1e-9 * (1 + variation)));
        for (int i = 0; i < n; i++) {
            assertThat(ours.means()[i]).isCloseTo(means[i], within(1e-9));
            double cross = 0;
            for (int w = 0; w < windows.length; w++) {
                cross += (windows[w][i] - means[i]) * (targets[w] - mean);
            }
            assertThat(ours.cross()[i]).isCloseTo(cross, within(1e-10 * spread));
            for (int k = 0; k < n; k++) {
                double product = 0;
                for (double[] window : windows) {
                    product += (window[i] - means[i]) * (window[k] - means[k]);
                }
                assertThat(ours.gram()[i * n + k]).isCloseTo(product, within(1e-10 * spread));
            }
        }
    }

    @Test
    void threadsDontChangeABit() throws IOException {
        Shape kernel = new Shape(3, 3, 2);
        List<Volume> inputs = channels(new Shape(40, 30, 4), 3, 1);
        List<Volume> targets = channels(new Shape(38, 28, 3), 2, 9);
        ChannelStatistics one = statistics(inputs, targets, kernel, Anchor.centreOf(kernel), 1);
        ChannelStatistics more = statistics(inputs, targets, kernel, Anchor.centreOf(kernel), 3);
        for (int output = 0; output < 2; output++) {
            assertThat(more.outputs().get(output).gram())
                    .isEqualTo(one.outputs().get(output).gram());
            assertThat(more.outputs().get(output).cross())
                    .isEqualTo(one.outputs().get(output).cross());
        }
    }

    @Test
    void statisticsOfOneChannelAreThoseOfAPair() throws IOException {
        Shape kernel = new Shape(3, 2, 2);
        Volume input = Pairs.noise(new Shape(20, 15, 6), 50, 3, 1);
        Volume target = Pairs.noise(new Shape(18, 14, 5), 5, 1, 2);
        PatchStatistics ours = statistics(List.of(input), List.of(target), kernel, Anchor.centreOf(kernel), 1)
                .outputs()
                .get(0);
        try (Workers workers = new Workers(1)) {
            PatchStatistics single = PatchStatistics.of(
                    new ExamplePair(input, target), kernel, Anchor.centreOf(kernel), workers, Progress.NONE);
            double[] gram = single.gram();
            for (int i = 0; i < gram.length; i++) {
                assertThat(ours.gram()[i]).isCloseTo(gram[i], within(1e-12 * gram[0]));
            }
            assertThat(ours.variation()).isCloseTo(single.variation(), within(1e-12 * single.variation()));
        }
    }

    @ParameterizedTest
    @CsvSource({"3,3,1,3,3", "1,1,1,4,2", "2,3,1,2,1", "5,1,1,1,3", "3,3,2,2,2"})
    void theBankThatMadeTheTargetIsFound(int width, int height, int depth, int inputs, int outputs) throws IOException {
        Shape kernel = new Shape(width, height, depth);
        Shape image = new Shape(30, 28, depth == 1 ? 1 : 8);
        List<Volume> sources = channels(image, inputs, 1);
        double[][] weights = weights(kernel, inputs, outputs);
        List<Volume> targets = made(sources, kernel, weights, 2);
        try (Workers workers = new Workers(2)) {
            List<ChannelPair> pairs = List.of(pair(sources, targets));
            for (Method method : List.of(Method.EXACT, Method.CONJUGATE_GRADIENT)) {
                TrainingOptions options = TrainingOptions.DEFAULT
                        .withShape(kernel)
                        .withMethod(method)
                        .withTolerance(1e-7);
                List<Fit> fits = BankLearner.fit(pairs, options, workers, TrainingListener.NONE, Progress.NONE);
                assertThat(fits).hasSize(outputs);
                KernelBank bank = BankLearner.bank(fits);
                assertThat(bank.inputs()).isEqualTo(inputs);
                for (int output = 0; output < outputs; output++) {
                    requireClose(fits.get(output).weights(), weights[output], 1e-6);
                    assertThat(bank.bias(output)).isCloseTo(2 + output, within(1e-5));
                    assertThat(fits.get(output).loss())
                            .as("from the pixels")
                            .isPositive()
                            .isLessThan(1e-9 * fits.get(output).variation());
                }
                assertThat(bank.kernel(outputs - 1, inputs - 1).weights()[0])
                        .isCloseTo((float) weights[outputs - 1][(inputs - 1) * (int) kernel.volume()], within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GRADIENT_DESCENT", "NESTEROV", "ADAM"})
    void iteratesEqualTheLoopOverThePixels(Method method) throws IOException {
        Shape kernel = Shape.of(3, 2);
        List<Volume> inputs = channels(Shape.of(18, 16), 2, 1);
        List<Volume> targets = channels(Shape.of(16, 15), 3, 7);
        ChannelStatistics statistics = statistics(inputs, targets, kernel, Anchor.centreOf(kernel), 1);
        TrainingOptions options =
                TrainingOptions.DEFAULT.withShape(kernel).withMethod(method).withRate(0.004);
        double[][] windows = ExplicitLoop.windows(inputs, kernel);
        List<ExplicitLoop> loops = new ArrayList<>();
        for (int output = 0; output < 3; output++) {
            double[] start = options.start().values(kernel, options.anchor(), 2, output, options.seed());
            loops.add(ExplicitLoop.withBias(windows, ExplicitLoop.targets(targets.get(output)), start));
        }
        double momentum = Nesterov.momentum(
                Problem.of(statistics.outputs().get(0), options).matrix().spectrum(false));
        for (int step = 1; step <= 100; step++) {
            List<Fit> fits =
                    BankLearner.fit(statistics, options.withIterations(step), TrainingListener.NONE, Progress.NONE);
            for (int output = 0; output < 3; output++) {
                ExplicitLoop loop = loops.get(output);
                switch (method) {
                    case NESTEROV -> loop.nesterov(0.004 / windows.length, momentum);
                    case ADAM -> loop.adam(0.004, windows.length);
                    default -> loop.descend(0.004 / windows.length, 0);
                }
                requireClose(fits.get(output).weights(), Arrays.copyOf(loop.x, 12), 1e-12);
            }
        }
    }

    @Test
    void lossesOfOutputsAreToldTogether() throws IOException {
        Shape kernel = Shape.of(2, 2);
        ChannelStatistics statistics = statistics(
                channels(Shape.of(12, 12), 2, 1), channels(Shape.of(11, 11), 2, 5), kernel, Anchor.centreOf(kernel), 1);
        TrainingOptions options = TrainingOptions.DEFAULT
                .withShape(kernel)
                .withIterations(6)
                .withPrintInterval(2)
                .withStart(Start.ZEROS);
        List<Long> iterations = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        BankLearner.fit(
                statistics,
                options,
                (iteration, loss) -> {
                    iterations.add(iteration);
                    losses.add(loss);
                },
                Progress.NONE);
        assertThat(iterations).containsExactly(2L, 4L, 6L);
        List<Double> separate = new ArrayList<>();
        for (PatchStatistics output : statistics.outputs()) {
            KernelLearner.fit(output, options, (iteration, loss) -> separate.add(loss), Progress.NONE);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(losses.get(i)).isCloseTo(separate.get(i) + separate.get(3 + i), within(1e-12));
        }
    }

    @Test
    void severalPairsAddUp() throws IOException {
        Shape kernel = Shape.of(3, 3);
        double[][] weights = weights(kernel, 2, 2);
        List<ChannelPair> pairs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            List<Volume> sources = channels(Shape.of(20 + i, 18), 2, 30 + 5 * i);
            pairs.add(pair(sources, made(sources, kernel, weights, 0)));
        }
        try (Workers workers = new Workers(1)) {
            List<Fit> fits = BankLearner.fit(
                    pairs,
                    TrainingOptions.DEFAULT.withMethod(Method.EXACT),
                    workers,
                    TrainingListener.NONE,
                    Progress.NONE);
            requireClose(fits.get(1).weights(), weights[1], 1e-6);
            assertThat(fits.get(0).count()).isEqualTo(18 * 16 + 19 * 16);
        }
    }

    @Test
    void startsLeadFromEachChannelToTheSameOne() {
        Shape one = Shape.of(1, 1);
        Anchor anchor = Anchor.centreOf(one);
        assertThat(Start.IDENTITY.values(one, anchor, 2, 1, 0)).containsExactly(0, 1, 0);
        Start given = Start.of(Kernel.of(one, 5).withBias(3));
        assertThat(given.values(one, anchor, 2, 0, 0)).containsExactly(5, 0, 3);
        KernelBank bank = KernelBank.of(
                List.of(List.of(Kernel.of(one, 1), Kernel.of(one, 2).withBias(4))));
        assertThat(Start.of(bank).values(one, anchor, 2, 0, 0)).containsExactly(1, 2, 4);
        assertThatThrownBy(() -> Start.of(bank).values(one, anchor, 2, 1, 0))
                .hasMessage("the start is a bank of 1 x 1 kernels, 2 to 1 channels, but 2 input channels and at least 2"
                        + " output channels are learned");
        double[] first = Start.UNIFORM.values(one, anchor, 2, 0, 9);
        double[] second = Start.UNIFORM.values(one, anchor, 2, 1, 9);
        assertThat(second[0]).isNotEqualTo(first[0]).isNotEqualTo(first[1]);
    }

    @Test
    void whatDoesNotGoTogetherIsNamed() {
        Volume small = Pairs.noise(Shape.of(5, 5), 0, 1, 1);
        Volume large = Pairs.noise(Shape.of(6, 5), 0, 1, 1);
        assertThatThrownBy(() -> pair(List.of(small, large), List.of(small)))
                .hasMessage("the channels of the input differ in size: one is 5 x 5, another 6 x 5");
        assertThatThrownBy(() -> pair(List.of(small), List.of()))
                .hasMessage("the target of a pair has at least one channel");
        Shape kernel = Shape.of(64, 64);
        Volume image = Pairs.noise(Shape.of(70, 70), 0, 1, 1);
        assertThatThrownBy(() -> statistics(List.of(image, image), List.of(image), kernel, Anchor.centreOf(kernel), 1))
                .hasMessage("64 x 64 kernels from 2 channels have 8192 taps, too many to be learned; the most is 4096");
    }

    private static ChannelStatistics statistics(
            List<Volume> inputs, List<Volume> targets, Shape kernel, Anchor anchor, int threads) throws IOException {
        try (Workers workers = new Workers(threads)) {
            return ChannelStatistics.of(pair(inputs, targets), kernel, anchor, workers, Progress.NONE);
        }
    }

    private static ChannelPair pair(List<Volume> inputs, List<Volume> targets) {
        return new ChannelPair(List.<PlaneSource>copyOf(inputs), List.<PlaneSource>copyOf(targets));
    }

    private static List<Volume> channels(Shape shape, int count, long seed) {
        return IntStream.range(0, count)
                .mapToObj(i -> Pairs.noise(shape, 3.0 * i, 1 + i, seed + i))
                .toList();
    }

    private static double[][] weights(Shape kernel, int inputs, int outputs) {
        double[][] weights = new double[outputs][];
        Arrays.setAll(weights, i -> Pairs.weights((int) kernel.volume() * inputs, 100 + i));
        return weights;
    }

    /** Output o has the bias {@code bias + o}. */
    private static List<Volume> made(List<Volume> inputs, Shape kernel, double[][] weights, double bias) {
        double[][] windows = ExplicitLoop.windows(inputs, kernel);
        Shape image = inputs.get(0).shape();
        Shape valid = new Shape(
                image.width() - kernel.width() + 1,
                image.height() - kernel.height() + 1,
                image.depth() - kernel.depth() + 1);
        List<Volume> made = new ArrayList<>();
        for (int output = 0; output < weights.length; output++) {
            float[] pixels = new float[windows.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (ExplicitLoop.dot(windows[i], weights[output]) + bias + output);
            }
            made.add(Volume.of(valid, pixels));
        }
        return made;
    }

    private static void requireClose(double[] weights, double[] expected, double tolerance) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(weights).hasSameSizeAs(expected);
        for (int i = 0; i < weights.length; i++) {
            assertThat(weights[i]).as("weight %d", i).isCloseTo(expected[i], within(tolerance * largest));
        }
    }
}
