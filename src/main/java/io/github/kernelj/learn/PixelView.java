package io.github.kernelj.learn;

import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** What only the pixels tell: structural similarity, residuals against predictions, and a plane to look at. */
final class PixelView {

    private final List<Block> blocks;
    private final double range;
    private final ResidualMoments moments;
    private final double[] before = new double[2];
    private final double[] after = new double[2];
    private Diagnosis.Example example;

    /** @param values the target's, in whose range residuals are binned; null if residuals aren't asked for */
    PixelView(List<Block> blocks, double range, TargetValues values) {
        this.blocks = blocks;
        this.range = range;
        this.moments = values == null ? null : new ResidualMoments(blocks.size(), values.least(), values.most());
    }

    /** Looks at all blocks, filtered by one kernel. */
    void look(List<ExamplePair> pairs, Kernel kernel, Workers workers, Progress progress) throws IOException {
        look(pairs, kernel, input -> ResidualScan.plan(kernel, input), workers, progress);
    }

    /** As the other one, with the plan for an input of a shape made by someone else. */
    void look(List<ExamplePair> pairs, Kernel kernel, Function<Shape, Plan> plans, Workers workers, Progress progress)
            throws IOException {
        int[] all = new int[blocks.size()];
        ResidualScan.run(pairs, kernel, plans, workers, progress, (pair, z, windows, input, target, predicted) -> {
            if (pair == 0 && z == windows.depth() / 2) {
                example = new Diagnosis.Example(windows.width(), windows.height(), input, target, predicted);
            }
            addSimilarity(before, pair, z, windows, input, target, all, 0);
            addSimilarity(after, pair, z, windows, predicted, target, all, 0);
            if (moments != null) {
                addResiduals(pair, z, windows, target, predicted);
            }
        });
    }

    /** Looks at the blocks of a fold, filtered by the kernel that was learned without them. */
    void lookAt(List<ExamplePair> pairs, Kernel kernel, int[] folds, int fold, Workers workers, Progress progress)
            throws IOException {
        ResidualScan.run(
                pairs,
                kernel,
                input -> ResidualScan.plan(kernel, input),
                workers,
                progress,
                (pair, z, windows, input, target, predicted) ->
                        addSimilarity(after, pair, z, windows, predicted, target, folds, fold));
    }

    /** What was seen of the only block, for another view to {@link #add}. */
    double[] seen() {
        DoubleStream similarity = DoubleStream.of(before[0], before[1], after[0], after[1]);
        return (moments == null ? similarity : DoubleStream.concat(similarity, Arrays.stream(moments.ofBlock(0))))
                .toArray();
    }

    /** Adds what another view has seen of a block, or of a part of it. */
    void add(int block, double[] seen) {
        for (int i = 0; i < 2; i++) {
            before[i] += seen[i];
            after[i] += seen[2 + i];
        }
        if (moments != null) {
            moments.add(block, Arrays.copyOfRange(seen, 4, seen.length));
        }
    }

    List<Block> blocks() {
        return blocks;
    }

    double range() {
        return range;
    }

    void show(Diagnosis.Example plane) {
        example = plane;
    }

    ResidualMoments moments() {
        return moments;
    }

    Diagnosis.Example example() {
        return example;
    }

    /** Mean structural similarity of the filtered input and the target. */
    double similarity() {
        return after[0] / after[1];
    }

    /** Mean structural similarity of the input and the target. */
    double similarityBefore() {
        return before[0] / before[1];
    }

    /** What is done with the row of a block in a plane. */
    private interface Row {
        void at(int block, int from, int to);
    }

    private void addSimilarity(
            double[] sum, int pair, int z, Shape windows, float[] image, float[] target, int[] folds, int fold) {
        double[] map = StructuralSimilarity.map(image, target, windows.width(), windows.height(), range);
        forRows(pair, z, windows, (block, from, to) -> {
            for (int i = from; folds[block] == fold && i < to; i++) {
                if (!Double.isNaN(map[i])) {
                    sum[0] += map[i];
                    sum[1]++;
                }
            }
        });
    }

    private void addResiduals(int pair, int z, Shape windows, float[] target, float[] predicted) {
        forRows(pair, z, windows, (block, from, to) -> {
            for (int i = from; i < to; i++) {
                moments.add(block, predicted[i], target[i]);
            }
        });
    }

    private void forRows(int pair, int z, Shape windows, Row row) {
        for (int b = 0; b < blocks.size(); b++) {
            WindowBox box = blocks.get(b).windows();
            if (blocks.get(b).pair() == pair && z >= box.z() && z < box.endZ()) {
                for (int y = box.y(); y < box.endY(); y++) {
                    row.at(b, y * windows.width() + box.x(), y * windows.width() + box.endX());
                }
            }
        }
    }
}
