package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The losses of nested kernel sizes on held-out blocks: the arithmetic of {@link SizeSelection}. */
final class SizeComparison {

    private static final TrainingListener SILENT = (iteration, loss) -> {};

    private final List<Block> blocks;
    private final int[] folds;
    private final TrainingOptions options;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<double[]> losses = new ArrayList<>();
    private final List<Double> bics = new ArrayList<>();

    SizeComparison(List<Block> blocks, List<Shape> shapes, TrainingOptions options) {
        this.blocks = blocks;
        this.folds = Folds.of(blocks, Folds.USUAL);
        this.options = options.withMethod(Method.EXACT).withStart(Start.ZEROS);
        NotIdentifiableException failure = null;
        for (Shape shape : shapes) {
            try {
                judge(shape);
            } catch (NotIdentifiableException e) {
                failure = e;
            }
        }
        if (this.shapes.isEmpty() && failure != null) {
            throw failure;
        }
    }

    /** Learns a size with each fold held out, and on all blocks. */
    private void judge(Shape shape) {
        PatchStatistics largest = blocks.get(0).statistics();
        Anchor anchor = SizeSelection.anchor(shape, largest);
        NestedTaps taps = new NestedTaps(largest, shape, anchor);
        List<Block> nested = blocks.stream()
                .map(block -> new Block(block.pair(), block.windows(), taps.of(block.statistics())))
                .toList();
        TrainingOptions own = options.withShape(shape).withAnchor(anchor);
        double[] ofBlocks = new double[nested.size()];
        for (int fold = 0; fold < Folds.count(nested, Folds.USUAL); fold++) {
            PatchStatistics training = Folds.sum(nested, folds, fold, false);
            Fit fit = KernelLearner.fit(training, own, SILENT, Progress.NONE);
            double[] weights = fit.weights();
            double bias = options.learnBias()
                    ? -training.meanResidual(weights, 0)
                    : fit.kernel().bias();
            for (int b = 0; b < folds.length; b++) {
                if (folds[b] == fold) {
                    ofBlocks[b] = nested.get(b).statistics().loss(weights, bias);
                }
            }
        }
        Fit all = KernelLearner.fit(Folds.sum(nested, folds, -1, false), own, SILENT, Progress.NONE);
        long unknowns = shape.volume() + (options.learnBias() ? 1 : 0);
        shapes.add(shape);
        losses.add(ofBlocks);
        bics.add(all.count() * Math.log(all.meanLoss()) + unknowns * Math.log(all.count()));
    }

    SizeSelection run() {
        long count =
                blocks.stream().mapToLong(block -> block.statistics().count()).sum();
        int best = 0;
        for (int i = 1; i < losses.size(); i++) {
            best = sum(losses.get(i)) < sum(losses.get(best)) ? i : best;
        }
        List<SizeSelection.Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < losses.size(); i++) {
            double[] difference = difference(losses.get(i), losses.get(best));
            candidates.add(new SizeSelection.Candidate(
                    shapes.get(i),
                    sum(losses.get(i)) / count,
                    sum(difference) / count,
                    standardErrorOfSum(difference) / count,
                    bics.get(i)));
        }
        int chosen = 0;
        while (!candidates.get(chosen).isGoodEnough()) {
            chosen++;
        }
        return new SizeSelection(candidates, chosen, best);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    static double standardErrorOfSum(double[] values) {
        double mean = sum(values) / values.length;
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) * values.length);
    }
}
