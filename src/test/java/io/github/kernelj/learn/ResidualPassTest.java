package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The sum of squared residuals against the formula, window by window. */
class ResidualPassTest {

    @Property(tries = 60)
    void isTheFormulasSum(
            @ForAll @IntRange(min = 1, max = 9) int kernelWidth,
            @ForAll @IntRange(min = 1, max = 9) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 3) int kernelDepth,
            @ForAll @IntRange(min = 0, max = 300) int moreColumns,
            @ForAll @IntRange(min = 0, max = 150) int moreRows,
            @ForAll @IntRange(min = 0, max = 2) int missing,
            @ForAll boolean sameSize)
            throws IOException {
        Shape kernel = new Shape(kernelWidth, kernelHeight, kernelDepth);
        Volume input = Pairs.noise(
                new Shape(kernelWidth + moreColumns, kernelHeight + moreRows, kernelDepth + 1), 100, 3, moreRows);
        double[] weights = Pairs.weights((int) kernel.volume(), moreColumns);
        Volume valid = Pairs.correlated(input, kernel, Pairs.weights(weights.length, 77), 0.5);
        Anchor anchor = Anchor.centreOf(kernel);
        Volume target = sameSize ? Pairs.embedded(valid, input.shape(), anchor) : valid;
        for (int i = 0; i < missing; i++) {
            float[] plane = input.plane(i);
            plane[plane.length / (i + 2)] = i == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
        }
        double expected = 0;
        double[][] windows = ExplicitLoop.windows(input, kernel);
        double[] targets = ExplicitLoop.targets(valid);
        for (int i = 0; i < windows.length; i++) {
            double residual = ExplicitLoop.dot(windows[i], weights) + 0.25 - targets[i];
            expected += Double.isFinite(residual) ? residual * residual : 0;
        }
        for (int threads = 1; threads <= 3; threads += 2) {
            assertThat(sum(new ExamplePair(input, target), kernel, anchor, weights, threads))
                    .as("%s on %s with %d threads", kernel, input.shape(), threads)
                    .isCloseTo(expected, within(1e-12 * expected));
        }
    }

    private static double sum(ExamplePair pair, Shape kernel, Anchor anchor, double[] weights, int threads)
            throws IOException {
        try (Workers workers = new Workers(threads)) {
            return ResidualPass.sumOfSquares(pair, kernel, anchor, weights, 0.25, workers, Progress.NONE);
        }
    }
}
