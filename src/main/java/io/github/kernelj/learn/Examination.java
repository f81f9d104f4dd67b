package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How a {@link Diagnosis} is made: statistics of blocks first, then a look at the pixels. */
final class Examination {

    private static final TrainingListener SILENT = (iteration, loss) -> {};

    private final Passes passes;
    private final TrainingOptions options;
    private final Fit fit;
    private final DiagnosisOptions how;
    private final Progress progress;
    private final Kernel kernel;
    private final Shape shape;
    private final List<String> notices = new ArrayList<>();

    Examination(Passes passes, TrainingOptions options, Fit fit, DiagnosisOptions how, Progress progress) {
        this.passes = passes;
        this.options = options;
        this.fit = fit;
        this.how = how;
        this.progress = progress;
        this.kernel = fit.kernel();
        this.shape = options.shape();
    }

    Diagnosis run() throws IOException {
        BlockStatistics wide = statistics(BlockGrid.choose(shape, windows()), progress.part(0, 0.2));
        wide.notice().ifPresent(notices::add);
        BlockStatistics parts = wide.places().size() >= BlockGrid.ENOUGH
                ? wide
                : statistics(Folds.grid(shape, windows()), progress.part(0.2, 0.3));
        List<Block> blocks = parts.places().stream()
                .filter(block -> block.statistics().count() > 0)
                .toList();
        TargetValues values = passes.values(how, progress.part(0.3, 0.35));
        double range = how.range().orElse(values.range());
        PixelView view = new PixelView(blocks, range, values);
        passes.look(view, kernel, values, progress.part(0.35, 0.5));
        double[] losses = losses(blocks);
        LinearityCheck linearity = LinearityCheck.of(view.moments());
        Optional<Quality> heldOut = heldOut(blocks, range, progress.part(0.5, 0.8));
        return new Diagnosis(
                quality(parts.total(), parts.total().loss(identity(), 0), range, view.similarityBefore()),
                quality(parts.total(), fit.loss(), range, view.similarity()),
                heldOut,
                heldOut.isPresent() ? Folds.count(blocks, how.folds()) : 0,
                StandardErrors.of(corrected(wide.blocks()), options),
                InvarianceTest.of(blocks),
                sizes(progress.part(0.8, 1)),
                linearity,
                NoiseCheck.of(blocks, losses, view.moments(), linearity),
                inputNoise(parts.total()),
                values.clipping(how),
                range,
                view.example(),
                notices);
    }

    private List<Shape> windows() {
        return passes.windows(shape);
    }

    private BlockStatistics statistics(BlockGrid grid, Progress part) throws IOException {
        return passes.statistics(shape, options.anchor(), grid, part);
    }

    private List<PatchStatistics> corrected(List<PatchStatistics> blocks) {
        return options.inputNoise() == 0
                ? blocks
                : blocks.stream()
                        .map(block -> block.withoutInputNoise(options.inputNoise()))
                        .toList();
    }

    private double[] identity() {
        return Arrays.copyOf(Start.IDENTITY.values(shape, options.anchor(), 1, 0, 0), (int) shape.volume());
    }

    private double[] losses(List<Block> blocks) {
        return blocks.stream()
                .mapToDouble(block -> block.statistics().loss(fit.weights(), kernel.bias()))
                .toArray();
    }

    private static Quality quality(PatchStatistics total, double loss, double range, double similarity) {
        return Quality.of(total.count(), loss, total.variation(), range, similarity);
    }

    /** Each fold filtered by a kernel that was learned, in the same way, from the others. */
    private Optional<Quality> heldOut(List<Block> blocks, double range, Progress part) throws IOException {
        int count = Folds.count(blocks, how.folds());
        if (count < 2) {
            notices.add("the pair is too small to hold a part of it out");
            return Optional.empty();
        }
        int[] folds = Folds.of(blocks, how.folds());
        double loss = 0;
        PixelView view = new PixelView(blocks, range, null);
        // What was cancelled is repeated as far as it came.
        TrainingOptions same = fit.cancelled() ? options.withIterations(Math.max(1, fit.steps())) : options;
        try {
            for (int fold = 0; fold < count; fold++) {
                Fit own = KernelLearner.fit(Folds.sum(blocks, folds, fold, false), same, SILENT, part);
                part.checkCancelled();
                loss += Folds.sum(blocks, folds, fold, true)
                        .loss(own.weights(), own.kernel().bias());
                Progress ofFold = part.part(1.0 * fold / count, (fold + 1.0) / count);
                passes.lookAt(view, own.kernel(), folds, fold, ofFold);
            }
        } catch (NotIdentifiableException e) {
            notices.add("no part could be held out: the rest doesn't determine the kernel");
            return Optional.empty();
        }
        PatchStatistics total = Folds.sum(blocks, folds, -1, false);
        return Optional.of(quality(total, loss, range, view.similarity()));
    }

    private Optional<SizeSelection> sizes(Progress part) throws IOException {
        Shape least = windows().stream()
                .reduce((a, b) -> new Shape(
                        Math.min(a.width(), b.width()),
                        Math.min(a.height(), b.height()),
                        Math.min(a.depth(), b.depth())))
                .orElseThrow();
        List<Shape> shapes = SizeSelection.around(shape, least);
        Shape largest = shapes.get(shapes.size() - 1);
        Anchor anchor = new Anchor(
                options.anchor().x() + (largest.width() - shape.width()) / 2,
                options.anchor().y() + (largest.height() - shape.height()) / 2,
                options.anchor().z() + (largest.depth() - shape.depth()) / 2);
        List<Shape> fitting = shapes.stream()
                .filter(size -> SizeSelection.isNested(size, largest, anchor))
                .toList();
        if (fitting.size() < 2) {
            return Optional.empty();
        }
        BlockGrid grid = Folds.grid(largest, passes.windows(largest));
        List<Block> blocks = passes.statistics(largest, anchor, grid, part).places();
        try {
            return Optional.of(SizeSelection.of(blocks, fitting, options));
        } catch (IllegalArgumentException e) {
            notices.add("no size could be judged: " + e.getMessage());
            return Optional.empty();
        }
    }

    private InputNoise inputNoise(PatchStatistics total) throws IOException {
        if (options.inputNoise() > 0) {
            return InputNoise.of(total, options.inputNoise(), false, true);
        }
        OptionalDouble told = how.inputNoise();
        OptionalDouble sigma = told.isPresent() ? told : passes.inputNoise();
        return sigma.isPresent()
                ? InputNoise.of(total, sigma.getAsDouble(), told.isEmpty(), false)
                : new InputNoise(Double.NaN, true, Double.NaN, false);
    }
}
