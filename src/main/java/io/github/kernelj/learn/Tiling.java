package io.github.kernelj.learn;

import io.github.kernelj.learn.BlockStatistics.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Blocks of windows put together into tiles, by their place in the pair; blocks at one place of several pairs belong to one
 * tile.
 */
final class Tiling {

    /** Blocks that a tile has at least, so that they tell how much they scatter. */
    private static final int LEAST_BLOCKS = 2;

    private Tiling() {}

    /**
     * Two tiles along each axis that is long enough, so a kernel that changes from one side to another differs between
     * them.
     */
    static List<List<PatchStatistics>> sides(List<Block> blocks) {
        for (int least = 3; least <= 6; least++) {
            TreeMap<Integer, List<PatchStatistics>> tiles = new TreeMap<>();
            double[][] places = places(blocks);
            boolean[] split = new boolean[3];
            for (int axis = 0; axis < 3; axis++) {
                split[axis] = ranks(blocks, axis).size() >= least;
            }
            for (int b = 0; b < places.length; b++) {
                int tile = 0;
                for (int axis = 0; axis < 3; axis++) {
                    tile |= split[axis] && places[b][axis] > 1e-9 ? 1 << axis : 0;
                }
                tiles.computeIfAbsent(tile, key -> new ArrayList<>())
                        .add(blocks.get(b).statistics());
            }
            if (tiles.values().stream().allMatch(tile -> tile.size() >= LEAST_BLOCKS)) {
                return List.copyOf(tiles.values());
            }
        }
        return List.of(blocks.stream().map(Block::statistics).toList());
    }

    /** The half of the blocks that lies nearest to the centre, and the other half: a lens changes from one to the other. */
    static List<List<PatchStatistics>> middleAndRim(List<Block> blocks) {
        double[][] places = places(blocks);
        List<Integer> outwards = IntStream.range(0, blocks.size())
                .boxed()
                .sorted((a, b) -> Double.compare(radius(places[a]), radius(places[b])))
                .toList();
        int half = blocks.size() / 2;
        if (half < LEAST_BLOCKS) {
            return List.of(blocks.stream().map(Block::statistics).toList());
        }
        return List.of(
                outwards.subList(0, half).stream()
                        .map(b -> blocks.get(b).statistics())
                        .toList(),
                outwards.subList(half, blocks.size()).stream()
                        .map(b -> blocks.get(b).statistics())
                        .toList());
    }

    /** The centres of the blocks along each axis, from −1 to 1 of the pair's extent. */
    static double[][] places(List<Block> blocks) {
        double[] extents = new double[3];
        for (Block block : blocks) {
            extents[0] = Math.max(extents[0], block.windows().endX());
            extents[1] = Math.max(extents[1], block.windows().endY());
            extents[2] = Math.max(extents[2], block.windows().endZ());
        }
        double[][] places = new double[blocks.size()][];
        for (int b = 0; b < places.length; b++) {
            WindowBox box = blocks.get(b).windows();
            places[b] = new double[] {
                (box.x() + box.endX()) / extents[0] - 1,
                (box.y() + box.endY()) / extents[1] - 1,
                (box.z() + box.endZ()) / extents[2] - 1
            };
        }
        return places;
    }

    /** The first windows of the blocks along an axis, without repeats. */
    static TreeSet<Integer> ranks(List<Block> blocks, int axis) {
        TreeSet<Integer> starts = new TreeSet<>();
        for (Block block : blocks) {
            starts.add(start(block, axis));
        }
        return starts;
    }

    static int start(Block block, int axis) {
        return axis == 0
                ? block.windows().x()
                : axis == 1 ? block.windows().y() : block.windows().z();
    }

    private static double radius(double[] place) {
        return NormalEquations.dot(place, place);
    }
}
