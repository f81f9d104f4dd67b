package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/** Passes over pairs in this process. */
record PairPasses(List<ExamplePair> pairs, TrainingOptions options, Workers workers) implements Passes {

    @Override
    public List<Shape> windows(Shape kernel) {
        return wider(kernel).stream().map(pair -> pair.windows(kernel)).toList();
    }

    private List<ExamplePair> wider(Shape kernel) {
        return pairs.stream()
                .map(pair -> SizeSelection.pairFor(kernel, pair, options.shape()))
                .toList();
    }

    @Override
    public BlockStatistics statistics(Shape kernel, Anchor anchor, BlockGrid grid, Progress progress)
            throws IOException {
        return BlockStatistics.of(wider(kernel), kernel, anchor, grid, workers, progress);
    }

    @Override
    public TargetValues values(DiagnosisOptions how, Progress progress) throws IOException {
        return TargetValues.of(pairs, how, progress);
    }

    @Override
    public void look(PixelView view, Kernel kernel, TargetValues values, Progress progress) throws IOException {
        view.look(pairs, kernel, workers, progress);
    }

    @Override
    public void lookAt(PixelView view, Kernel kernel, int[] folds, int fold, Progress progress) throws IOException {
        view.lookAt(pairs, kernel, folds, fold, workers, progress);
    }

    @Override
    public OptionalDouble inputNoise() throws IOException {
        return InputNoise.estimate(pairs, Progress.NONE);
    }
}
