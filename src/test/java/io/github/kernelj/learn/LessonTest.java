package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The lesson's loop, and what happens when its rate is too large. */
class LessonTest {

    @Property(tries = 200)
    void printsTheLossesOfTheExplicitLoopFromAnyStart(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        float[] start = {random.nextFloat() * 4 - 2, random.nextFloat() * 4 - 2};
        requireLesson(
                TrainingOptions.lesson().withStart(Start.of(Kernel.of(Shape.of(2, 1), start))), start[0], start[1]);
    }

    @Test
    void startsWithUniformWeightsFromTheSeed() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            TrainingOptions options = TrainingOptions.lesson().withSeed(seed);
            double[] start = options.start().values(options.shape(), options.anchor(), 1, 0, seed);
            assertThat(start[0]).isBetween(0.0, 1.0);
            assertThat(start[1]).isBetween(0.0, 1.0);
            assertThat(start[2]).isZero();
            Fit fit = requireLesson(options, start[0], start[1]);
            assertThat(fit.weights()[0]).isCloseTo(1, within(0.15));
            assertThat(fit.weights()[1]).isCloseTo(-1, within(0.15));
        }
    }

    @Test
    void knowsItsLargestStableRate() throws IOException {
        Fit without = fit(TrainingOptions.lesson(), TrainingListener.NONE);
        assertThat(without.largestStableRate().orElseThrow()).isCloseTo(0.0333, within(5e-5));
        assertThat(without.rate()).hasValue(0.03);
        TrainingOptions together = loop().withLearnBias(true).withRate(0.01);
        assertThat(fit(together, TrainingListener.NONE).largestStableRate().orElseThrow())
                .isCloseTo(0.0161, within(5e-5));
    }

    @Test
    void refusesABias() {
        assertThatThrownBy(() -> TrainingOptions.lesson().withLearnBias(true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "preset=lesson keeps the bias at 0: its rate of 0.03 is stable up to 0.0333 on the lesson's edge"
                                + " image, but with a learned bias only up to 0.0161, so the loop would diverge. Leave out the bias, or"
                                + " the preset and choose a rate below the limit");
    }

    @Test
    void divergenceIsStoppedAndTheBestKernelKept() throws IOException {
        TrainingOptions options =
                loop().withLearnBias(true).withRate(0.03).withIterations(1000).withPrintInterval(1);
        List<Double> told = new ArrayList<>();
        Fit fit = fit(options, (iteration, loss) -> told.add(loss));
        assertThat(fit.diverged()).isTrue();
        assertThat(fit.converged()).isFalse();
        assertThat(told).hasSize((int) fit.steps() + 2);
        double best = told.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        assertThat(fit.loss()).isEqualTo(best);
        assertThat(told.get(told.size() - 1)).isGreaterThan(best);
        assertThat(fit.notices())
                .containsExactly("diverged: at rate 0.0300 the loss grows after step " + fit.steps()
                        + ", whose kernel is kept; the largest stable rate for this pair is 0.0161");
    }

    @Test
    void divergenceOfNesterovIsStopped() throws IOException {
        TrainingOptions options =
                loop().withMethod(Method.NESTEROV).withRate(0.06).withIterations(1000);
        Fit fit = fit(options, TrainingListener.NONE);
        assertThat(fit.diverged()).isTrue();
        assertThat(fit.loss()).isLessThanOrEqualTo(fit.history().get(0).loss());
        assertThat(fit.largestStableRate().orElseThrow()).isBetween(0.02, 0.0333);
        Fit below = fit(options.withRate(fit.largestStableRate().orElseThrow() * 0.99), TrainingListener.NONE);
        assertThat(below.converged()).isTrue();
        Fit above = fit(options.withRate(fit.largestStableRate().orElseThrow() * 1.02), TrainingListener.NONE);
        assertThat(above.diverged()).isTrue();
    }

    @Test
    void aRateAboveTheLimitThatHasNotYetGrownIsToldOf() throws IOException {
        Kernel start = Kernel.of(Shape.of(2, 1), 1, 0);
        Fit fit = fit(loop().withStart(Start.of(start)).withRate(0.034).withIterations(1), TrainingListener.NONE);
        assertThat(fit.diverged()).isFalse();
        assertThat(fit.notices())
                .containsExactly(
                        "the largest stable rate for this pair is 0.0333; with more steps the loss would grow");
    }

    @Test
    void linesLookLikeTheLessons() {
        List<String> lines = new ArrayList<>();
        TrainingListener.printing(lines::add).step(2, 4.9151);
        assertThat(lines).containsExactly("batch 2, loss 4.915");
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        TrainingOptions options = TrainingOptions.DEFAULT;
        assertThatThrownBy(() -> options.withIterations(0)).hasMessage("iterations must be at least 1, got 0");
        assertThatThrownBy(() -> options.withIterations(2_000_000_000_000L))
                .hasMessageContaining("at most 1000000000000");
        assertThatThrownBy(() -> options.withRate(0)).hasMessage("rate must be a number above 0, or auto; got 0.0");
        assertThatThrownBy(() -> options.withRate(Double.NaN)).hasMessageContaining("rate must be a number above 0");
        assertThatThrownBy(() -> options.withTolerance(0)).hasMessage("tolerance must lie between 0 and 1, got 0.0");
        assertThatThrownBy(() -> options.withRidge(-1)).hasMessage("ridge must be a number of at least 0, got -1.0");
        assertThatThrownBy(() -> options.withPrintInterval(-1)).hasMessage("print must be at least 0 (never), got -1");
        assertThatThrownBy(() -> options.withShape(new Shape(100, 100, 1)))
                .hasMessageContaining("10000 taps, too many");
        assertThatThrownBy(() -> options.withStart(Start.of(Kernel.of(Shape.of(2, 1), 1, 1))))
                .hasMessage("the start is a 2 x 1 kernel, but the kernel to learn is 3 x 3");
    }

    /** The lesson's settings without its preset, so that a bias may be learned. */
    private static TrainingOptions loop() {
        return TrainingOptions.DEFAULT
                .withShape(Shape.of(2, 1))
                .withLoss(Loss.SUM)
                .withLearnBias(false)
                .withRate(0.03)
                .withIterations(10);
    }

    private static Fit requireLesson(TrainingOptions options, double first, double second) throws IOException {
        ExamplePair pair = Pairs.lesson();
        ExplicitLoop loop = ExplicitLoop.raw(
                ExplicitLoop.windows((Volume) pair.input(), Shape.of(2, 1)),
                ExplicitLoop.targets((Volume) pair.target()),
                new double[] {first, second});
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            if (i % 2 == 0) {
                expected.add(String.format(Locale.ROOT, "batch %d, loss %.3f", i, loop.loss()));
            }
            loop.descend(0.03, 0);
        }
        List<String> lines = new ArrayList<>();
        Fit fit = fit(options, TrainingListener.printing(lines::add));
        assertThat(lines).isEqualTo(expected);
        assertThat(fit.weights()[0]).isCloseTo(loop.x[0], within(1e-13));
        assertThat(fit.weights()[1]).isCloseTo(loop.x[1], within(1e-13));
        assertThat(fit.kernel().bias()).isZero();
        return fit;
    }

    private static Fit fit(TrainingOptions options, TrainingListener listener) throws IOException {
        try (Workers workers = new Workers(1)) {
            return KernelLearner.fit(List.of(Pairs.lesson()), options, workers, listener, Progress.NONE);
        }
    }
}
