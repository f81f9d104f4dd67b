package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statistics of pairs, kept apart by blocks of windows: what held-out parts, tiles, and standard errors that allow for
 * correlated noise are made of. The blocks add up to the whole. Immutable and safe for use by several threads.
 */
public final class BlockStatistics {

    /** Most memory that the statistics of all blocks take, in bytes; there are fewer blocks where they would take more. */
    public static final long MAX_BYTES = 512L << 20;

    /**
     * One block of windows.
     *
     * @param pair which pair, counted from 0
     * @param windows its windows, by their positions in the pair
     * @param statistics of these windows
     */
    public record Block(int pair, WindowBox windows, PatchStatistics statistics) {}

    private final List<Block> blocks;
    private final PatchStatistics total;
    private final String notice;

    /** @param notice null for none */
    BlockStatistics(List<Block> blocks, String notice) {
        this.blocks = List.copyOf(blocks);
        this.total = blocks.stream()
                .map(Block::statistics)
                .reduce(PatchStatistics::plus)
                .orElseThrow();
        this.notice = notice;
    }

    /**
     * The statistics of all blocks of the pairs.
     *
     * @param pairs at least one
     * @param grid how each pair is cut; made coarser, and told by {@link #notice()}, where the statistics would take more
     *     than {@link #MAX_BYTES}
     * @throws IllegalArgumentException as {@link PatchStatistics#of} does, or if there is no pair
     * @throws IOException if a plane can't be read
     * @throws java.util.concurrent.CancellationException if progress says so
     */
    public static BlockStatistics of(
            List<ExamplePair> pairs, Shape kernel, Anchor anchor, BlockGrid grid, Workers workers, Progress progress)
            throws IOException {
        PatchStatistics.requireLearnable(kernel, anchor);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("learning needs at least one pair of images");
        }
        List<Shape> windows = pairs.stream().map(pair -> pair.windows(kernel)).toList();
        BlockGrid affordable = affordable(grid, kernel, windows);
        List<Block> blocks = new ArrayList<>();
        for (int pair = 0; pair < pairs.size(); pair++) {
            Progress part = progress.part((double) pair / pairs.size(), (pair + 1.0) / pairs.size());
            List<WindowBox> boxes = affordable.boxes(windows.get(pair));
            List<PatchStatistics> statistics =
                    new PatchScan(pairs.get(pair), boxes, kernel, anchor, workers, part).run();
            for (int i = 0; i < boxes.size(); i++) {
                blocks.add(new Block(pair, boxes.get(i), statistics.get(i)));
            }
        }
        return new BlockStatistics(blocks, affordable.equals(grid) ? null : notice(blocks.size(), kernel));
    }

    /** A grid, or a coarser one whose statistics don't take too much memory. */
    static BlockGrid affordable(BlockGrid grid, Shape kernel, List<Shape> windows) {
        long most = Math.max(windows.size(), MAX_BYTES / (8 * kernel.volume() * kernel.volume()));
        long wanted =
                windows.stream().mapToLong(shape -> grid.blocks(shape).volume()).sum();
        if (wanted <= most) {
            return grid;
        }
        long enough = most;
        BlockGrid coarser = BlockGrid.choose(kernel, windows, enough);
        while (coarser.extents().volume() * windows.size() > most) {
            coarser = BlockGrid.choose(kernel, windows, --enough);
        }
        return coarser;
    }

    /** What is told of a grid that had to be made coarser. */
    static String notice(int blocks, Shape kernel) {
        return "only " + blocks + " blocks: the statistics of a " + kernel + " kernel take "
                + (8 * kernel.volume() * kernel.volume() >> 20) + " MB for each, and " + (MAX_BYTES >> 20)
                + " MB is the most for all";
    }

    /** The statistics of each block: pair by pair, then z, y, x with x fastest. */
    public List<PatchStatistics> blocks() {
        return blocks.stream().map(Block::statistics).toList();
    }

    /** The blocks with their places, in the order of {@link #blocks()}. */
    public List<Block> places() {
        return blocks;
    }

    /** The statistics of all windows: the blocks' sum in their order. */
    public PatchStatistics total() {
        return total;
    }

    /** What people should know: that there are fewer blocks than asked for, as they would take too much memory. */
    public Optional<String> notice() {
        return Optional.ofNullable(notice);
    }
}
