package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.MissingPixels;
import io.github.kernelj.engine.Operation;
import io.github.kernelj.engine.PlainReference;
import io.github.kernelj.engine.Volume;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What the parts of an expression give adds up to what the whole gives. Weights and pixels are whole numbers so small that
 * floats hold every sum exactly: nothing here is nearly equal.
 */
class KernelAlgebraTest {

    private static final Correlation VALID =
            new Correlation(Operation.CORRELATION, Extent.VALID, Border.CONSTANT, MissingPixels.PROPAGATE, 0);
    private static final Correlation SAME = VALID.withExtent(Extent.SAME);

    @Property(tries = 100)
    void aProductIsOneKernelAfterTheOther(@ForAll Random random) {
        KernelBank a = KernelBank.of(kernel(random));
        KernelBank b = KernelBank.of(kernel(random));
        List<Volume> image = image(random, 1);
        assertThat(apply(BankAlgebra.after(a, b), VALID, image))
                .isEqualTo(apply(a, VALID, volumes(apply(b, VALID, image), image, b)));
    }

    @Property(tries = 100)
    void aProductOfBanksIsOneAfterTheOtherAndASingleKernelGoesToEveryChannel(@ForAll Random random) {
        int between = 1 + random.nextInt(3);
        int inputs = 1 + random.nextInt(3);
        KernelBank second = bank(random, 1 + random.nextInt(3), between);
        KernelBank first = bank(random, between, inputs);
        List<Volume> image = image(random, inputs);
        List<Volume> middle = volumes(apply(first, VALID, image), image, first);
        assertThat(apply(BankAlgebra.after(second, first), VALID, image)).isEqualTo(apply(second, VALID, middle));

        KernelBank single = KernelBank.of(kernel(random));
        double[][] eachAlone = middle.stream()
                .map(channel -> apply(single, VALID, List.of(channel))[0])
                .toArray(double[][]::new);
        assertThat(apply(BankAlgebra.after(single, first), VALID, image)).isEqualTo(eachAlone);
    }

    @Property(tries = 100)
    void aSumIsTheSumOfWhatBothGive(@ForAll Random random) {
        int channels = 1 + random.nextInt(3);
        KernelBank a = bank(random, channels, channels);
        KernelBank b = random.nextBoolean() ? bank(random, channels, channels) : KernelBank.of(kernel(random));
        double factor = random.nextInt(9) - 4;
        List<Volume> image = image(random, channels);
        double[][] expected = apply(a, SAME, image);
        for (int c = 0; c < channels; c++) {
            double[] other = b.isSingle() ? apply(b, SAME, List.of(image.get(c)))[0] : apply(b, SAME, image)[c];
            for (int i = 0; i < other.length; i++) {
                expected[c][i] += factor * other[i];
            }
        }
        assertThat(apply(BankAlgebra.plus(a, factor, b), SAME, image)).isEqualTo(expected);
    }

    @Property(tries = 200)
    void theLawsOfAlgebraHold(@ForAll Random random) {
        Kernel a = kernel(random);
        Kernel b = kernel(random);
        Kernel c = kernel(random);
        assertThat(after(after(a, b), c)).isEqualTo(after(a, after(b, c)));
        assertThat(after(a.withBias(0), b.withBias(0))).isEqualTo(after(b.withBias(0), a.withBias(0)));
        assertThat(plus(a, b)).isEqualTo(plus(b, a));
        assertThat(plus(plus(a, b), c)).isEqualTo(plus(a, plus(b, c)));
        assertThat(after(plus(a, b), c)).isEqualTo(plus(after(a, c), after(b, c)));
        assertThat(KernelAlgebra.plus(a, -1, a).magnitude()).isZero();
        Kernel one = Kernel.of(Shape.of(1, 1), 1);
        assertThat(after(one, a)).isEqualTo(a).isEqualTo(after(a, one));
    }

