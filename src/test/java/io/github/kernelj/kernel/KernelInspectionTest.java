package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.kernel.KernelInspection.Symmetry;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelInspectionTest {

    private static KernelInspection inspect(String preset) throws java.io.IOException {
        return KernelInspection.of(
                KernelExpression.parse(preset).evaluate(VoxelSize.PIXEL).single());
    }

    @Test
    void measuresTheWeights() {
        KernelInspection found = KernelInspection.of(Kernel.of(Shape.of(2, 1), 3, -4));
        assertThat(found.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(found.taps()).isEqualTo(2);
        assertThat(found.sum()).isEqualTo(-1);
        assertThat(found.magnitude()).isEqualTo(7);
        assertThat(found.norm()).isEqualTo(5);
        assertThat(found.notices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "gaussian(2) ~ 1 ~ true", "sobel-x ~ 1 ~ true", "laplacian ~ 2 ~ false", "laplacian(8) ~ 2 ~ false",
                        "log(2) ~ 2 ~ false",
                "disk(3) ~ 3 ~ false", "emboss ~ 3 ~ false", "savitzky-golay(11) ~ 1 ~ true", "box(1 7) ~ 1 ~ true",
                        "identity(3) ~ 1 ~ true",
            })
    void knowsRankAndSeparability(String preset, int rank, boolean separable) throws Exception {
        KernelInspection found = inspect(preset);
        assertThat(found.rank()).hasValue(rank);
        assertThat(found.isSeparable()).isEqualTo(separable);
    }

    @Test
    void volumesAreSeparableOrNotAndHaveNoRank() throws Exception {
        assertThat(inspect("gaussian(sigma=2 1 0.7)").isSeparable()).isTrue();
        assertThat(inspect("sobel-z").isSeparable()).isTrue();
        assertThat(inspect("ball(2)").isSeparable()).isFalse();
        assertThat(inspect("laplacian(6)").rank()).isEmpty();
    }

    @Test
    void theErrorOfAPlaneIsThatOfItsLargestSingularValue() {
        // Singular values 3, 2, 1; the largest weight doesn't belong to the largest one below.
        assertThat(KernelInspection.of(Kernel.of(Shape.of(3, 3), 3, 0, 0, 0, 2, 0, 0, 0, 1))
                        .separableError())
                .isCloseTo(Math.sqrt(5.0 / 14), within(1e-9));
        assertThat(KernelInspection.of(Kernel.of(Shape.of(3, 3), 1, 0, 0, 0, 0.9f, 0.9f, 0, 0.9f, 0.9f))
                        .separableError())
                .isCloseTo(Math.sqrt(1 / (1 + 1.8f * 1.8f)), within(1e-7));
    }

    @Test
    void theErrorOfAPerturbedProductIsThePerturbation() {
        Random random = new Random(5);
        double[] x = random.doubles(7, -1, 1).toArray();
        double[] y = random.doubles(5, -1, 1).toArray();
        double[] z = random.doubles(3, -1, 1).toArray();
        Taps product = Taps.product(x, y, z);
        assertThat(KernelInspection.of(product.toKernel()).separableError()).isLessThan(1e-7);
        double[] noise = random.doubles(105, -1, 1).toArray();
        Taps perturbed = product.plus(1e-3, new Taps(product.shape(), noise));
        double bound = 1e-3
                * Math.sqrt(java.util.Arrays.stream(noise).map(v -> v * v).sum())
                / KernelInspection.of(perturbed.toKernel()).norm();
        assertThat(KernelInspection.of(perturbed.toKernel()).separableError()).isBetween(0.5 * bound, bound);
    }

    @Test
    void knowsSymmetries() throws Exception {
        KernelInspection sobel = inspect("sobel-x(3)");
        assertThat(sobel.alongX()).isEqualTo(Symmetry.ODD);
        assertThat(sobel.alongY()).isEqualTo(Symmetry.EVEN);
        assertThat(sobel.alongZ()).isEqualTo(Symmetry.EVEN);
        assertThat(inspect("emboss").alongX()).isEqualTo(Symmetry.NONE);
        assertThat(inspect("box(2)").alongX()).isEqualTo(Symmetry.EVEN);
        assertThat(inspect("sobel-z").alongZ()).isEqualTo(Symmetry.ODD);
    }

    @Test
    void warnsOfZeros() {
        KernelInspection zero = KernelInspection.of(Kernel.of(Shape.of(2, 2), 0, 0, 0, 0));
        assertThat(zero.notices()).containsExactly("All weights are zero, so every output pixel is the bias.");
        assertThat(zero.rank()).hasValue(0);
        assertThat(zero.separableError()).isZero();
        assertThat(KernelInspection.of(Kernel.of(Shape.of(2, 1), 1, -0.9999999f))
                        .notices())
                .containsExactly(
                        "The weights sum to nearly zero (1.1920929e-7): flat regions become nearly 0, and normalising"
                                + " would amplify noise.");
        assertThat(KernelInspection.of(Kernel.of(Shape.of(2, 1), 1, -1)).notices())
                .isEmpty();
    }

    @Test
    void normalisesByTheSum() {
        KernelNormalization normalized =
                KernelNormalization.of(Kernel.of(Shape.of(2, 1), 1, 3).withBias(2));
        assertThat(normalized.kernel())
                .isEqualTo(Kernel.of(Shape.of(2, 1), 0.25f, 0.75f).withBias(2));
        assertThat(normalized.notice()).isEmpty();
    }

    @Test
    void aSumOfZeroIsLeftAndSaid() throws Exception {
        for (String preset : new String[] {"sobel-x", "laplacian", "gaussian-derivative(2)", "0 0 0"}) {
            Kernel kernel =
                    KernelExpression.parse(preset).evaluate(VoxelSize.PIXEL).single();
            KernelNormalization normalized = KernelNormalization.of(kernel);
            assertThat(normalized.kernel()).isEqualTo(kernel);
            assertThat(normalized.notice())
                    .contains("The kernel's weights sum to zero, so it is applied as it is (scale 1), not normalised.");
        }
    }

    @Test
    void aSumOfNearlyZeroIsDividedByAndSaid() {
        KernelNormalization normalized = KernelNormalization.of(Kernel.of(Shape.of(2, 1), 1, -0.9999999f));
        assertThat(normalized.kernel().weight(0, 0, 0)).isEqualTo(8388608f);
        assertThat(normalized.notice())
                .contains(
                        "The kernel's weights sum to nearly zero (1.19e-07, of magnitudes that sum to 2.00), so normalising amplifies noise.");
    }

    @Test
    void theSmallestSumsAndWeightsDontOverflow() {
        Kernel tiny = Kernel.of(Shape.of(2, 1), Float.MIN_VALUE, 0);
        assertThat(KernelNormalization.of(tiny).kernel()).isEqualTo(Kernel.of(Shape.of(2, 1), 1, 0));
        float below = Float.intBitsToFloat(Float.floatToIntBits(Float.MAX_VALUE) - 3);
        Kernel large = Kernel.of(Shape.of(2, 1), Float.MAX_VALUE, -below);
        assertThat(KernelNormalization.of(large).kernel().weight(0, 0, 0)).isBetween(5.5e6f, 5.7e6f);
    }

    @Test
    void theResponseAtZeroIsTheSumAndOfADiracFlat() {
        Kernel kernel = Kernel.of(new Shape(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, -8);
        assertThat(new FrequencyResponse(kernel).magnitude(0, 0, 0)).isEqualTo(20);
        FrequencyResponse dirac =
                new FrequencyResponse(Presets.find("identity").orElseThrow().kernel("3", VoxelSize.PIXEL));
        assertThat(dirac.magnitude(0.1, 0.37, 0)).isCloseTo(1, within(1e-15));
        assertThat(dirac.phase(0.1, 0.37, 0)).isZero();
    }

    @Test
    void theResponseOfABoxIsTheDirichletKernelAndOfASlopeASine() throws Exception {
        FrequencyResponse box = new FrequencyResponse(KernelExpression.parse("moving-average(7)")
                .evaluate(VoxelSize.PIXEL)
                .single());
        double f = 0.13;
        assertThat(box.magnitude(f, 0.4, 0.4))
                .isCloseTo(Math.abs(Math.sin(7 * Math.PI * f) / Math.sin(Math.PI * f) / 7), within(1e-7));
        FrequencyResponse slope = new FrequencyResponse(Kernel.of(new Shape(3, 1, 1), -1, 0, 1));
        assertThat(slope.magnitude(f, 0, 0)).isCloseTo(2 * Math.sin(2 * Math.PI * f), within(1e-12));
        assertThat(slope.phase(f, 0, 0)).isCloseTo(Math.PI / 2, within(1e-12));
    }
}
