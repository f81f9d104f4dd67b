package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every iterate of every method against the loop over the pixels. */
class IteratesTest {

    private static final Shape KERNEL = Shape.of(3, 3);

    @ParameterizedTest
    @CsvSource({"SUM,0", "MEAN,0", "SUM,2.5", "MEAN,0.01"})
    void descentWithoutBias(Loss loss, double ridge) throws IOException {
        Data data = Data.noise(1, 2);
        double rate = rate(data, loss, 0.8);
        TrainingOptions options = options(loss).withRate(rate).withRidge(ridge).withLearnBias(false);
        ExplicitLoop loop = ExplicitLoop.raw(data.windows, data.targets, start(options, 9));
        double divisor = loss == Loss.MEAN ? data.windows.length : 1;
        requireSame(data, options, loop, () -> loop.descend(rate / divisor, ridge * divisor), 100, 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void descentOfWeightsAndBiasTogether(Loss loss) throws IOException {
        Data data = Data.noise(1, 2);
        double rate = rate(data, loss, 0.2);
        TrainingOptions options = options(loss).withRate(rate).withStart(Start.KAIMING);
        ExplicitLoop loop = ExplicitLoop.withBias(data.windows, data.targets, start(options, 10));
        double perSum = loss == Loss.MEAN ? rate / data.windows.length : rate;
        requireSame(data, options, loop, () -> loop.descend(perSum, 0), 100, 1e-12);
    }

    @Test
    void descentOfTheCentredProblem() throws IOException {
        Data data = Data.noise(50, 2);
        TrainingOptions options = options(Loss.MEAN);
        ExplicitLoop loop = ExplicitLoop.centred(data.windows, data.targets, start(options, 9));
        double rate = 0.5 / eigenvalues(loop.windows)[8];
        requireSame(data, options, loop, () -> loop.descend(rate, 0), 100, 1e-12);
    }

    /** With this many taps a hundred steps are taken one by one. */
    @Test
    void descentOfALargerKernel() throws IOException {
        Shape kernel = Shape.of(8, 7);
        Volume input = Pairs.counts(Shape.of(30, 31), 60000, 20, 3);
        Data data = new Data(input, Pairs.correlated(input, kernel, Pairs.weights(56, 5), 10), kernel);
        TrainingOptions options = TrainingOptions.DEFAULT.withShape(kernel).withSeed(17);
        ExplicitLoop loop = ExplicitLoop.centred(data.windows, data.targets, start(options, 56));
        double rate = 0.5 / eigenvalues(loop.windows)[55];
        requireSame(data, options, loop, () -> loop.descend(rate, 0), 100, 1e-12);
    }

    @Test
    void descentOnBrightSixteenBitData() throws IOException {
        Data data = Data.bright();
        for (boolean bias : new boolean[] {false, true}) {
            TrainingOptions options = options(Loss.SUM).withLearnBias(bias);
            ExplicitLoop raw = ExplicitLoop.raw(data.windows, data.targets, start(options, 9));
            double rate = 0.5 / eigenvalues(raw.windows)[8];
            ExplicitLoop loop = bias ? ExplicitLoop.withBias(data.windows, data.targets, start(options, 10)) : raw;
            requireSame(data, options.withRate(rate), loop, () -> loop.descend(rate, 0), 100, 1e-12);
        }
        TrainingOptions options = options(Loss.MEAN);
        ExplicitLoop loop = ExplicitLoop.centred(data.windows, data.targets, start(options, 9));
        double rate = 0.5 / eigenvalues(loop.windows)[8];
        requireSame(data, options, loop, () -> loop.descend(rate, 0), 100, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void nesterov(boolean bias) throws IOException {
        Data data = Data.noise(0.3, 1);
        TrainingOptions options = options(Loss.MEAN).withMethod(Method.NESTEROV).withLearnBias(bias);
        ExplicitLoop loop = bias
                ? ExplicitLoop.centred(data.windows, data.targets, start(options, 9))
                : ExplicitLoop.raw(data.windows, data.targets, start(options, 9));
        double[] values = eigenvalues(loop.windows);
        double root = Math.sqrt(values[8] / values[0]);
        requireSame(data, options, loop, () -> loop.nesterov(0.5 / values[8], (root - 1) / (root + 1)), 100, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void conjugateGradient(boolean bias) throws IOException {
        Data data = Data.noise(0.3, 1);
        TrainingOptions options =
                options(Loss.MEAN).withMethod(Method.CONJUGATE_GRADIENT).withLearnBias(bias);
        ExplicitLoop loop = bias
                ? ExplicitLoop.centred(data.windows, data.targets, start(options, 9))
                : ExplicitLoop.raw(data.windows, data.targets, start(options, 9));
        requireSame(data, options, loop, loop::conjugate, 9, 1e-11);
    }

    @ParameterizedTest
    @CsvSource({"SUM,true", "SUM,false", "MEAN,true", "MEAN,false"})
    void adam(Loss loss, boolean bias) throws IOException {
        Data data = Data.noise(1, 2);
        TrainingOptions options =
                options(loss).withMethod(Method.ADAM).withRate(0.01).withLearnBias(bias);
        ExplicitLoop loop = bias
                ? ExplicitLoop.withBias(data.windows, data.targets, start(options, 10))
                : ExplicitLoop.raw(data.windows, data.targets, start(options, 9));
        double divisor = loss == Loss.MEAN ? data.windows.length : 1;
        requireSame(data, options, loop, () -> loop.adam(0.01, divisor), 100, 1e-12);
    }

    @Test
    void steppedMethodsOnBrightSixteenBitData() throws IOException {
        Data data = Data.bright();
        double divisor = data.windows.length;
        TrainingOptions adam = options(Loss.MEAN).withMethod(Method.ADAM);
        ExplicitLoop adamLoop = ExplicitLoop.centred(data.windows, data.targets, start(adam, 9));
        requireSame(data, adam, adamLoop, () -> adamLoop.adam(1e-3, divisor), 100, 1e-12);
        TrainingOptions nesterov = options(Loss.MEAN).withMethod(Method.NESTEROV);
        ExplicitLoop loop = ExplicitLoop.centred(data.windows, data.targets, start(nesterov, 9));
        double[] values = eigenvalues(loop.windows);
        double root = Math.sqrt(values[8] / values[0]);
        requireSame(data, nesterov, loop, () -> loop.nesterov(0.5 / values[8], (root - 1) / (root + 1)), 100, 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"SUM_ONE,SYMMETRIC", "ZERO_SUM,SYMMETRIC", "SUM_ONE,SUM_ONE", "ZERO_SUM,ZERO_SUM", "SYMMETRIC,SYMMETRIC"
    })
    void descentWithinConstraintsIsProjectedDescent(Constraint one, Constraint other) throws IOException {
        Data data = Data.noise(1, 2);
        Set<Constraint> constraints = EnumSet.of(one, other);
        double rate = rate(data, Loss.SUM, 0.4);
        TrainingOptions options = options(Loss.SUM)
                .withRate(rate)
                .withLearnBias(false)
                .withConstraints(constraints.toArray(Constraint[]::new));
        double[] start = projected(start(options, 9), constraints);
        double missing = one == Constraint.SUM_ONE ? 1.0 / 9 : 0;
        ExplicitLoop loop = ExplicitLoop.raw(
                data.windows,
                data.targets,
                Arrays.stream(start).map(w -> w + missing).toArray());
        requireSame(data, options, loop, () -> loop.descend(rate, w -> projected(w, constraints)), 100, 1e-12);
    }

    /** Straight from the definitions: the mean of the weights taken away, and the mean of the kernel and its mirror image. */
    private static double[] projected(double[] weights, Set<Constraint> constraints) {
        boolean symmetric = constraints.contains(Constraint.SYMMETRIC);
        boolean summed = constraints.contains(Constraint.SUM_ONE) || constraints.contains(Constraint.ZERO_SUM);
        double mean = summed ? Arrays.stream(weights).average().orElseThrow() : 0;
        double[] projected = new double[weights.length];
        for (int i = 0; i < projected.length; i++) {
            double mirrored = weights[weights.length - 1 - i];
            projected[i] = (symmetric ? (weights[i] + mirrored) / 2 : weights[i]) - mean;
        }
        return projected;
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"GRADIENT_DESCENT", "NESTEROV", "ADAM"})
    void methodsOnABrightVolume(Method method) throws IOException {
        Shape kernel = new Shape(3, 2, 2);
        Volume input = Pairs.counts(new Shape(12, 11, 7), 60000, 20, 3);
        Data data = new Data(input, Pairs.correlated(input, kernel, Pairs.weights(12, 5), 10), kernel);
        TrainingOptions options = options(Loss.MEAN).withShape(kernel).withMethod(method);
        ExplicitLoop loop = ExplicitLoop.centred(data.windows, data.targets, start(options, 12));
        double[] values = eigenvalues(loop.windows);
        double rate = 0.5 / values[11];
        double root = Math.sqrt(values[11] / values[0]);
        Runnable step = switch (method) {
            case GRADIENT_DESCENT -> () -> loop.descend(rate, 0);
            case NESTEROV -> () -> loop.nesterov(rate, (root - 1) / (root + 1));
            default -> () -> loop.adam(1e-3, data.windows.length);
        };
        requireSame(data, options, loop, step, 100, 1e-12);
    }

    @Test
    void iteratesOfAVolume() throws IOException {
        Shape kernel = new Shape(3, 2, 2);
        Volume input = Pairs.noise(new Shape(9, 8, 6), 1, 2, 3);
        Data data = new Data(input, Pairs.noise(new Shape(7, 7, 5), 2, 3, 4), kernel);
        double rate = rate(data, Loss.SUM, 0.5);
        TrainingOptions options =
                options(Loss.SUM).withShape(kernel).withRate(rate).withLearnBias(false);
        ExplicitLoop loop = ExplicitLoop.raw(data.windows, data.targets, start(options, 12));
        requireSame(data, options, loop, () -> loop.descend(rate, 0), 100, 1e-12);
    }

    /** Compares the weights after 0, 1, 2, ... steps, and the losses told. */
    private static void requireSame(
            Data data, TrainingOptions options, ExplicitLoop loop, Runnable step, int steps, double tolerance)
            throws IOException {
        PatchStatistics statistics = data.statistics();
        List<Double> told = new ArrayList<>();
        List<Double> expected = new ArrayList<>();
        double divisor = options.loss() == Loss.MEAN ? data.windows.length : 1;
        for (int i = 1; i <= steps; i++) {
            expected.add(loop.loss() / divisor);
            step.run();
            told.clear();
            Fit fit = KernelLearner.fit(
                    statistics,
                    options.withIterations(i).withPrintInterval(1),
                    (iteration, loss) -> told.add(loss),
                    Progress.NONE);
            double largest = Arrays.stream(loop.x)
                    .limit(statistics.taps())
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            for (int tap = 0; tap < statistics.taps(); tap++) {
                assertThat(fit.weights()[tap])
                        .as("step %d tap %d", i, tap)
                        .isCloseTo(loop.x[tap], within(tolerance * largest));
            }
            if (loop.x.length > statistics.taps()) {
                double bias = loop.x[statistics.taps()];
                assertThat(fit.kernel().bias()).isCloseTo(bias, within(tolerance * Math.max(largest, Math.abs(bias))));
            }
            assertThat(fit.steps()).isEqualTo(i);
        }
        assertThat(told).hasSize(steps);
        double resolution = 1e-15 * statistics.variation();
        for (int i = 0; i < steps; i++) {
            assertThat(told.get(i)).isCloseTo(expected.get(i), within(1e-9 * expected.get(i) + resolution));
        }
    }

    private static TrainingOptions options(Loss loss) {
        return TrainingOptions.DEFAULT.withShape(KERNEL).withLoss(loss).withSeed(17);
    }

    private static double[] start(TrainingOptions options, int size) {
        return Arrays.copyOf(options.start().values(options.shape(), options.anchor(), 1, 0, options.seed()), size);
    }

    /** A part of the largest stable rate of the raw problem. */
    private static double rate(Data data, Loss loss, double part) {
        double[] values = eigenvalues(data.windows);
        return part / values[values.length - 1] * (loss == Loss.MEAN ? data.windows.length : 1);
    }

    private static double[] eigenvalues(double[][] windows) {
        int n = windows[0].length;
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        for (double[] window : windows) {
            for (int i = 0; i < n * n; i++) {
                gram.data[i] += window[i / n] * window[i % n];
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
        eigen.decompose(gram);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = eigen.getEigenvalue(i).getReal();
        }
        Arrays.sort(values);
        return values;
    }

    private record Data(Volume input, Volume target, Shape kernel, double[][] windows, double[] targets) {

        Data(Volume input, Volume target, Shape kernel) {
            this(input, target, kernel, ExplicitLoop.windows(input, kernel), ExplicitLoop.targets(target));
        }

        static Data noise(double mean, double spread) {
            return new Data(
                    Pairs.noise(Shape.of(16, 14), mean, spread, 3), Pairs.noise(Shape.of(14, 12), 2, 3, 4), KERNEL);
        }

        static Data bright() {
            Volume input = Pairs.counts(Shape.of(16, 14), 60000, 20, 3);
            return new Data(input, Pairs.correlated(input, KERNEL, Pairs.weights(9, 5), 10), KERNEL);
        }

        PatchStatistics statistics() throws IOException {
            try (Workers workers = new Workers(1)) {
                return PatchStatistics.of(
                        new ExamplePair(input, target), kernel, Anchor.centreOf(kernel), workers, Progress.NONE);
            }
        }
    }
}
