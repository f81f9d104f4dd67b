package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagTotalsTest {

    @ParameterizedTest
    @CsvSource({
        "5,4,1, 300,40,1",
        "1,9,1, 7,290,1",
        "3,2,3, 250,21,5",
        "13,2,2, 131,20,3",
        "40,3,1, 260,90,1",
        "2,100,1, 5,301,1",
        "1,1,4, 20,20,6"
    })
    void bothWaysEqualTheSumsOverAllPixels(int width, int height, int depth, int x, int y, int z) {
        Shape taps = new Shape(width, height, depth);
        Shape image = new Shape(x, y, z);
        Volume input = Pairs.counts(image, 60000, 20, 1);
        Volume target = Pairs.noise(new Shape(x - width + 1, y - height + 1, z - depth + 1), 30000, 5, 2);
        List<CentredPlane> planes = planes(input, 60000);
        List<CentredPlane> targets = planes(target, 30000);
        for (LagTotals totals : List.of(new DirectLags(taps, image), new FourierLags(taps, image, 3))) {
            double[][] first = new double[depth][(2 * width - 1) * (2 * height - 1)];
            for (int plane = 0; plane < z; plane++) {
                CentredPlane wanted = plane < targets.size() ? targets.get(plane) : null;
                totals.tasks(planes.subList(plane, Math.min(z, plane + depth)), wanted, Progress.NONE)
                        .forEach(Runnable::run);
            }
            totals.takeTotals(first);
            double[] cross = new double[width * height * depth];
            totals.addCross(cross);
            requireLags(first, planes, taps);
            requireCross(cross, planes, targets, taps);
            double[][] again = new double[depth][first[0].length];
            totals.takeTotals(again);
            assertThat(again[0]).containsOnly(0);
        }
    }

    @Test
    void largeKernelsGoByFourierAndTooLargeOnesDont() {
        Shape image = Shape.of(1024, 1024);
        assertThat(LagTotals.of(Shape.of(3, 3), image, 8)).isInstanceOf(DirectLags.class);
        assertThat(LagTotals.of(Shape.of(15, 15), image, 8)).isInstanceOf(FourierLags.class);
        assertThat(LagTotals.of(Shape.of(400, 3), image, 8)).isInstanceOf(DirectLags.class);
    }

    private static void requireLags(double[][] totals, List<CentredPlane> planes, Shape taps) {
        double energy = sum(planes, planes, 0, 0, 0);
        for (int z = 0; z < taps.depth(); z++) {
            for (int x = z > 0 ? 1 - taps.width() : 0; x < taps.width(); x++) {
                for (int y = z > 0 || x > 0 ? 1 - taps.height() : 0; y < taps.height(); y++) {
                    int lag = (y + taps.height() - 1) * (2 * taps.width() - 1) + x + taps.width() - 1;
                    assertThat(totals[z][lag])
                            .as("lag %d %d %d", x, y, z)
                            .isCloseTo(sum(planes, planes, x, y, z), within(1e-13 * energy));
                }
            }
        }
    }

    private static void requireCross(
            double[] cross, List<CentredPlane> planes, List<CentredPlane> targets, Shape taps) {
        double energy = Math.sqrt(sum(planes, planes, 0, 0, 0) * sum(targets, targets, 0, 0, 0));
        for (int tap = 0; tap < cross.length; tap++) {
            int x = tap % taps.width();
            int y = tap / taps.width() % taps.height();
            int z = tap / taps.width() / taps.height();
            assertThat(cross[tap]).isCloseTo(sum(targets, planes, x, y, z), within(1e-13 * energy));
        }
    }

    private static double sum(List<CentredPlane> a, List<CentredPlane> b, int lagX, int lagY, int lagZ) {
        double sum = 0;
        for (int z = 0; z < a.size() && z + lagZ < b.size(); z++) {
            CentredPlane one = a.get(z);
            CentredPlane other = b.get(z + lagZ);
            for (int y = Math.max(0, -lagY); y < Math.min(one.height, other.height - lagY); y++) {
                for (int x = Math.max(0, -lagX); x < Math.min(one.width, other.width - lagX); x++) {
                    sum += one.value(x, y) * other.value(x + lagX, y + lagY);
                }
            }
        }
        return sum;
    }

    private static List<CentredPlane> planes(Volume volume, double reference) {
        List<CentredPlane> planes = new ArrayList<>();
        Shape shape = volume.shape();
        for (int z = 0; z < shape.depth(); z++) {
            CentredPlane plane = new CentredPlane(shape.width(), shape.height());
            plane.fill(volume.plane(z), shape.width(), 0, 0, reference, 0, shape.height());
            planes.add(plane);
        }
        return planes;
    }
}
