package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every way of applying a kernel against the formula. */
class PlanTest {

    /** Every algorithm, whichever the plan would choose. */
    enum Way implements Plan.Choice {
        CHEAPEST(Algorithms::cheapest),
        DIRECT(Algorithms::direct),
        PLANES_TIMES_LINES(Algorithms::planesTimesLines),
        SEPARABLE(Algorithms::separable),
        ROW_BY_ROW(Algorithms::rowByRow),
        FOURIER(Algorithms::fourier),
        /** Kernels of any weights are made boxes for it. */
        RUNNING_SUMS(Algorithms::runningSums);

        private final Plan.Choice choice;

        Way(Plan.Choice choice) {
            this.choice = choice;
        }

        /** The bank, or one of boxes if the algorithm needs them. */
        KernelBank fitted(KernelBank bank) {
            return this == RUNNING_SUMS ? bank.map(PlanTest::box) : bank;
        }

        @Override
        public Algorithm algorithm(KernelBank bank, Geometry geometry, float constant) {
            return choice.algorithm(bank, geometry, constant);
        }
    }

    @Property(tries = 500)
    void agreesWithTheFormula(
            @ForAll Way way,
            @ForAll Operation operation,
            @ForAll Extent extent,
            @ForAll Border border,
            @ForAll @IntRange(min = 1, max = 9) int kernelWidth,
            @ForAll @IntRange(min = 1, max = 12) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 5) int kernelDepth,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 6) int depth,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Shape kernelShape = new Shape(kernelWidth, kernelHeight, kernelDepth);
        Shape image = new Shape(width, height, depth);
        if (extent == Extent.VALID && !kernelShape.fitsIn(image)) {
            assertThatThrownBy(() -> Plan.of(
                            KernelBank.of(kernel(kernelShape, random)), what(operation, extent, border, random), image))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(kernelShape.toString())
                    .hasMessageContaining(image.toString());
            return;
        }
        KernelBank bank = way.fitted(bank(kernelShape, 1 + random.nextInt(2), 1 + random.nextInt(2), random));
        Correlation what = what(operation, extent, border, random);
        List<Volume> inputs = new ArrayList<>();
        for (int c = 0; c < bank.inputs(); c++) {
            inputs.add(image(image, random, random.nextBoolean() ? 60000 : 0, 20));
        }
        assertAgrees(way, bank, what, inputs, threads);
    }

    @Property(tries = 200)
    void missingPixelsComeOutAsAsked(
            @ForAll Way way,
            @ForAll MissingPixels missing,
            @ForAll Extent extent,
            @ForAll Border border,
            @ForAll @IntRange(min = 1, max = 5) int kernelWidth,
            @ForAll @IntRange(min = 1, max = 5) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 3) int kernelDepth,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Shape shape = new Shape(5 + random.nextInt(20), 5 + random.nextInt(20), 3 + random.nextInt(3));
        Volume image = image(shape, random, 0, 10);
        float[] holes = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
        for (int i = random.nextInt(30); i > 0; i--) {
            float[] plane = image.plane(random.nextInt(shape.depth()));
            plane[random.nextInt(plane.length)] = holes[random.nextInt(3)];
        }
        Kernel kernel = kernel(new Shape(kernelWidth, kernelHeight, kernelDepth), random);
        Correlation what = new Correlation(Operation.CORRELATION, extent, border, missing, 3);
        assertAgrees(way, way.fitted(KernelBank.of(kernel)), what, List.of(image), 2);
    }

    @Test
    void imagesWiderThanATileAgree() throws IOException {
        Random random = new Random(7);
        for (Way way : Way.values()) {
            for (Extent extent : Extent.values()) {
                KernelBank bank = way.fitted(KernelBank.of(kernel(new Shape(11, 10, 1), random)));
                assertAgrees(
                        way,
                        bank,
                        Correlation.DEFAULT.withExtent(extent),
                        List.of(image(Shape.of(1101, 37), random, 0, 1)),
                        2);
            }
        }
    }

    @Property(tries = 40)
    void largeKernelsAgree(
            @ForAll boolean isBox,
            @ForAll Extent extent,
            @ForAll Border border,
            @ForAll @IntRange(min = 10, max = 70) int kernelWidth,
            @ForAll @IntRange(min = 1, max = 60) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 160) int width,
            @ForAll @IntRange(min = 1, max = 160) int height,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Way way = isBox ? Way.RUNNING_SUMS : Way.FOURIER;
        Shape shape = Shape.of(kernelWidth, kernelHeight);
        KernelBank bank = way.fitted(KernelBank.of(kernel(shape, random)));
        Shape image = Shape.of(width + (extent == Extent.VALID ? kernelWidth : 0), height + kernelHeight);
        Volume pixels = image(image, random, random.nextBoolean() ? 60000 : 0, 20);
        assertAgrees(way, bank, what(Operation.CORRELATION, extent, border, random), List.of(pixels), 2);
    }

    @Test
    void deepKernelsAgreeAlongManyPlanes() throws IOException {
        Random random = new Random(11);
        for (Way way : List.of(Way.FOURIER, Way.RUNNING_SUMS)) {
            for (Border border : Border.values()) {
                KernelBank bank = way.fitted(bank(new Shape(2, 3, 7), 2, 2, random));
                List<Volume> inputs = List.of(
                        image(new Shape(21, 19, 50), random, 60000, 20), image(new Shape(21, 19, 50), random, 0, 1));
                assertAgrees(way, bank, Correlation.DEFAULT.withBorder(border), inputs, 3);
            }
        }
    }

    @Test
    void theKernelComesBackFromADirac() throws IOException {
        Kernel kernel = Kernel.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        float[] dirac = new float[25];
        dirac[12] = 1;
        float[] convolved = apply(
                kernel, Correlation.DEFAULT.withOperation(Operation.CONVOLUTION), Volume.of(Shape.of(5, 5), dirac));
        assertThat(convolved).startsWith(0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 4, 5, 6, 0);
    }

    @Test
    void threadsMakeNoDifferenceToTheBit() throws IOException {
        Random random = new Random(3);
        Volume image = image(new Shape(700, 300, 5), random, 100, 30);
        Kernel kernel = kernel(new Shape(7, 5, 3), random);
        for (Way way : Way.values()) {
            KernelBank bank = way.fitted(KernelBank.of(kernel));
            float[] one = run(way, bank, Correlation.DEFAULT, List.of(image), 1)
                    .get(0)
                    .toArray();
            for (int threads = 2; threads <= 5; threads++) {
                assertThat(run(way, bank, Correlation.DEFAULT, List.of(image), threads)
                                .get(0)
                                .toArray())
                        .as("%s, %d threads", way, threads)
                        .isEqualTo(one);
            }
        }
    }

    @Test
    void eachPlaneIsAskedForOnceAndFewAreHeld() throws IOException {
        Shape shape = new Shape(1500, 1000, 40);
        int[] asked = new int[40];
        PlaneSource source = new PlaneSource() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public float[] plane(int z) {
                asked[z]++;
                return new float[1500 * 1000];
            }
        };
        Kernel kernel = Kernel.of(new Shape(1, 1, 3), 1, 2, 1);
        int[] next = {0};
        for (Border border : Border.values()) {
            Arrays.fill(asked, 0);
            next[0] = 0;
            try (Workers workers = new Workers(2)) {
                Plan.of(KernelBank.of(kernel), Correlation.DEFAULT.withBorder(border), shape)
                        .run(
                                List.of(source),
                                List.of((PlaneSink) (z, plane) -> assertThat(z).isEqualTo(next[0]++)),
                                workers,
                                Progress.NONE);
            }
            assertThat(asked).containsOnly(1);
            assertThat(next[0]).isEqualTo(40);
        }
    }

    @Test
    void aCancelledRunStops() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Volume image = image(Shape.of(20, 20), new Random(1), 0, 1);
        try (Workers workers = new Workers(2)) {
            Plan plan = Plan.of(KernelBank.of(Kernel.of(Shape.of(1, 1), 1)), Correlation.DEFAULT, image.shape());
            assertThatThrownBy(() -> plan.run(List.of(image), List.of(new Volume(image.shape())), workers, cancelled))
                    .isInstanceOf(CancellationException.class);
        }
    }

    private static void assertAgrees(Way way, KernelBank bank, Correlation what, List<Volume> inputs, int threads)
            throws IOException {
        List<Volume> results = run(way, bank, what, inputs, threads);
        double[][] expected = PlainReference.apply(bank, what, inputs);
        double range = range(inputs, what);
        for (int o = 0; o < bank.outputs(); o++) {
            double magnitude = 0;
            for (int c = 0; c < bank.inputs(); c++) {
                magnitude += bank.kernel(o, c).magnitude();
            }
            float[] actual = results.get(o).toArray();
            assertThat(actual).hasSize(expected[o].length);
            for (int i = 0; i < actual.length; i++) {
                if (Double.isFinite(expected[o][i])) {
                    assertThat((double) actual[i])
                            .as(
                                    "output %d, pixel %d of %s",
                                    o, i, results.get(o).shape())
                            .isCloseTo(
                                    expected[o][i], within(PlainReference.tolerance(range, magnitude, expected[o][i])));
                } else {
                    assertThat(Double.valueOf(actual[i]))
                            .as("output %d, pixel %d", o, i)
                            .isEqualTo(Double.valueOf(expected[o][i]));
                }
            }
        }
    }

    private static float[] apply(Kernel kernel, Correlation what, Volume image) throws IOException {
        return run(Way.CHEAPEST, KernelBank.of(kernel), what, List.of(image), 1)
                .get(0)
                .toArray();
    }

    private static List<Volume> run(Way way, KernelBank bank, Correlation what, List<Volume> inputs, int threads)
            throws IOException {
        Plan plan = Plan.of(bank, what, inputs.get(0).shape(), way);
        List<Volume> outputs = new ArrayList<>();
        for (int o = 0; o < bank.outputs(); o++) {
            outputs.add(new Volume(plan.output()));
        }
        try (Workers workers = new Workers(threads)) {
            plan.run(inputs, outputs, workers, Progress.NONE);
        }
        return outputs;
    }

    /** The largest range of an input, the constant being part of the image where the border or a hole takes it. */
    private static double range(List<Volume> inputs, Correlation what) {
        double range = 0;
        for (Volume input : inputs) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            for (float pixel : input.toArray()) {
                if (Float.isFinite(pixel)) {
                    min = Math.min(min, pixel);
                    max = Math.max(max, pixel);
                }
            }
            if (what.border() == Border.CONSTANT) {
                min = Math.min(min, what.constant());
                max = Math.max(max, what.constant());
            }
            range = Math.max(range, max - min);
        }
        return range;
    }

    private static Correlation what(Operation operation, Extent extent, Border border, Random random) {
        return new Correlation(operation, extent, border, MissingPixels.PROPAGATE, random.nextInt(5));
    }

    private static KernelBank bank(Shape shape, int outputs, int inputs, Random random) {
        Anchor anchor = anchor(shape, random);
        List<List<Kernel>> rows = new ArrayList<>();
        for (int o = 0; o < outputs; o++) {
            List<Kernel> row = new ArrayList<>();
            for (int c = 0; c < inputs; c++) {
                row.add(kernel(shape, random).withAnchor(anchor).withBias(random.nextInt(7) - 3));
            }
            rows.add(row);
        }
        return KernelBank.of(rows);
    }

    private static Kernel kernel(Shape shape, Random random) {
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(4) == 0 ? 0 : (float) random.nextGaussian();
        }
        return Kernel.of(shape, weights).withAnchor(anchor(shape, random));
    }

    /** A box of the kernel's shape, times its first weight. */
    private static Kernel box(Kernel kernel) {
        float[] weights = new float[(int) kernel.shape().volume()];
        Arrays.fill(weights, kernel.weight(0, 0, 0));
        return Kernel.of(kernel.shape(), weights).withAnchor(kernel.anchor()).withBias(kernel.bias());
    }

    private static Anchor anchor(Shape shape, Random random) {
        return new Anchor(random.nextInt(shape.width()), random.nextInt(shape.height()), random.nextInt(shape.depth()));
    }

    private static Volume image(Shape shape, Random random, float mean, float contrast) {
        float[] pixels = new float[(int) shape.volume()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = mean + contrast * (random.nextFloat() - 0.5f) * 2;
        }
        return Volume.of(shape, pixels);
    }
}
