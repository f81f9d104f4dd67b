package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which algorithm is chosen where the choice is beyond doubt. */
class AlgorithmsTest {

    private static final Shape PLANE = Shape.of(2048, 2048);
    private static final Shape CUBE = new Shape(256, 256, 256);

    @Test
    void smallKernelsAreAppliedDirectly() {
        assertThat(algorithm(random(Shape.of(5, 5)), PLANE)).isEqualTo("direct");
        assertThat(algorithm(random(new Shape(3, 3, 3)), CUBE)).isEqualTo("direct");
    }

    @Test
    void largeKernelsAreAppliedToSpectra() {
        assertThat(algorithm(random(Shape.of(31, 31)), PLANE)).isEqualTo("Fourier");
        assertThat(algorithm(random(new Shape(9, 9, 9)), CUBE)).isEqualTo("Fourier");
    }

    @Test
    void separableKernelsAreFoundByThemselves() {
        assertThat(algorithm(product(15, 15, 1), PLANE)).isEqualTo("separable");
        assertThat(algorithm(product(7, 7, 7), CUBE)).isEqualTo("separable");
    }

    @Test
    void sumsOverLargeBoxesRun() {
        assertThat(algorithm(box(Shape.of(31, 31)), PLANE)).isEqualTo("running sums");
        assertThat(algorithm(box(Shape.of(101, 1)), PLANE)).isEqualTo("running sums");
        assertThat(algorithm(box(new Shape(15, 15, 15)), CUBE)).isEqualTo("running sums");
        assertThat(algorithm(box(Shape.of(3, 3)), PLANE)).isNotEqualTo("running sums");
        assertThat(Plan.of(KernelBank.of(box(Shape.of(31, 31))), Correlation.DEFAULT, PLANE)
                        .reason())
                .isEqualTo(
                        "all weights of a kernel are equal, so that sums over windows cost the same for any number of"
                                + " taps, here 961");
    }

    @Test
    void otherThanBoxesAreNotSummed() {
        float[] weights = box(Shape.of(31, 31)).weights();
        weights[500] = 2;
        assertThat(algorithm(Kernel.of(Shape.of(31, 31), weights), PLANE)).isNotEqualTo("running sums");
        assertThat(algorithm(box(Shape.of(1001, 1)), PLANE)).isNotEqualTo("running sums");
    }

    @Test
    void aPlaneTimesALineIsFound() {
        Kernel plane = random(Shape.of(3, 3));
        float[] weights = new float[63];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = plane.weights()[i % 9] * (i / 9 + 1);
        }
        assertThat(algorithm(Kernel.of(new Shape(3, 3, 7), weights), CUBE)).isEqualTo("plane times line");
    }

    @Test
    void fewTapsInALargeKernelAreAppliedDirectly() {
        float[] weights = new float[61 * 61];
        weights[0] = 1;
        weights[weights.length - 1] = -1;
        assertThat(algorithm(Kernel.of(Shape.of(61, 61), weights), PLANE)).isEqualTo("direct");
    }

    @Test
    void theReasonNamesWhatIsCounted() {
        Plan plan = Plan.of(KernelBank.of(product(15, 15, 1)), Correlation.DEFAULT, PLANE);
        assertThat(plan.reason()).isEqualTo("30 multiplications a pixel for 225 taps");
    }

    @Test
    void aBankIsPlannedAsAWhole() {
        Kernel kernel = random(Shape.of(31, 31));
        KernelBank bank = KernelBank.of(List.of(List.of(kernel, kernel), List.of(kernel, kernel)));
        assertThat(Plan.of(bank, Correlation.DEFAULT, PLANE).algorithm()).isEqualTo("Fourier");
    }

    private static String algorithm(Kernel kernel, Shape image) {
        return Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, image).algorithm();
    }

    private static Kernel random(Shape shape) {
        Random random = new Random(1);
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.3f;
        }
        return Kernel.of(shape, weights);
    }

    private static Kernel box(Shape shape) {
        float[] weights = new float[(int) shape.volume()];
        Arrays.fill(weights, 0.5f);
        return Kernel.of(shape, weights);
    }

    private static Kernel product(int width, int height, int depth) {
        float[] weights = new float[width * height * depth];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) Math.exp(-0.1 * (i % width)) * (1 + i / width % height) * (3 + i / width / height);
        }
        return Kernel.of(new Shape(width, height, depth), weights);
    }
}
