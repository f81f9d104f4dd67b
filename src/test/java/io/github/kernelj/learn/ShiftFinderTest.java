package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.Shape;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShiftFinderTest {

    private static final Shape KERNEL = Shape.of(3, 3);

    /** Of random kernels, the offset found is the shift and the centroid of their own energy. */
    @Property(tries = 60)
    void findsShiftsOfPhotographs(
            @ForAll @IntRange(min = 0, max = 2) int photograph,
            @ForAll @IntRange(min = -3, max = 3) int x,
            @ForAll @IntRange(min = -3, max = 3) int y,
            @ForAll @IntRange(min = 0, max = 2) int noise,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        double[] weights = random.doubles(9, -1, 1).toArray();
        Volume input = photograph(List.of("camera", "brick", "grass").get(photograph));
        Volume target = shifted(input, weights, 3, x, y, 2.0 * noise, random);
        Offset offset = find(input, target, KERNEL).orElseThrow();
        double[] own = centroid(weights);
        assertThat(offset.x()).isCloseTo(own[0] - x, within(0.25));
        assertThat(offset.y()).isCloseTo(own[1] - y, within(0.25));
        assertThat(offset.planes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0 0; 0 1 0; 0 0 0",
                "1 2 1; 2 4 2; 1 2 1",
                "-1 0 1; -2 0 2; -1 0 1",
                "1 2 1; 0 0 0; -1 -2 -1",
                "0 -1 0; -1 5 -1; 0 -1 0",
                "0 1 0; 1 -4 1; 0 1 0",
                "-2 -1 0; -1 1 1; 0 1 2",
                "0 0 0; 0 -1 1; 0 0 0",
                "1 0 0; 0 1 0; 0 0 1"
            })
    void isSilentAboutCentredKernels(String kernel) throws IOException {
        Kernel given = KernelText.parse(kernel);
        double[] weights = new double[9];
        Arrays.setAll(weights, i -> given.weights()[i]);
        for (String photograph : List.of("camera", "brick", "grass")) {
            for (double noise : new double[] {0, 5, 40}) {
                Volume input = photograph(photograph);
                Volume target = shifted(input, weights, 3, 0, 0, noise, new Random(4));
                assertThat(find(input, target, KERNEL).filter(Offset::isNoteworthy))
                        .as("%s on %s with noise %s", kernel, photograph, noise)
                        .isEmpty();
            }
        }
    }

    @Test
    void noiseAloneHasNoPlace() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Volume input = Pairs.noise(Shape.of(60, 50), 100, 30, 2 * seed);
            Volume target = Pairs.noise(Shape.of(60, 50), 100, 30, 2 * seed + 1);
            assertThat(find(input, target, KERNEL).filter(Offset::isNoteworthy)).isEmpty();
        }
    }

    @Test
    void findsShiftsOfVolumes() throws IOException {
        Shape shape = new Shape(3, 3, 3);
        Volume input = Pairs.noise(new Shape(40, 38, 24), 5, 1, 1);
        double[] weights = Pairs.weights(27, 3);
        Volume valid = Pairs.correlated(input, shape, weights, 0);
        Offset own = find(pair(input, valid), shape, Anchor.centreOf(shape)).orElseThrow();
        Volume moved = Pairs.embedded(valid, input.shape(), new Anchor(2, 0, 2));
        Offset offset = find(pair(input, moved), shape, Anchor.centreOf(shape)).orElseThrow();
        assertThat(offset.x()).isCloseTo(own.x() - 1, within(0.01));
        assertThat(offset.y()).isCloseTo(own.y() + 1, within(0.01));
        assertThat(offset.z()).isCloseTo(own.z() - 1, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"2,1,1", "1,4,1", "1,1,3", "3,3,3", "4,2,1"})
    void evenSizesAndVolumesHaveTheirMiddleToo(int width, int height, int depth) throws IOException {
        Shape shape = new Shape(width, height, depth);
        Volume input = Pairs.noise(new Shape(40, 38, depth > 1 ? 24 : 1), 5, 1, 1);
        double[] even = new double[(int) shape.volume()];
        Arrays.fill(even, 1);
        Volume valid = Pairs.correlated(input, shape, even, 0);
        for (Anchor anchor : List.of(Anchor.centreOf(shape), new Anchor(0, 0, 0))) {
            Volume same = Pairs.embedded(valid, input.shape(), anchor);
            for (Volume target : List.of(valid, same)) {
                Offset offset = find(pair(input, target), shape, anchor).orElseThrow();
                assertThat(offset.isNoteworthy()).isFalse();
                assertThat(Math.abs(offset.x()) + Math.abs(offset.y()) + Math.abs(offset.z()))
                        .isLessThan(1e-3);
            }
        }
    }

    @Test
    void aMovedPairTeachesTheCentredKernel() throws IOException {
        Volume input = photograph("camera");
        double[] weights = Pairs.weights(9, 7);
        Volume target = shifted(input, weights, 3, 2, -3, 0, new Random(1));
        Anchor anchor = Anchor.centreOf(KERNEL);
        Offset offset = new Offset(-2.1, 2.9, 0);
        assertThat(offset.moved(anchor)).isEqualTo(new Anchor(3, -2, 0));
        ChannelPair moved = offset.moved(pair(input, target), KERNEL, anchor);
        try (Workers workers = new Workers(1)) {
            Fit fit = KernelLearner.fit(
                    List.of(moved.pair(0, 0)),
                    TrainingOptions.DEFAULT.withMethod(Method.EXACT),
                    workers,
                    TrainingListener.NONE,
                    Progress.NONE);
            for (int i = 0; i < 9; i++) {
                assertThat(fit.weights()[i]).isCloseTo(weights[i], within(1e-3));
            }
        }
    }

    @Test
    void tooSmallAPairSaysNothing() throws IOException {
        Volume input = Pairs.noise(Shape.of(9, 9), 5, 1, 1);
        assertThat(find(input, input, KERNEL)).isEmpty();
        Volume flat = Volume.of(Shape.of(50, 50), new float[2500]);
        assertThat(find(flat, flat, KERNEL)).isEmpty();
    }

    private static Optional<Offset> find(Volume input, Volume target, Shape kernel) throws IOException {
        return find(pair(input, target), kernel, Anchor.centreOf(kernel));
    }

    private static Optional<Offset> find(ChannelPair pair, Shape kernel, Anchor anchor) throws IOException {
        try (Workers workers = new Workers(1)) {
            return ShiftFinder.find(pair, kernel, anchor, workers, Progress.NONE);
        }
    }

    private static ChannelPair pair(PlaneSource input, PlaneSource target) {
        return ChannelPair.of(new ExamplePair(input, target));
    }

    /** The image under the kernel, rounded to whole levels, its content moved by x and y; edge pixels are repeated. */
    private static Volume shifted(
            Volume input, double[] weights, int width, int x, int y, double noise, Random random) {
        Shape size = input.shape();
        float[] source = input.plane(0);
        float[] target = new float[source.length];
        for (int i = 0; i < target.length; i++) {
            double sum = 0;
            for (int tap = 0; tap < weights.length; tap++) {
                int column = clamp(i % size.width() - x + tap % width - width / 2, size.width());
                int row = clamp(i / size.width() - y + tap / width - width / 2, size.height());
                sum += weights[tap] * source[row * size.width() + column];
            }
            target[i] = Math.round(sum + noise * random.nextGaussian());
        }
        return Volume.of(size, target);
    }

    private static int clamp(int position, int extent) {
        return Math.max(0, Math.min(extent - 1, position));
    }

    private static double[] centroid(double[] weights) {
        double energy = 0;
        double[] at = new double[2];
        for (int i = 0; i < 9; i++) {
            energy += weights[i] * weights[i];
            at[0] += weights[i] * weights[i] * (i % 3 - 1);
            at[1] += weights[i] * weights[i] * (i / 3 - 1);
        }
        return new double[] {at[0] / energy, at[1] / energy};
    }

    private static Volume photograph(String name) throws IOException {
        BufferedImage image = ImageIO.read(new File("test-images/" + name + ".png"));
        float[] pixels = new float[image.getWidth() * image.getHeight()];
        image.getRaster().getSamples(0, 0, image.getWidth(), image.getHeight(), 0, pixels);
        return Volume.of(Shape.of(image.getWidth(), image.getHeight()), pixels);
    }
}
