package io.github.kernelj.learn;

import io.github.kernelj.engine.Extent;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which kernel size is large enough: nested sizes judged by their loss on blocks of windows that they weren't learned from,
 * in five folds, all on the same output positions. Chosen is the smallest size that isn't worse than the best by more than
 * one standard error of the blocks' paired differences, after Breiman et al. (1984), "Classification and Regression Trees".
 * The exact solution is taken for each size, whatever the method. Immutable.
 *
 * @param candidates from the smallest to the largest; at least one
 * @param chosen number of the chosen candidate
 * @param best number of the candidate of the least held-out loss
 */
public record SizeSelection(List<Candidate> candidates, int chosen, int best) {

    /** Most taps of a size that is tried beside the one that was asked for. */
    private static final int MOST_TAPS = 1000;

    /**
     * A kernel size.
     *
     * @param shape the size
     * @param heldOut mean squared residual on held-out windows
     * @param worse by how much that is worse than the best size's
     * @param error standard error of that difference
     * @param bic Bayesian information criterion (Schwarz, 1978) of the fit to all windows, N ln(loss/N) + unknowns · ln N;
     *     for independent noise
     */
    public record Candidate(Shape shape, double heldOut, double worse, double error, double bic) {

        /** Whether the size isn't worse than the best by more than one standard error. */
        public boolean isGoodEnough() {
            return worse <= error;
        }
    }

    public SizeSelection {
        candidates = List.copyOf(candidates);
    }

    public Candidate chosenCandidate() {
        return candidates.get(chosen);
    }

    /** The candidate of the least information criterion. */
    public Candidate leastBic() {
        Candidate least = candidates.get(0);
        for (Candidate candidate : candidates) {
            least = candidate.bic() < least.bic() ? candidate : least;
        }
        return least;
    }

    /** The candidate of this size, if it was tried. */
    public Optional<Candidate> candidate(Shape shape) {
        return candidates.stream()
                .filter(candidate -> candidate.shape().equals(shape))
                .findFirst();
    }

    /**
     * The sizes that are nested in a largest one: smaller by one tap at every side, down to 3 along the longest axis (a
     * largest extent below 3 stays).
     */
    public static List<Shape> nested(Shape largest) {
        List<Shape> shapes = new ArrayList<>();
        int longest = Math.max(largest.width(), Math.max(largest.height(), largest.depth()));
        int parity = longest % 2 == 0 ? 2 : 3;
        for (int extent = Math.min(parity, longest); extent <= longest; extent += 2) {
            shapes.add(new Shape(
                    Math.min(extent, largest.width()),
                    Math.min(extent, largest.height()),
                    Math.min(extent, largest.depth())));
        }
        return List.copyOf(shapes);
    }

    /**
     * A size with what is nested in it, and up to two sizes that it is nested in.
     *
     * @param windows number of windows of the size along each axis; larger sizes leave at least half of them
     */
    static List<Shape> around(Shape size, Shape windows) {
        List<Shape> shapes = new ArrayList<>(nested(size));
        for (int step = 2; step <= 4; step += 2) {
            Shape larger = new Shape(
                    grown(size.width(), step, windows.width()),
                    grown(size.height(), step, windows.height()),
                    grown(size.depth(), step, windows.depth()));
            if (!larger.equals(shapes.get(shapes.size() - 1)) && larger.volume() <= MOST_TAPS) {
                shapes.add(larger);
            }
        }
        return List.copyOf(shapes);
    }

    private static int grown(int extent, int step, int windows) {
        return extent > 1 && windows >= 2 * step ? extent + step : extent;
    }

    /**
     * The pair for a larger kernel, whose windows are fewer: a target of the valid size is cut to them.
     *
     * @param kernel that the pair is for, nested in {@code larger} with as many taps more at either side
     */
    static ExamplePair pairFor(Shape larger, ExamplePair pair, Shape kernel) {
        if (pair.target().shape().equals(pair.input().shape())) {
            return pair;
        }
        WindowBox kept = new WindowBox(
                (larger.width() - kernel.width()) / 2,
                (larger.height() - kernel.height()) / 2,
                (larger.depth() - kernel.depth()) / 2,
                Extent.VALID.outputOf(pair.input().shape(), larger));
        return new ExamplePair(pair.input(), new CroppedPlanes(pair.target(), kept));
    }

    /**
     * Chooses among sizes.
     *
     * @param blocks statistics of blocks for the largest size; at least two
     * @param shapes from the smallest to the largest, nested; their anchors lie over that of the largest
     * @param options whether a bias is learned, and the ridge
     * @throws IllegalArgumentException if there are fewer than two blocks with windows
     * @throws NotIdentifiableException if the pair determines the kernel of none of the sizes
     */
    public static SizeSelection of(List<Block> blocks, List<Shape> shapes, TrainingOptions options) {
        List<Block> filled =
                blocks.stream().filter(block -> block.statistics().count() > 0).toList();
        if (filled.size() < 2) {
            throw new IllegalArgumentException(
                    "the pair is too small to choose the kernel's size by held-out parts, which takes at least two blocks of"
                            + " windows; give a size, or a larger pair");
        }
        return new SizeComparison(filled, shapes, options).run();
    }

    /** Whether a size, anchored as many taps from the middle, lies with its anchor inside the largest. */
    static boolean isNested(Shape shape, Shape largest, Anchor anchor) {
        int x = anchor.x() - (largest.width() - shape.width()) / 2;
        int y = anchor.y() - (largest.height() - shape.height()) / 2;
        int z = anchor.z() - (largest.depth() - shape.depth()) / 2;
        return x >= 0 && y >= 0 && z >= 0 && new Anchor(x, y, z).isInside(shape);
    }

    /** The anchor of a size within the largest: as many taps from the middle. */
    static Anchor anchor(Shape shape, PatchStatistics largest) {
        Shape outer = largest.shape();
        Anchor anchor = largest.anchor();
        return new Anchor(
                anchor.x() - (outer.width() - shape.width()) / 2,
                anchor.y() - (outer.height() - shape.height()) / 2,
                anchor.z() - (outer.depth() - shape.depth()) / 2);
    }
}
