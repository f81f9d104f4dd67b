package io.github.kernelj.task;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.Diagnosis;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.SizeSelection;
import io.github.kernelj.learn.TrainingOptions;
import java.io.IOException;
import java.util.List;

/** The kernel size that {@code size=auto} takes. */
final class SizeChoice {

    private SizeChoice() {}

    /**
     * @param options with the largest size
     * @throws IllegalArgumentException if the target isn't of the input's size, or the pair too small to choose
     */
    static SizeSelection of(List<ExamplePair> pairs, TrainingOptions options, Workers workers, Progress progress)
            throws IOException {
        requireSameSizes(pairs);
        return Diagnosis.chooseSize(pairs, options, workers, progress);
    }

    /** @throws IllegalArgumentException if a target isn't of its input's size */
    static void requireSameSizes(List<ExamplePair> pairs) {
        for (ExamplePair pair : pairs) {
            Shape input = pair.input().shape();
            Shape target = pair.target().shape();
            if (!input.equals(target)) {
                throw new IllegalArgumentException("size=auto needs a target of the input's size, " + input
                        + ", but it is " + target + "; give the size that fits it");
            }
        }
    }

    /** How a kernel of the chosen size lies along the image's axes. */
    static Turning turning(LearnSettings settings, SizeSelection selection) {
        Shape chosen = selection.chosenCandidate().shape();
        return SizeSelection.nested(settings.options().shape()).stream()
                .map(shape -> new Turning(settings.axes(), shape, Anchor.centreOf(shape)))
                .filter(turning -> turning.shape().equals(chosen))
                .findFirst()
                .orElseThrow();
    }
}
