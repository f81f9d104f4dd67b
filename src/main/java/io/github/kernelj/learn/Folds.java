package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Blocks of windows divided into folds, each of which is held out in turn. */
final class Folds {

    /** Folds for the choice of a size, if there are as many blocks. */
    static final int USUAL = 5;

    private Folds() {}

    /**
     * The coarsest grid of {@value BlockGrid#ENOUGH} blocks, each at least as wide as the kernel: where the pair is too small
     * for the wide blocks of standard errors, held-out loss still wants many.
     *
     * @param windows the number of windows along each axis, of each pair
     */
    static BlockGrid grid(Shape kernel, List<Shape> windows) {
        return BlockGrid.choose(
                new Shape(quarter(kernel.width()), quarter(kernel.height()), quarter(kernel.depth())), windows);
    }

    private static int quarter(int extent) {
        return (extent + BlockGrid.KERNEL_WIDTHS - 1) / BlockGrid.KERNEL_WIDTHS;
    }

    /**
     * The fold of each block, from 0 on. Neighbours belong to different folds, and each fold is spread over the pair: a
     * knight's move leads from one block of a fold to the next.
     *
     * @param wanted number of folds, if there are as many blocks
     */
    static int[] of(List<Block> blocks, int wanted) {
        List<TreeSet<Integer>> starts = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            starts.add(Tiling.ranks(blocks, axis));
        }
        int count = count(blocks, wanted);
        int[] folds = new int[blocks.size()];
        for (int b = 0; b < folds.length; b++) {
            int sum = blocks.get(b).pair();
            for (int axis = 0; axis < 3; axis++) {
                int rank = starts.get(axis)
                        .headSet(Tiling.start(blocks.get(b), axis))
                        .size();
                sum += rank << axis;
            }
            folds[b] = blocks.size() < 2 * count ? b % count : sum % count;
        }
        return folds;
    }

    /** Number of folds. */
    static int count(List<Block> blocks, int wanted) {
        return Math.min(wanted, blocks.size());
    }

    /** The blocks' statistics without, or of, a fold. */
    static PatchStatistics sum(List<Block> blocks, int[] folds, int fold, boolean inFold) {
        PatchStatistics sum = null;
        for (int b = 0; b < folds.length; b++) {
            if (folds[b] == fold == inFold) {
                PatchStatistics block = blocks.get(b).statistics();
                sum = sum == null ? block : sum.plus(block);
            }
        }
        return sum;
    }
}
