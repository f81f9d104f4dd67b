package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

    /** Against the equations of Karush, Kuhn and Tucker in all weights, straight from the pixels. */
    @ParameterizedTest
    @CsvSource({
        "SUM_ONE,SUM_ONE,3,3,1",
        "ZERO_SUM,ZERO_SUM,4,2,1",
        "SYMMETRIC,SYMMETRIC,4,3,1",
        "SUM_ONE,SYMMETRIC,3,3,1",
        "ZERO_SUM,SYMMETRIC,2,2,2"
    })
    void linearConstraintsSolveTheBorderedEquations(Constraint one, Constraint other, int width, int height, int depth)
            throws IOException {
        Shape shape = new Shape(width, height, depth);
        int taps = (int) shape.volume();
        Volume input = Pairs.noise(new Shape(20, 18, depth + 3), 3, 1, 1);
        Volume target = Pairs.noise(new Shape(21 - width, 19 - height, 4), 2, 3, 4);
        for (boolean bias : new boolean[] {true, false}) {
            TrainingOptions options =
                    exact(shape).withLearnBias(bias).withConstraints(one == other ? set(one) : set(one, other));
            Fit fit = fit(options, input, target);
            double[] zero = new double[taps];
            double[][] windows = ExplicitLoop.windows(input, shape);
            double[] targets = ExplicitLoop.targets(target);
            ExplicitLoop loop =
                    bias ? ExplicitLoop.centred(windows, targets, zero) : ExplicitLoop.raw(windows, targets, zero);
            double[] expected = bordered(loop, taps, EnumSet.of(one, other));
            for (int tap = 0; tap < taps; tap++) {
                assertThat(fit.weights()[tap]).isCloseTo(expected[tap], within(1e-11));
            }
            assertThat(fit.converged()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GRADIENT_DESCENT", "NESTEROV", "CONJUGATE_GRADIENT", "ADAM"})
    void everyMethodConvergesToTheConstrainedSolution(Method method) throws IOException {
        Volume input = Pairs.noise(Shape.of(40, 36), 3, 1, 1);
        Volume target = Pairs.correlated(input, Shape.of(3, 3), Pairs.weights(9, 2), 1);
        TrainingOptions options = exact(Shape.of(3, 3)).withConstraints(Constraint.SYMMETRIC, Constraint.SUM_ONE);
        double[] expected = fit(options, input, target).weights();
        Fit fit = fit(options.withMethod(method).withTolerance(1e-3), input, target);
        assertThat(fit.converged()).isTrue();
        assertThat(Arrays.stream(fit.weights()).sum()).isCloseTo(1, within(1e-12));
        for (int i = 0; i < 9; i++) {
            assertThat(fit.weights()[i]).isCloseTo(expected[i], within(1.01e-3));
            assertThat(fit.weights()[i]).isCloseTo(fit.weights()[8 - i], within(1e-12));
        }
    }

    /** Against the best of all supports. */
    @Property(tries = 200)
    void theActiveSetIsTheBestOfAllSupports(
            @ForAll @IntRange(min = 1, max = 7) int n, @ForAll boolean summed, @ForAll long seed) {
        Random random = new Random(seed);
        Quadratic quadratic = random(n, summed, random);
        double[] solution = ActiveSet.solve(quadratic);
        double best = Double.POSITIVE_INFINITY;
        for (int support = 0; support < 1 << n; support++) {
            boolean[] free = new boolean[n];
            for (int i = 0; i < n; i++) {
                free[i] = (support >> i & 1) == 1;
            }
            double[] x = quadratic.solve(free);
            if (x != null && Arrays.stream(x).allMatch(value -> value >= 0)) {
                best = Math.min(best, objective(quadratic, x));
            }
        }
        assertThat(Arrays.stream(solution).min().orElseThrow()).isNotNegative();
        assertThat(objective(quadratic, solution)).isCloseTo(best, within(1e-9 * (1 + Math.abs(best))));
        if (summed) {
            assertThat(quadratic.sum(solution)).isCloseTo(1, within(1e-9));
        }
    }

    @Test
    void aBlurWithNoiseStaysNonNegative() throws IOException {
        Volume input = Pairs.noise(Shape.of(60, 50), 100, 40, 1);
        Volume blurred = Pairs.correlated(input, Shape.of(5, 5), blur(), 0);
        Volume noisy = plusNoise(blurred, 20);
        TrainingOptions options = exact(Shape.of(5, 5));
        assertThat(Arrays.stream(fit(options, input, noisy).weights()).min().orElseThrow())
                .isNegative();
        for (Constraint[] constraints : new Constraint[][] {
            set(Constraint.NON_NEGATIVE),
            set(Constraint.NON_NEGATIVE, Constraint.SUM_ONE),
            set(Constraint.NON_NEGATIVE, Constraint.SYMMETRIC, Constraint.SUM_ONE)
        }) {
            Fit fit = fit(options.withConstraints(constraints), input, noisy);
            assertThat(fit.weights()).contains(0);
            assertThat(Arrays.stream(fit.weights()).min().orElseThrow()).isZero();
            assertThat(distance(fit.weights(), blur()))
                    .isLessThan(distance(fit(options, input, noisy).weights(), blur()));
            if (constraints.length > 1) {
                assertThat(Arrays.stream(fit.weights()).sum()).isCloseTo(1, within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5x4x1", "3x1x1", "4x3x3"})
    void aSeparableKernelIsFound(String size) throws IOException {
        int[] n = Arrays.stream(size.split("x")).mapToInt(Integer::parseInt).toArray();
        Shape shape = new Shape(n[0], n[1], n[2]);
        double[] weights = outer(Pairs.weights(n[0], 1), Pairs.weights(n[1], 2), Pairs.weights(n[2], 3));
        Volume input = Pairs.noise(new Shape(30, 28, n[2] + 4), 10, 1, 1);
        Volume target = Pairs.correlated(input, shape, weights, 2);
        Fit fit = fit(exact(shape).withConstraints(Constraint.SEPARABLE), input, target);
        for (int i = 0; i < weights.length; i++) {
            assertThat(fit.weights()[i]).isCloseTo(weights[i], within(1e-6));
        }
        assertThat(fit.kernel().bias()).isCloseTo(2, within(1e-4));
    }

    /** No small change of the lines makes the loss smaller. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSeparableAnswerIsAMinimum(boolean blurring) throws IOException {
        Shape shape = new Shape(3, 3, 2);
        Volume input = Pairs.noise(new Shape(20, 18, 6), 10, 1, 1);
        Volume target = Pairs.noise(new Shape(18, 16, 5), 2, 3, 4);
        Constraint[] constraints = blurring
                ? set(Constraint.SEPARABLE, Constraint.SYMMETRIC, Constraint.NON_NEGATIVE, Constraint.SUM_ONE)
                : set(Constraint.SEPARABLE);
        PatchStatistics statistics = statistics(shape, input, target);
        double[] weights = KernelLearner.fit(
                        statistics, exact(shape).withConstraints(constraints), TrainingListener.NONE, Progress.NONE)
                .weights();
        double least = loss(statistics, weights);
        Random random = new Random(3);
        for (int trial = 0; trial < 200; trial++) {
            assertThat(loss(statistics, near(weights, shape, blurring, random)))
                    .isGreaterThanOrEqualTo(least * (1 - 1e-12));
        }
        double all = Arrays.stream(weights).sum();
        assertThat(blurring ? all : 1).isCloseTo(1, within(1e-9));
    }

    @Test
    void linesOfABankAreSolvedTogether() {
        Shape shape = Shape.of(3, 2);
        Random random = new Random(5);
        double[] one = outer(Pairs.weights(3, 1), Pairs.weights(2, 2), new double[] {1});
        double[] other = outer(Pairs.weights(3, 3), Pairs.weights(2, 4), new double[] {1});
        double[] weights = new double[12];
        System.arraycopy(one, 0, weights, 0, 6);
        System.arraycopy(other, 0, weights, 6, 6);
        double[] a = random(12, false, random).a();
        double[] right = new NormalMatrix(a, 12).times(weights);
        double[] found = SeparableSolver.solve(shape, Set.of(Constraint.SEPARABLE), a, right, weights);
        assertThat(distance(found, weights)).isLessThan(1e-9);
    }

    @Test
    void nothingLeftToLearnIsSaid() {
        Volume input = Pairs.noise(Shape.of(10, 10), 3, 1, 1);
        assertThatThrownBy(() -> fit(exact(Shape.of(1, 1)).withConstraints(Constraint.SUM_ONE), input, input))
                .hasMessage("the constraint on the sum of the weights leaves nothing to learn: there is one weight;"
                        + " leave it out, or learn a larger kernel");
    }

    @Test
    void theStartIsMovedToTheNearestThatSatisfies() throws IOException {
        Volume input = Pairs.noise(Shape.of(10, 10), 3, 1, 1);
        TrainingOptions options = TrainingOptions.DEFAULT
                .withStart(Start.of(Kernel.of(Shape.of(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9)))
                .withIterations(1)
                .withRate(1e-15)
                .withConstraints(Constraint.ZERO_SUM);
        Fit fit = fit(options, input, Pairs.noise(Shape.of(8, 8), 0, 1, 2));
        for (int i = 0; i < 9; i++) {
            assertThat(fit.weights()[i]).isCloseTo(i - 4, within(1e-9));
        }
    }

    private static double[] bordered(ExplicitLoop loop, int taps, Set<Constraint> constraints) {
        int pairs = constraints.contains(Constraint.SYMMETRIC) ? taps / 2 : 0;
        boolean sumOne = constraints.contains(Constraint.SUM_ONE);
        // The sum is dropped where only symmetry is asked for; with symmetry it is independent of the other rows.
        int sums = sumOne || constraints.contains(Constraint.ZERO_SUM) ? 1 : 0;
        int n = taps + pairs + sums;
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        double[] slope = loop.gradient(new double[taps]);
        for (int tap = 0; tap < taps; tap++) {
            double[] unit = new double[taps];
            unit[tap] = 1;
            double[] there = loop.gradient(unit);
            for (int row = 0; row < taps; row++) {
                matrix.set(row, tap, there[row] - slope[row]);
            }
            right.set(tap, 0, -slope[tap]);
        }
        for (int pair = 0; pair < pairs; pair++) {
            setBoth(matrix, taps + pair, pair, 1);
            setBoth(matrix, taps + pair, taps - 1 - pair, -1);
        }
        for (int tap = 0; tap < taps && sums > 0; tap++) {
            setBoth(matrix, n - 1, tap, 1);
            right.set(n - 1, 0, sumOne ? 1 : 0);
        }
        DMatrixRMaj solution = new DMatrixRMaj(n, 1);
        assertThat(CommonOps_DDRM.solve(matrix, right, solution)).isTrue();
        return Arrays.copyOf(solution.data, taps);
    }

    private static void setBoth(DMatrixRMaj matrix, int row, int column, double value) {
        matrix.set(row, column, value);
        matrix.set(column, row, value);
    }

    private static Quadratic random(int n, boolean summed, Random random) {
        double[] a = new double[n * n];
        double[] r = new double[n];
        for (int sample = 0; sample < 2 * n + 3; sample++) {
            double[] row = random.doubles(n, -1, 1.5).toArray();
            double t = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                r[i] += t * row[i];
                for (int k = 0; k < n; k++) {
                    a[i * n + k] += row[i] * row[k];
                }
            }
        }
        return new Quadratic(a, r, summed ? random.doubles(n, 0.5, 2).toArray() : null);
    }

    private static double objective(Quadratic quadratic, double[] x) {
        double value = 0;
        for (int i = 0; i < x.length; i++) {
            value -= 2 * quadratic.r()[i] * x[i];
            for (int k = 0; k < x.length; k++) {
                value += x[i] * quadratic.a()[i * x.length + k] * x[k];
            }
        }
        return value;
    }

    /** Separable weights near these, of the same sum where they blur. */
    private static double[] near(double[] weights, Shape shape, boolean blurring, Random random) {
        double[][] lines = new double[3][];
        int[] extents = {shape.width(), shape.height(), shape.depth()};
        int[] strides = {1, shape.width(), shape.width() * shape.height()};
        int largest = 0;
        for (int i = 1; i < weights.length; i++) {
            largest = Math.abs(weights[i]) > Math.abs(weights[largest]) ? i : largest;
        }
        for (int axis = 0; axis < 3; axis++) {
            int at = largest / strides[axis] % extents[axis];
            lines[axis] = new double[extents[axis]];
            for (int i = 0; i < extents[axis]; i++) {
                double weight = weights[largest + (i - at) * strides[axis]];
                lines[axis][i] = (axis == 0 ? 1 : 1 / weights[largest]) * weight;
            }
            double[] change = random.doubles(extents[axis], -1e-3, 1e-3).toArray();
            for (int i = 0; i < extents[axis]; i++) {
                double even = blurring ? (change[i] + change[extents[axis] - 1 - i]) / 2 : change[i];
                lines[axis][i] = blurring ? Math.max(0, lines[axis][i] + even) : lines[axis][i] + even;
            }
        }
        double[] near = outer(lines[0], lines[1], lines[2]);
        double sum = blurring ? Arrays.stream(near).sum() : 1;
        return Arrays.stream(near).map(weight -> weight / sum).toArray();
    }

    private static double[] outer(double[] x, double[] y, double[] z) {
        double[] product = new double[x.length * y.length * z.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = x[i % x.length] * y[i / x.length % y.length] * z[i / x.length / y.length];
        }
        return product;
    }

    private static double[] blur() {
        double[] line = {0, 1 / 4.0, 1 / 2.0, 1 / 4.0, 0};
        return outer(line, line, new double[] {1});
    }

    private static Volume plusNoise(Volume volume, double sigma) {
        Random random = new Random(9);
        float[] pixels = volume.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (float) (sigma * random.nextGaussian());
        }
        return Volume.of(volume.shape(), pixels);
    }

    private static double distance(double[] one, double[] other) {
        double distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance = Math.hypot(distance, one[i] - other[i]);
        }
        return distance;
    }

    private static double loss(PatchStatistics statistics, double[] weights) {
        return statistics.loss(weights, -statistics.meanResidual(weights, 0));
    }

    private static Constraint[] set(Constraint... constraints) {
        return constraints;
    }

    private static TrainingOptions exact(Shape shape) {
        return TrainingOptions.DEFAULT.withShape(shape).withMethod(Method.EXACT);
    }

    private static Fit fit(TrainingOptions options, Volume input, Volume target) throws IOException {
        return KernelLearner.fit(
                statistics(options.shape(), input, target), options, TrainingListener.NONE, Progress.NONE);
    }

    private static PatchStatistics statistics(Shape shape, Volume input, Volume target) throws IOException {
        try (Workers workers = new Workers(1)) {
            return PatchStatistics.of(
                    new ExamplePair(input, target), shape, Anchor.centreOf(shape), workers, Progress.NONE);
        }
    }
}
