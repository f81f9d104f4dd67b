package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KernelLearnerTest {

    @ParameterizedTest
    @CsvSource({"5,5,1", "4,2,1", "7,1,1", "1,7,1", "1,1,6", "3,3,3", "1,1,1"})
    void theExactSolutionIsTheKernelThatMadeTheTarget(int width, int height, int depth) throws IOException {
        Shape shape = new Shape(width, height, depth);
        Shape image = new Shape(24 + width, 22 + height, depth == 1 ? 1 : 14 + depth);
        Volume input = Pairs.noise(image, 0, 1, 1);
        double[] weights = Pairs.weights((int) shape.volume(), 2);
        Anchor anchor = new Anchor(width - 1, 0, depth / 2);
        Volume target = Pairs.correlated(input, shape, weights, 3.25);
        TrainingOptions options =
                TrainingOptions.DEFAULT.withShape(shape).withAnchor(anchor).withMethod(Method.EXACT);
        for (Volume wanted : List.of(target, Pairs.embedded(target, image, anchor))) {
            Fit fit = fit(options, input, wanted);
            double largest = Arrays.stream(weights).map(Math::abs).max().orElseThrow();
            requireWeights(fit, weights, 1e-6 * largest);
            assertThat(fit.kernel().bias()).isCloseTo(3.25, within(1e-6));
            assertThat(fit.kernel().anchor()).isEqualTo(anchor);
            assertThat(fit.kernel().name()).isEqualTo("learned");
            assertThat(fit.converged()).isTrue();
            assertThat(fit.rate()).isEmpty();
            assertThat(fit.rSquared()).isGreaterThan(1 - 1e-9);
        }
    }

    @Test
    void exactOnBrightSixteenBitData() throws IOException {
        Shape shape = Shape.of(5, 5);
        Volume input = Pairs.counts(Shape.of(60, 50), 60000, 20, 1);
        double[] weights = Pairs.weights(25, 2);
        double sum = Arrays.stream(weights).sum();
        Volume target = Pairs.correlated(input, shape, weights, -60000 * sum);
        Fit fit = fit(TrainingOptions.DEFAULT.withShape(shape).withMethod(Method.EXACT), input, target);
        requireWeights(fit, weights, 1e-6);
        assertThat(fit.kernel().bias()).isCloseTo(-60000 * sum, within(0.05));
        Volume raw = Pairs.correlated(input, shape, weights, 0);
        Fit without = fit(
                TrainingOptions.DEFAULT
                        .withShape(shape)
                        .withMethod(Method.EXACT)
                        .withLearnBias(false),
                input,
                raw);
        requireWeights(without, weights, 1e-4);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void everyMethodConvergesOnASmoothImage(Method method) throws IOException {
        Shape shape = Shape.of(3, 3);
        Volume input = smooth(Shape.of(80, 70));
        double[] weights = Pairs.weights(9, 2);
        Fit fit = fit(
                TrainingOptions.DEFAULT.withMethod(method).withSeed(5),
                input,
                Pairs.correlated(input, shape, weights, 1));
        assertThat(fit.condition()).isGreaterThan(100);
        assertThat(fit.converged()).isTrue();
        assertThat(fit.history().get(fit.history().size() - 1).distance()).isLessThanOrEqualTo(1e-4);
        for (int i = 0; i < 9; i++) {
            assertThat(fit.weights()[i]).isCloseTo(fit.exact().weights()[i], within(1.01e-4));
        }
        assertThat(fit.notices()).isEmpty();
    }

    @Test
    void convergenceTakesTheFewestSteps() throws IOException {
        Volume input = smooth(Shape.of(80, 70));
        Volume target = Pairs.correlated(input, Shape.of(3, 3), Pairs.weights(9, 2), 1);
        TrainingOptions options = TrainingOptions.DEFAULT.withSeed(5);
        Fit fit = fit(options, input, target);
        assertThat(fit.steps()).isGreaterThan(1000);
        assertThat(fit(options.withIterations(fit.steps()), input, target).converged())
                .isTrue();
        assertThat(fit(options.withIterations(fit.steps() - 1), input, target).converged())
                .isFalse();
    }

    @Test
    void historyRunsFromTheStartToTheLastStep() throws IOException {
        Volume input = smooth(Shape.of(80, 70));
        Volume target = Pairs.correlated(input, Shape.of(3, 3), Pairs.weights(9, 2), 1);
        Fit fit = fit(TrainingOptions.DEFAULT, input, target);
        assertThat(fit.history().get(0).step()).isZero();
        assertThat(fit.history().get(fit.history().size() - 1).step()).isEqualTo(fit.steps());
        assertThat(fit.history()).extracting(Fit.Point::step).isSorted().doesNotHaveDuplicates();
        for (int i = 1; i < fit.history().size(); i++) {
            assertThat(fit.history().get(i).loss())
                    .isLessThanOrEqualTo(fit.history().get(i - 1).loss());
        }
    }

    @Test
    void tinyResidualsComeFromThePixels() throws IOException {
        Volume input = Pairs.noise(Shape.of(40, 30), 0, 1, 1);
        Shape shape = Shape.of(3, 3);
        Volume target = Pairs.correlated(input, shape, Pairs.weights(9, 2), 1);
        Fit fit = fit(TrainingOptions.DEFAULT.withMethod(Method.EXACT), input, target);
        double[][] windows = ExplicitLoop.windows(input, shape);
        double expected = 0;
        for (int i = 0; i < windows.length; i++) {
            double residual =
                    ExplicitLoop.dot(windows[i], fit.weights()) + fit.kernel().bias() - target.plane(0)[i];
            expected += residual * residual;
        }
        assertThat(fit.loss()).isPositive().isLessThan(1e-9 * fit.variation());
        assertThat(fit.loss()).isCloseTo(expected, within(1e-6 * expected));
        assertThat(fit.rmse()).isCloseTo(Math.sqrt(expected / windows.length), within(1e-6 * fit.rmse()));
    }

    @Test
    void severalPairsTeachOneKernel() throws IOException {
        Shape shape = Shape.of(3, 3);
        double[] weights = Pairs.weights(9, 2);
        List<ExamplePair> pairs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Volume input = Pairs.noise(Shape.of(20 + i, 20), 10.0 * i, 1, i);
            pairs.add(new ExamplePair(input, Pairs.correlated(input, shape, weights, 2)));
        }
        try (Workers workers = new Workers(2)) {
            Fit fit = KernelLearner.fit(
                    pairs,
                    TrainingOptions.DEFAULT.withMethod(Method.EXACT),
                    workers,
                    TrainingListener.NONE,
                    Progress.NONE);
            requireWeights(fit, weights, 1e-6);
            assertThat(fit.count()).isEqualTo(18 * (18 + 19 + 20));
        }
    }

    @Test
    void ridgeSolvesTheRegularisedEquations() throws IOException {
        Volume input = Pairs.noise(Shape.of(20, 20), 1, 2, 1);
        Volume target = Pairs.noise(Shape.of(18, 18), 1, 2, 2);
        TrainingOptions options = TrainingOptions.DEFAULT
                .withMethod(Method.EXACT)
                .withLoss(Loss.SUM)
                .withRidge(50)
                .withLearnBias(false);
        double[] weights = fit(options, input, target).weights();
        ExplicitLoop loop =
                ExplicitLoop.raw(ExplicitLoop.windows(input, Shape.of(3, 3)), ExplicitLoop.targets(target), weights);
        double[] gradient = loop.gradient(weights);
        for (int i = 0; i < 9; i++) {
            assertThat(gradient[i] + 2 * 50 * weights[i]).isCloseTo(0, within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aFlatImageIsNotIdentifiable(Method method) {
        float[] pixels = new float[400];
        Arrays.fill(pixels, 1234.567f);
        Volume input = Volume.of(Shape.of(20, 20), pixels);
        assertThatThrownBy(() ->
                        fit(TrainingOptions.DEFAULT.withMethod(method), input, Pairs.noise(Shape.of(18, 18), 0, 1, 1)))
                .isInstanceOf(NotIdentifiableException.class)
                .hasMessage(
                        "the kernel is not identifiable: the pair determines 0 of 9 unknowns (the input image is flat)."
                                + " Use a pair with more structure, a smaller kernel or ridge > 0, or ask for the minimum-norm answer");
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theMinimumNormAnswerSharesWeightsEvenly(Method method) throws IOException {
        float[] pixels = new float[400];
        for (int i = 0; i < 400; i++) {
            pixels[i] = Pairs.noise(Shape.of(20, 1), 0, 1, 4).plane(0)[i % 20];
        }
        Volume input = Volume.of(Shape.of(20, 20), pixels);
        Shape shape = Shape.of(1, 2);
        Volume target = Pairs.correlated(input, shape, new double[] {3, 1}, 0);
        TrainingOptions options = TrainingOptions.DEFAULT.withShape(shape).withMethod(method);
        Fit fit = fit(options.withMinimumNorm(true), input, target);
        requireWeights(fit, new double[] {2, 2}, 3e-4);
        assertThat(fit.notices())
                .contains("the kernel is not identifiable: the pair determines 1 of 2 unknowns; this is the"
                        + " answer of the smallest weights");
        if (method != Method.EXACT) {
            Fit some = fit(options.withIterations(5000).withStart(Start.IDENTITY), input, target);
            requireWeights(some, new double[] {1.5, 2.5}, 1e-6);
            assertThat(some.condition()).isInfinite();
        }
    }

    @Test
    void tooFewWindowsAreNamed() {
        Volume input = Pairs.noise(Shape.of(4, 4), 0, 1, 1);
        assertThatThrownBy(() -> fit(TrainingOptions.DEFAULT, input, input))
                .isInstanceOf(NotIdentifiableException.class)
                .hasMessageContaining("(it has only 4 windows)");
    }

    @Test
    void aFlatTargetIsLearnedAsNothing() throws IOException {
        float[] pixels = new float[324];
        Arrays.fill(pixels, 7);
        Volume input = Pairs.noise(Shape.of(20, 20), 5, 1, 1);
        Fit fit = fit(TrainingOptions.DEFAULT, input, Volume.of(Shape.of(18, 18), pixels));
        requireWeights(fit, new double[9], 1e-4);
        assertThat(fit.kernel().bias()).isCloseTo(7, within(5e-3));
        assertThat(fit.rSquared()).isNaN();
    }

    @Test
    void missingPixelsAreLeftOutAndCounted() throws IOException {
        Shape shape = Shape.of(3, 3);
        Volume input = Pairs.noise(Shape.of(40, 30), 0, 1, 1);
        double[] weights = Pairs.weights(9, 2);
        Volume target = Pairs.correlated(input, shape, weights, 1);
        input.plane(0)[10 * 40 + 10] = Float.NaN;
        target.plane(0)[0] = Float.POSITIVE_INFINITY;
        Fit fit = fit(TrainingOptions.DEFAULT.withMethod(Method.EXACT), input, target);
        requireWeights(fit, weights, 1e-6);
        assertThat(fit.notices()).containsExactly("10 windows with NaN or infinite pixels were left out");
        assertThat(fit.loss()).isFinite();
    }

    @Test
    void cancellingKeepsTheBestSoFar() throws IOException {
        Volume input = smooth(Shape.of(80, 70));
        Volume target = Pairs.correlated(input, Shape.of(3, 3), Pairs.weights(9, 2), 1);
        TrainingOptions options =
                TrainingOptions.DEFAULT.withMethod(Method.NESTEROV).withPrintInterval(1);
        List<Long> seen = new ArrayList<>();
        Progress afterTen = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return seen.size() >= 10;
            }
        };
        Fit fit = KernelLearner.fit(statistics(options, input, target), options, (i, loss) -> seen.add(i), afterTen);
        assertThat(fit.cancelled()).isTrue();
        assertThat(fit.steps()).isBetween(1L, 10L);
        assertThat(fit.loss()).isLessThan(fit.history().get(0).loss() * fit.count());
        assertThat(fit.notices()).anyMatch(notice -> notice.startsWith("cancelled; this is the best kernel"));
    }

    @Test
    void statisticsOfAnotherKernelAreRefused() throws IOException {
        Volume input = Pairs.noise(Shape.of(20, 20), 0, 1, 1);
        PatchStatistics statistics = statistics(TrainingOptions.DEFAULT, input, input);
        assertThatThrownBy(() -> KernelLearner.fit(
                        statistics,
                        TrainingOptions.DEFAULT.withShape(Shape.of(5, 5)),
                        TrainingListener.NONE,
                        Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't teach a 5 x 5 kernel");
        Volume gone = Volume.of(Shape.of(3, 3), new float[] {1, 2, 3, 4, Float.NaN, 6, 7, 8, 9});
        assertThatThrownBy(() -> fit(TrainingOptions.DEFAULT, gone, gone))
                .hasMessage(
                        "there is nothing to learn from: every window of the pair holds NaN or infinite pixels (1 windows)");
        assertThatThrownBy(() -> KernelLearner.fit(
                        List.of(), TrainingOptions.DEFAULT, new Workers(1), TrainingListener.NONE, Progress.NONE))
                .hasMessage("learning needs at least one pair of images");
    }

    @Test
    void aRateThatWontTakePartIsToldOf() throws IOException {
        Volume input = Pairs.noise(Shape.of(20, 20), 0, 1, 1);
        Fit fit = fit(
                TrainingOptions.DEFAULT.withMethod(Method.CONJUGATE_GRADIENT).withRate(0.1), input, input);
        assertThat(fit.notices()).contains("the learning rate plays no part in this method");
        Kernel identity = fit.kernel();
        assertThat(identity.weight(1, 1, 0)).isCloseTo(1, within(2e-4f));
    }

    /** Noise averaged twice over 3 x 3, as a camera's optics would. */
    private static Volume smooth(Shape shape) {
        double[] mean = new double[9];
        Arrays.fill(mean, 1.0 / 9);
        Volume noise = Pairs.noise(Shape.of(shape.width() + 4, shape.height() + 4), 100, 50, 8);
        return Pairs.correlated(Pairs.correlated(noise, Shape.of(3, 3), mean, 0), Shape.of(3, 3), mean, 0);
    }

    private static Fit fit(TrainingOptions options, Volume input, Volume target) throws IOException {
        try (Workers workers = new Workers(1)) {
            return KernelLearner.fit(
                    List.of(new ExamplePair(input, target)), options, workers, TrainingListener.NONE, Progress.NONE);
        }
    }

    private static PatchStatistics statistics(TrainingOptions options, Volume input, Volume target) throws IOException {
        try (Workers workers = new Workers(1)) {
            return PatchStatistics.of(
                    new ExamplePair(input, target), options.shape(), options.anchor(), workers, Progress.NONE);
        }
    }

    private static void requireWeights(Fit fit, double[] expected, double tolerance) {
        double[] weights = fit.weights();
        assertThat(weights).hasSameSizeAs(expected);
        for (int i = 0; i < weights.length; i++) {
            assertThat(weights[i]).as("weight %d", i).isCloseTo(expected[i], within(tolerance));
            assertThat(fit.kernel().weights()[i]).isEqualTo((float) weights[i]);
        }
    }
}
