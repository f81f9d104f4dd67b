package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.ArrayList;
import java.util.List;

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
                    "the pair is too small to choose the kernel's size by held-out parts: it makes " + filled.size()
                            + " blocks of windows, and takes at least two. Give a size, or a larger pair");
        }
        return new SizeComparison(filled, shapes, options).run();
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
