package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Planes and radii of a frequency response against its formula, summed tap by tap. */
class FrequencyPlaneTest {

    private static final String[] AXES = {"x", "y", "z"};

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "0,2", "2,0", "1,2", "2,1"})
    void aPlaneIsTheFormula(int across, int down) {
        Kernel kernel = random(new Shape(4, 3, 5)).withAnchor(new Anchor(3, 0, 1));
        ResponsePlane plane = new FrequencyResponse(kernel).plane(across, down, 7);
        assertThat(plane.size()).isEqualTo(7);
        for (int row = 0; row < 7; row++) {
            for (int column = 0; column < 7; column++) {
                double[] frequency = new double[3];
                frequency[across] = (column - 3) / 6.0;
                frequency[down] = (row - 3) / 6.0;
                double[] expected = formula(kernel, frequency);
                String place = AXES[across] + " " + column + ", " + AXES[down] + " " + row;
                assertThat(plane.magnitude(column, row))
                        .as(place)
                        .isCloseTo(Math.hypot(expected[0], expected[1]), within(1e-12));
                assertThat(plane.phase(column, row))
                        .as(place)
                        .isCloseTo(Math.atan2(expected[1], expected[0]), within(1e-9));
            }
        }
    }

    @Test
    void singleFrequenciesAreTheFormula() {
        Kernel kernel = random(new Shape(5, 2, 3)).withAnchor(new Anchor(0, 1, 2));
        double[] expected = formula(kernel, new double[] {0.1, -0.3, 0.45});
        FrequencyResponse response = new FrequencyResponse(kernel);
        assertThat(response.magnitude(0.1, -0.3, 0.45)).isCloseTo(Math.hypot(expected[0], expected[1]), within(1e-12));
        assertThat(response.phase(0.1, -0.3, 0.45)).isCloseTo(Math.atan2(expected[1], expected[0]), within(1e-12));
    }

    @Test
    void whereThereIsNoAnswerThereIsNoPhase() {
        ResponsePlane plane = new FrequencyResponse(Kernel.of(Shape.of(2, 1), 1, 1)).plane(0, 1, 5);
        assertThat(plane.frequency(0)).isEqualTo(-0.5);
        assertThat(plane.frequency(2)).isZero();
        assertThat(plane.magnitude(0, 2)).isCloseTo(0, within(1e-15));
        assertThat(plane.phase(0, 2)).isNaN();
        assertThat(plane.phase(2, 2)).isZero();
    }

    @Test
    void theRadiusOfALineIsTheLine() {
        for (Shape shape : new Shape[] {new Shape(3, 1, 1), new Shape(1, 3, 1), new Shape(1, 1, 3)}) {
            RadialResponse radial = new FrequencyResponse(Kernel.of(shape, -1, 0, 1)).radial(11);
            assertThat(radial.directions()).isEqualTo(1);
            assertThat(radial.frequencies()).startsWith(0).endsWith(0.5);
            for (int i = 0; i < 11; i++) {
                assertThat(radial.mean()[i]).isCloseTo(2 * Math.sin(2 * Math.PI * 0.05 * i), within(1e-12));
                assertThat(radial.least()[i]).isEqualTo(radial.most()[i]);
            }
        }
    }

    @Test
    void gaussiansAnswerAllDirectionsAlike() {
        for (String expression : new String[] {"gaussian(sigma=2 2)", "gaussian(sigma=2 2 2)"}) {
            Kernel kernel = preset(expression);
            RadialResponse radial = new FrequencyResponse(kernel).radial(9);
            for (int i = 0; i < 9; i++) {
                double f = radial.frequencies()[i];
                double expected = Math.exp(-2 * Math.PI * Math.PI * 4 * f * f);
                assertThat(radial.least()[i]).isCloseTo(expected, within(2e-3));
                assertThat(radial.most()[i]).isCloseTo(expected, within(2e-3));
                assertThat(radial.mean()[i]).isBetween(radial.least()[i] - 1e-12, radial.most()[i] + 1e-12);
            }
        }
    }

    @Test
    void derivativesAnswerOneDirectionOnly() {
        RadialResponse radial = new FrequencyResponse(preset("sobel-x")).radial(5);
        assertThat(radial.most()[2]).isCloseTo(8, within(1e-9));
        assertThat(radial.least()[2]).isCloseTo(0, within(1e-9));
    }

    @Test
    void impossiblePlanesAreRefused() {
        FrequencyResponse response = new FrequencyResponse(Kernel.of(Shape.of(1, 1), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> response.plane(1, 1, 5))
                .withMessage("a plane of frequencies needs two different axes, got 1 twice (0 is x, 1 is y, 2 is z)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> response.plane(0, 1, 4))
                .withMessage("a plane of frequencies has an odd size from 3, got 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> response.radial(1))
                .withMessage("a radial response needs at least 2 frequencies, got 1");
    }

    private static double[] formula(Kernel kernel, double[] f) {
        double[] sum = new double[2];
        Anchor a = kernel.anchor();
        for (int z = 0; z < kernel.shape().depth(); z++) {
            for (int y = 0; y < kernel.shape().height(); y++) {
                for (int x = 0; x < kernel.shape().width(); x++) {
                    double angle = 2 * Math.PI * (f[0] * (x - a.x()) + f[1] * (y - a.y()) + f[2] * (z - a.z()));
                    sum[0] += kernel.weight(x, y, z) * Math.cos(angle);
                    sum[1] += kernel.weight(x, y, z) * Math.sin(angle);
                }
            }
        }
        return sum;
    }

    private static Kernel random(Shape shape) {
        Random random = new Random(7);
        double[] weights = random.doubles(shape.volume(), -1, 1).toArray();
        return Kernel.of(shape, weights);
    }

    private static Kernel preset(String expression) {
        try {
            return KernelExpression.parse(expression).evaluate(VoxelSize.PIXEL).single();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