    @Property(tries = 200)
    void turningTwiceIsNotTurning(@ForAll Random random) {
        Kernel a = kernel(random);
        assertThat(a.flipped().flipped()).isEqualTo(a);
        assertThat(KernelAlgebra.transpose(KernelAlgebra.transpose(a))).isEqualTo(a);
        assertThat(KernelRotation.of(KernelRotation.of(a, 90), -90)).isEqualTo(a);
        assertThat(KernelRotation.of(a, 360)).isEqualTo(a).isEqualTo(KernelRotation.of(a, -720));
    }

    @Property(tries = 200)
    void quarterTurnsAreExact(@ForAll Random random) {
        Kernel a = kernel(random);
        Kernel quarter = KernelRotation.of(a, 90);
        Shape shape = a.shape();
        assertThat(quarter.shape()).isEqualTo(new Shape(shape.height(), shape.width(), shape.depth()));
        assertThat(quarter.anchor())
                .isEqualTo(new Anchor(
                        a.anchor().y(),
                        shape.width() - 1 - a.anchor().x(),
                        a.anchor().z()));
        for (int x = 0; x < shape.width(); x++) {
            for (int y = 0; y < shape.height(); y++) {
                // The right end of a row goes to the upper end of a column.
                assertThat(quarter.weight(y, shape.width() - 1 - x, 0)).isEqualTo(a.weight(x, y, 0));
            }
        }
        assertThat(KernelRotation.of(a, 180)).isEqualTo(KernelRotation.of(quarter, 90));
        if (shape.depth() == 1) {
            assertThat(KernelRotation.of(a, 180)).isEqualTo(a.flipped());
            // Turning by a quarter is swapping the axes and reversing one of them: twice the same is nothing.
            Kernel mirrored = KernelAlgebra.transpose(quarter);
            assertThat(KernelAlgebra.transpose(KernelRotation.of(mirrored, 90))).isEqualTo(a);
        }
    }

    @Property(tries = 100)
    void turningFlippingAndTransposingGoThroughProducts(@ForAll Random random) {
        Kernel a = kernel(random);
        Kernel b = kernel(random);
        assertThat(after(a, b).flipped()).isEqualTo(after(a.flipped(), b.flipped()));
        assertThat(KernelAlgebra.transpose(after(a, b)))
                .isEqualTo(after(KernelAlgebra.transpose(a), KernelAlgebra.transpose(b)));
        assertThat(KernelRotation.of(after(a, b), 90))
                .isEqualTo(after(KernelRotation.of(a, 90), KernelRotation.of(b, 90)));
    }

    @Property(tries = 200)
    void anyTurnKeepsTheSumAndTurnsTheSlope(@ForAll Random random) {
        Kernel a = kernel(random);
        double degrees = random.nextDouble() * 720 - 360;
        Kernel turned = KernelRotation.of(a, degrees);
        double slack =
                1e-5 * (1 + a.magnitude()) * (1 + a.shape().width() + a.shape().height());
        assertThat(turned.sum()).isEqualTo(a.sum(), offset(slack));
        assertThat(turned.bias()).isEqualTo(a.bias());
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double[] before = slope(a);
        double[] after = slope(turned);
        assertThat(after[0]).isEqualTo(before[0] * cos + before[1] * sin, offset(slack));
        assertThat(after[1]).isEqualTo(before[1] * cos - before[0] * sin, offset(slack));
    }

    @Test
    void aTurnedKernelIsAnticlockwiseOnTheScreenAsPresetsAre() {
        Kernel level = Presets.find("gabor").orElseThrow().kernel("sigma=6, wavelength=24", VoxelSize.PIXEL);
        Kernel tilted = Presets.find("gabor").orElseThrow().kernel("sigma=6, wavelength=24, angle=30", VoxelSize.PIXEL);
        Kernel turned = KernelRotation.of(level, 30);
        double largest = 0;
        for (int y = -10; y <= 10; y++) {
            for (int x = -10; x <= 10; x++) {
                float expected = tilted.weight(
                        x + tilted.anchor().x(), y + tilted.anchor().y(), 0);
                float weight = turned.weight(
                        x + turned.anchor().x(), y + turned.anchor().y(), 0);
                assertThat(weight)
                        .isEqualTo(
                                expected,
                                offset(0.25f
                                        * tilted.weight(
                                                tilted.anchor().x(),
                                                tilted.anchor().y(),
                                                0)));
                largest = Math.max(largest, Math.abs(weight));
            }
        }
        assertThat(largest).isPositive();
    }

