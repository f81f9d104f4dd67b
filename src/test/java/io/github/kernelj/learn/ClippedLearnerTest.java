package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClippedLearnerTest {

    private static final Shape KERNEL = Shape.of(3, 3);
    private static final Shape IMAGE = Shape.of(220, 200);
    private static final ClipLimits BYTES = new ClipLimits(0, 255);
    private static final double[] SHARPEN = {0, -0.5, 0, -0.5, 3.4, -0.5, 0, -0.5, 0};

    @Test
    void withoutNoiseItIsTenTimesCloserThanWithAllPixels() throws IOException {
        Volume input = scene(1);
        ExamplePair pair = new ExamplePair(input, clipped(input, 0, 2));
        assertThat(clippedShare(pair)).isBetween(0.1, 0.4);
        double all = error(learn(pair, ClipMode.NONE).fit());
        ClippedFit excluded = learn(pair, ClipMode.EXCLUDE);
        assertThat(error(excluded.fit())).isLessThan(all / 10);
        assertThat(excluded.stable()).isTrue();
        assertThat(error(learn(pair, ClipMode.CENSORED).fit())).isLessThan(all / 10);
    }

    @Test
    void withNoiseLeavingOutByPredictionIsAtLeastTwiceAsCloseAsByMeasuredValue() throws IOException {
        double byPrediction = 0;
        double byMeasuredValue = 0;
        double byBounds = 0;
        for (int seed = 0; seed < 4; seed++) {
            Volume input = scene(seed);
            ExamplePair pair = new ExamplePair(input, clipped(input, 5, seed));
            assertThat(clippedShare(pair)).isBetween(0.2, 0.3);
            byPrediction += square(error(learn(pair, ClipMode.EXCLUDE).fit()));
            byMeasuredValue += square(error(
                    learn(pair.withWeights(unclipped(pair)), ClipMode.NONE).fit()));
            byBounds += square(error(learn(pair, ClipMode.CENSORED).fit()));
        }
        assertThat(Math.sqrt(byPrediction)).isLessThan(Math.sqrt(byMeasuredValue) / 2);
        assertThat(Math.sqrt(byBounds)).isLessThan(Math.sqrt(byMeasuredValue) / 2);
    }

    @Test
    void boundsTellTheNoise() throws IOException {
        Volume input = scene(3);
        ClippedFit fit = learn(new ExamplePair(input, clipped(input, 5, 4)), ClipMode.CENSORED);
        assertThat(fit.deviation()).isCloseTo(5, within(0.1));
        assertThat(fit.stable()).isTrue();
        assertThat(fit.fit().notices())
                .contains(
                        fit.clipped()
                                + " targets at a limit of their type count as bounds; the loss is that of their expected values");
    }

    @Test
    void windowsWithAClippedInputPixelAreLeftOutAndCounted() throws IOException {
        Volume input = scene(5);
        Volume target = clipped(input, 0, 6);
        input.plane(0)[50 * 220 + 60] = 255;
        input.plane(0)[0] = 0;
        ClippedFit fit = learn(new ExamplePair(input, target), ClipMode.EXCLUDE);
        assertThat(fit.saturated()).isEqualTo(10);
        assertThat(fit.fit().count()).isEqualTo(218 * 198 - 10 - fit.clipped());
        assertThat(fit.fit().notices())
                .contains(
                        "10 windows with a clipped input pixel were left out",
                        fit.clipped() + " windows were left out because the predicted value lies within four residual"
                                + " standard deviations of a limit of the target's type");
    }

    @Test
    void aTargetOfTheInputsSizeAndWeightsMeanTheSame() throws IOException {
        Volume input = scene(7);
        Volume target = clipped(input, 5, 8);
        Volume embedded = Pairs.embedded(target, IMAGE, io.github.kernelj.kernel.Anchor.centreOf(KERNEL));
        for (ClipMode mode : ClipMode.values()) {
            Fit one = learn(new ExamplePair(input, target), mode).fit();
            assertThat(learn(new ExamplePair(input, embedded), mode).fit().weights())
                    .isEqualTo(one.weights());
        }
    }

    @Test
    void refusesWhatIsClippedAltogether() {
        Volume input = scene(9);
        Volume white = Pairs.noise(Shape.of(218, 198), 255, 0, 1);
        assertThatThrownBy(() -> learn(new ExamplePair(input, white), ClipMode.EXCLUDE))
                .hasMessage(
                        "too little is left to learn from: of 43164 windows 0 hold a clipped input pixel, and all but 0"
                                + " of the others have a target at or near a limit of its type; use a pair that is exposed less,"
                                + " or clipped=none");
        assertThatThrownBy(() -> new ClipLimits(3, 3))
                .hasMessage("the limits of clipping must be low < high, got 3.0 and 3.0");
    }

    @Test
    void theTailOfTheNormalDistribution() {
        double[][] known = {
            {-6, 6.075882855e-9},
            {-2, 0.05524786440},
            {0, 0.7978845608},
            {1, 1.525135276},
            {2.5, 2.822744834},
            {8, 8.12136811}
        };
        for (double[] value : known) {
            assertThat(NormalTail.hazard(value[0])).isCloseTo(value[1], within(1e-6 * Math.abs(value[1])));
        }
        assertThat(NormalTail.hazard(2.5 + 1e-12)).isCloseTo(NormalTail.hazard(2.5), within(1e-10));
    }

    /** Smooth blobs of whole values from 10 to 245. */
    private static Volume scene(long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[(int) IMAGE.volume()];
        double[] phase = random.doubles(24, 0, 2 * Math.PI).toArray();
        for (int i = 0; i < pixels.length; i++) {
            int x = i % IMAGE.width();
            int y = i / IMAGE.width();
            double value = 128;
            for (int k = 0; k < 12; k++) {
                value += 22 * Math.sin((k + 1) * 0.09 * x + phase[k]) * Math.sin((12 - k) * 0.08 * y + phase[12 + k]);
            }
            pixels[i] = (float) Math.rint(Math.max(10, Math.min(245, value + 20 * random.nextGaussian())));
        }
        return Volume.of(IMAGE, pixels);
    }

    /** The sharpened image as 8-bit pixels. */
    private static Volume clipped(Volume input, double noise, long seed) {
        Random random = new Random(seed + 77);
        Volume target = Pairs.correlated(input, KERNEL, SHARPEN, -10);
        float[] pixels = target.plane(0);
        for (int i = 0; i < pixels.length; i++) {
            double value = Math.floor(pixels[i] + noise * random.nextGaussian() + 0.5);
            pixels[i] = (float) Math.max(0, Math.min(255, value));
        }
        return target;
    }

    private static Volume unclipped(ExamplePair pair) throws IOException {
        float[] weights = pair.target().plane(0).clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = BYTES.clips(weights[i]) ? 0 : 1;
        }
        return Volume.of(pair.target().shape(), weights);
    }

    private static double clippedShare(ExamplePair pair) throws IOException {
        int clipped = 0;
        for (float value : pair.target().plane(0)) {
            clipped += BYTES.clips(value) ? 1 : 0;
        }
        return (double) clipped / pair.target().shape().volume();
    }

    private static ClippedFit learn(ExamplePair pair, ClipMode mode) throws IOException {
        TrainingOptions options = TrainingOptions.DEFAULT.withShape(KERNEL).withMethod(Method.EXACT);
        try (Workers workers = new Workers(1)) {
            return ClippedLearner.fit(
                    List.of(pair), options, mode, BYTES, BYTES, workers, (step, loss) -> {}, Progress.NONE);
        }
    }

    /** Distance of the weights from the true ones. */
    private static double error(Fit fit) {
        double sum = 0;
        for (int i = 0; i < SHARPEN.length; i++) {
            sum += square(fit.weights()[i] - SHARPEN[i]);
        }
        return Math.sqrt(sum);
    }

    private static double square(double value) {
        return value * value;
    }
}
