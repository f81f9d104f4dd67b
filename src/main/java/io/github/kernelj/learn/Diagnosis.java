package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Is the answer any good? What the pixels say about a learned kernel beside its loss. Immutable.
 *
 * @param before the input itself against the target
 * @param after the filtered input against the target, on the windows that the kernel was learned from
 * @param heldOut the same on windows that a kernel wasn't learned from: each block is held out once, and filtered by a kernel
 *     learned from the rest in the same way; empty if the pair is too small for that
 * @param folds number of parts that were held out in turn
 * @param errors standard errors of the weights
 * @param invariance whether the kernel is the same everywhere
 * @param sizes whether it is large enough, and larger than need be; empty if the pair is too small to tell
 * @param linearity whether a linear filter is enough
 * @param noise whether the residual is equally strong everywhere
 * @param inputNoise whether noise in the input pulls the weights towards 0
 * @param clipping target pixels at the limits of their type
 * @param range the range of values to which signal-to-noise ratio and similarity refer
 * @param example a plane of the pair, to be looked at
 * @param notices what couldn't be told, and why
 */
public record Diagnosis(
        Quality before,
        Quality after,
        Optional<Quality> heldOut,
        int folds,
        StandardErrors errors,
        InvarianceTest invariance,
        Optional<SizeSelection> sizes,
        LinearityCheck linearity,
        NoiseCheck noise,
        InputNoise inputNoise,
        Clipping clipping,
        double range,
        Example example,
        List<String> notices) {

    /**
     * The middle plane of the first pair: what lies under the kernel's anchor, what it should become, and what it becomes.
     * Width · height values each; the arrays are the record's own, not to be changed.
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Example(int width, int height, float[] input, float[] target, float[] predicted) {}

    public Diagnosis {
        notices = List.copyOf(notices);
    }

    /**
     * Looks at a learned kernel. Reads the pairs several times: for the statistics of blocks, for those of larger kernels,
     * and once for each kernel that is applied.
     *
     * @param fit of these pairs with these options
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static Diagnosis of(
            List<ExamplePair> pairs,
            TrainingOptions options,
            Fit fit,
            DiagnosisOptions how,
            Workers workers,
            Progress progress)
            throws IOException {
        return new Examination(new PairPasses(pairs, options, workers), options, fit, how, progress).run();
    }

    /**
     * The kernel size that is large enough, of those nested in the options' shape.
     *
     * @throws IllegalArgumentException if the pairs are too small to choose
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static SizeSelection chooseSize(
            List<ExamplePair> pairs, TrainingOptions options, Workers workers, Progress progress) throws IOException {
        return chooseSize(new PairPasses(pairs, options, workers), options, progress);
    }

    static SizeSelection chooseSize(Passes passes, TrainingOptions options, Progress progress) throws IOException {
        Shape largest = options.shape();
        BlockGrid grid = Folds.grid(largest, passes.windows(largest));
        BlockStatistics blocks = passes.statistics(largest, options.anchor(), grid, progress);
        return SizeSelection.of(blocks.places(), SizeSelection.nested(largest), options);
    }
}