    @Test
    void outerProductsTakeLinesOfAnyDirection() {
        Kernel row = Kernel.of(Shape.of(3, 1), 1, 2, 3).withAnchor(new Anchor(0, 0, 0));
        Kernel column = Kernel.of(Shape.of(1, 2), 10, 20);
        Kernel pile = Kernel.of(new Shape(1, 1, 2), 1, -1);
        Kernel product = KernelAlgebra.outer(List.of(row, column, pile));
        assertThat(product)
                .isEqualTo(Kernel.of(new Shape(3, 2, 2), 10, 20, 30, 20, 40, 60, -10, -20, -30, -20, -40, -60)
                        .withAnchor(new Anchor(0, 1, 1)));
    }

    private static Kernel after(Kernel a, Kernel b) {
        return KernelAlgebra.after(a, b);
    }

    private static Kernel plus(Kernel a, Kernel b) {
        return KernelAlgebra.plus(a, 1, b);
    }

    /** What a kernel answers to an image that grows by 1 a pixel along x, and along y. */
    private static double[] slope(Kernel kernel) {
        double[] slope = new double[2];
        for (int z = 0; z < kernel.shape().depth(); z++) {
            for (int y = 0; y < kernel.shape().height(); y++) {
                for (int x = 0; x < kernel.shape().width(); x++) {
                    slope[0] += (x - kernel.anchor().x()) * (double) kernel.weight(x, y, z);
                    slope[1] += (y - kernel.anchor().y()) * (double) kernel.weight(x, y, z);
                }
            }
        }
        return slope;
    }

    private static double[][] apply(KernelBank bank, Correlation what, List<Volume> image) {
        return PlainReference.apply(bank, what, image);
    }

    /** The outputs of a bank as the channels of a next one. */
    private static List<Volume> volumes(double[][] outputs, List<Volume> image, KernelBank bank) {
        Shape shape = PlainReference.outputShape(Extent.VALID, image.get(0).shape(), bank.shape());
        return IntStream.range(0, outputs.length)
                .mapToObj(channel -> {
                    float[] pixels = new float[outputs[channel].length];
                    for (int i = 0; i < pixels.length; i++) {
                        pixels[i] = (float) outputs[channel][i];
                    }
                    return Volume.of(shape, pixels);
                })
                .toList();
    }

    private static Kernel kernel(Random random) {
        return kernel(random, shape(random));
    }

    private static Kernel kernel(Random random, Shape shape) {
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(7) - 3;
        }
        Anchor anchor = new Anchor(
                random.nextInt(shape.width()), random.nextInt(shape.height()), random.nextInt(shape.depth()));
        return Kernel.of(shape, weights).withAnchor(anchor).withBias(random.nextInt(7) - 3);
    }

    private static Shape shape(Random random) {
        return new Shape(1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(3));
    }

    private static KernelBank bank(Random random, int outputs, int inputs) {
        Kernel like = kernel(random);
        return KernelBank.of(IntStream.range(0, outputs)
                .mapToObj(output -> IntStream.range(0, inputs)
                        .mapToObj(input -> kernel(random, like.shape()).withAnchor(like.anchor()))
                        .toList())
                .toList());
    }

    private static List<Volume> image(Random random, int channels) {
        Shape shape = new Shape(9, 8, 7);
        return IntStream.range(0, channels)
                .mapToObj(channel -> {
                    float[] pixels = new float[(int) shape.volume()];
                    for (int i = 0; i < pixels.length; i++) {
                        pixels[i] = random.nextInt(21) - 10;
                    }
                    return Volume.of(shape, pixels);
                })
                .toList();
    }
}
