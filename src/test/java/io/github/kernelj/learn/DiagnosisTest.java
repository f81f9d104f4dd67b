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
import io.github.kernelj.learn.TrustSimulationTest.Simulations;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

    private static final Shape FIVE = Shape.of(5, 5);
    private static final TrainingOptions OPTIONS =
            TrainingOptions.DEFAULT.withShape(FIVE).withMethod(Method.EXACT);

    /** The small version of {@link TrustSimulationTest}. */
    @ParameterizedTest
    @CsvSource({"0,0", "1.5,0", "0,1.5", "1.5,1.5"})
    void errorsAndTestsKeepTheirPromises(double smooth, double correlated) throws IOException {
        Simulation three = Simulation.of(Shape.of(84, 84), Shape.of(3, 3), smooth, correlated);
        assertThat(Simulations.coverage(three, 60, 1)).isBetween(0.91, 0.985);
        assertThat(Simulations.rejected(three, 60, 2)).isLessThan(0.2);
        assertThat(Simulations.rejected(three.changing(0.05), 10, 3)).isGreaterThan(0.9);
        Simulation seven = Simulation.of(Shape.of(84, 84), Shape.of(7, 7), Math.min(1, smooth), correlated);
        assertThat(Simulations.rightSizes(seven, 9, 4)).isGreaterThan(0.85);
    }

    @Test
    void aSmallerKernelIsPartOfTheStatistics() throws IOException {
        Volume input = Pairs.counts(new Shape(14, 12, 6), 60000, 30, 1);
        Volume target = Pairs.counts(new Shape(10, 8, 4), 500, 40, 2);
        Shape large = new Shape(5, 5, 3);
        Shape small = new Shape(3, 4, 1);
        PatchStatistics nested = statistics(new ExamplePair(input, target), large, new Anchor(2, 2, 1))
                .nested(small, new Anchor(0, 1, 0));
        PlaneSource part = new CroppedPlanes(input, new WindowBox(2, 1, 1, new Shape(12, 11, 4)));
        PatchStatistics direct = statistics(new ExamplePair(part, target), small, new Anchor(0, 1, 0));
        assertThat(nested.count()).isEqualTo(direct.count());
        assertThat(nested.means()).containsExactly(direct.means(), within(1e-8));
        assertThat(nested.cross()).containsExactly(direct.cross(), within(1e-5));
        assertThat(nested.gram()).containsExactly(direct.gram(), within(1e-5));
        assertThatThrownBy(() -> nested.nested(large, new Anchor(2, 2, 1)))
                .hasMessage("a 5 x 5 x 3 kernel with anchor 2,2,1 isn't part of one of 3 x 4 with anchor 0,1,0");
    }

    @Test
    void aGoodFitIsSaidToBeGood() throws IOException {
        Diagnosis diagnosis = diagnose(pair(v -> v, 0), OPTIONS);
        assertThat(diagnosis.after().rSquared()).isBetween(0.9985, 0.9995);
        assertThat(diagnosis.after().psnr())
                .isCloseTo(20 * Math.log10(diagnosis.range() / diagnosis.after().rmse()), within(1e-9));
        assertThat(diagnosis.after().ssim())
                .isGreaterThan(0.99)
                .isGreaterThan(diagnosis.before().ssim());
        assertThat(diagnosis.before().rmse())
                .isGreaterThan(5 * diagnosis.after().rmse());
        assertThat(diagnosis.heldOut().orElseThrow().rmse())
                .isGreaterThan(diagnosis.after().rmse())
                .isLessThan(1.01 * diagnosis.after().rmse());
        assertThat(diagnosis.heldOut().orElseThrow().ssim())
                .isCloseTo(diagnosis.after().ssim(), within(1e-3));
        assertThat(diagnosis.folds()).isEqualTo(5);
        assertThat(diagnosis.invariance().isInvariant()).contains(true);
        assertThat(diagnosis.sizes().orElseThrow().chosenCandidate().shape()).isEqualTo(FIVE);
        assertThat(diagnosis.sizes().orElseThrow().candidates())
                .extracting(SizeSelection.Candidate::shape)
                .containsExactly(Shape.of(3, 3), FIVE, Shape.of(7, 7), Shape.of(9, 9));
        assertThat(diagnosis.linearity().isLinear()).contains(true);
        assertThat(diagnosis.noise().growsWithIntensity()).isFalse();
        assertThat(diagnosis.noise().growsWithPlace()).isFalse();
        assertThat(diagnosis.notices()).isEmpty();
    }

    @Test
    void whatBendsIsFound() throws IOException {
        Diagnosis diagnosis = diagnose(pair(v -> v + 0.05 * v * v, 0), OPTIONS);
        assertThat(diagnosis.linearity().isLinear()).contains(false);
        assertThat(diagnosis.linearity().curvature()).isPositive();
        assertThat(diagnosis.linearity().explained()).isGreaterThan(0.3);
    }

    @Test
    void noiseThatGrowsIsFound() throws IOException {
        Diagnosis diagnosis = diagnose(pair(v -> v, 0.1), OPTIONS);
        assertThat(diagnosis.noise().growsWithIntensity()).isTrue();
        assertThat(diagnosis.noise().byIntensity()).isGreaterThan(1.5);
        assertThat(diagnosis.linearity().isLinear()).contains(true);
    }

    @Test
    void clippedTargetPixelsAreCounted() throws IOException {
        ExamplePair pair = pair(v -> Math.min(2, v), 0);
        DiagnosisOptions how = new DiagnosisOptions(0.2, OptionalDouble.of(0), -1e9, 2, OptionalDouble.of(8));
        Fit fit = fit(pair, OPTIONS);
        try (Workers workers = new Workers(2)) {
            Diagnosis diagnosis = Diagnosis.of(List.of(pair), OPTIONS, fit, how, workers, Progress.NONE);
            assertThat(diagnosis.clipping().matters()).isTrue();
            assertThat(diagnosis.clipping().high()).isGreaterThan(100);
            assertThat(diagnosis.clipping().low()).isZero();
            assertThat(diagnosis.range()).isEqualTo(8);
            assertThat(diagnosis.inputNoise().isTooMuch()).isFalse();
        }
    }

    @Test
    void aFlatImageIsNotIdentifiable() throws IOException {
        float[] flat = new float[60 * 60];
        Arrays.fill(flat, 7);
        Volume input = Volume.of(Shape.of(60, 60), flat);
        Volume target = Pairs.noise(Shape.of(60, 60), 3, 1, 5);
        TrainingOptions options = OPTIONS.withShape(Shape.of(3, 3)).withMinimumNorm(true);
        Diagnosis diagnosis = diagnose(new ExamplePair(input, target), options);
        assertThat(diagnosis.errors().weights()).containsOnly(Double.POSITIVE_INFINITY);
        assertThat(diagnosis.errors().notices())
                .anyMatch(notice -> notice.equals("not identifiable: the pair doesn't determine any weight of the 3 x 3"
                        + " kernel, so any value fits as well"));
        assertThat(diagnosis.invariance().isInvariant()).isEmpty();
    }

    @Test
    void noiseInTheInputIsEstimatedAndCorrectedFor() throws IOException {
        Random random = new Random(8);
        Shape image = Shape.of(200, 200);
        float[] clean = Simulation.field(image, 1, random);
        double[] weights = Simulation.weights(random, 9);
        Volume target = Pairs.correlated(Volume.of(image, clean), Shape.of(3, 3), weights, 0);
        float[] noise = Simulation.field(image, 0, random);
        float[] noisy = clean.clone();
        for (int i = 0; i < noisy.length; i++) {
            noisy[i] += 0.1f * noise[i];
        }
        ExamplePair pair = new ExamplePair(Volume.of(image, noisy), target);
        TrainingOptions plain = OPTIONS.withShape(Shape.of(3, 3));
        TrainingOptions corrected = plain.withInputNoise(0.1);
        assertThat(farthest(fit(pair, corrected), weights)).isLessThan(0.25 * farthest(fit(pair, plain), weights));
        assertThat(diagnose(pair, plain).inputNoise().isTooMuch()).isTrue();
        Diagnosis diagnosis = diagnose(pair, corrected);
        assertThat(diagnosis.inputNoise().corrected()).isTrue();
        assertThat(diagnosis.inputNoise().isTooMuch()).isFalse();
        ExamplePair smooth = new ExamplePair(
                Volume.of(image, sum(Simulation.field(image, 6, random), noise, 0.1f)), Volume.of(image, noise));
        assertThat(InputNoise.estimate(List.of(smooth), Progress.NONE).orElseThrow())
                .isCloseTo(0.1, within(0.005));
        assertThatThrownBy(() -> fit(pair, plain.withInputNoise(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "input-noise=2.000 can't be corrected for: along its weakest direction the input varies by 0.");
    }

    private static float[] sum(float[] a, float[] b, float factor) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + factor * b[i];
        }
        return sum;
    }

    private static double farthest(Fit fit, double[] weights) {
        double farthest = 0;
        for (int i = 0; i < weights.length; i++) {
            farthest = Math.max(farthest, Math.abs(fit.weights()[i] - weights[i]));
        }
        return farthest;
    }

    @Test
    void aPairTooSmallToTellIsToldSo() throws IOException {
        Diagnosis diagnosis =
                diagnose(Pairs.lesson(), OPTIONS.withShape(Shape.of(2, 1)).withLearnBias(false));
        assertThat(diagnosis.heldOut()).isEmpty();
        assertThat(diagnosis.folds()).isZero();
        assertThat(diagnosis.invariance().isInvariant()).isEmpty();
        assertThat(diagnosis.notices()).contains("the pair is too small to hold a part of it out");
    }

    /** A 5 x 5 kernel's target at 30 dB; bent, or with noise that grows with it. */
    private static ExamplePair pair(DoubleUnaryOperator bent, double growing) {
        Simulation simulation = Simulation.of(Shape.of(132, 132), FIVE, 0, 0);
        Random random = new Random(9);
        double[] weights = simulation.ringed(random, 5);
        ExamplePair pair = simulation.pair(weights, random);
        try {
            float[] target = pair.target().plane(0).clone();
            for (int i = 0; i < target.length; i++) {
                double strength = growing * Math.max(0, target[i] + 2);
                target[i] = (float) (bent.applyAsDouble(target[i]) + strength * random.nextGaussian());
            }
            return new ExamplePair(pair.input(), Volume.of(pair.target().shape(), target));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fit fit(ExamplePair pair, TrainingOptions options) throws IOException {
        try (Workers workers = new Workers(2)) {
            return KernelLearner.fit(List.of(pair), options, workers, (iteration, loss) -> {}, Progress.NONE);
        }
    }

    private static Diagnosis diagnose(ExamplePair pair, TrainingOptions options) throws IOException {
        try (Workers workers = new Workers(2)) {
            return Diagnosis.of(
                    List.of(pair), options, fit(pair, options), DiagnosisOptions.DEFAULT, workers, Progress.NONE);
        }
    }

    private static PatchStatistics statistics(ExamplePair pair, Shape kernel, Anchor anchor) throws IOException {
        try (Workers workers = new Workers(2)) {
            return PatchStatistics.of(pair, kernel, anchor, workers, Progress.NONE);
        }
    }
}
