package io.github.kernelj.match;

import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A rectangle of the score planes that is computed at once, with brightness and contrast of its own.
 *
 * @param x first column
 * @param y first row
 * @param width number of columns
 * @param height number of rows
 */
record Block(int x, int y, int width, int height) {

    /** Fourier tiles of a block: wider ones leave the cache, in smaller ones more is spent on what lies around them. */
    private static final int TILES_ACROSS = 2;

    private static final int TILES_DOWN = 4;

    /** Tiles beyond this length leave the cache, which costs them about so much. */
    private static final int CACHED = 288;

    private static final double OUT_OF_CACHE = 1.15;

    /** Of the lengths that the engine's tiles have, these and their doubles fill its rows. */
    private static final int SHORTEST_TILE = 144;

    /** The score planes in blocks, those of one size together. */
    static List<List<Block>> partition(Shape output, Shape template) {
        int width = TILES_ACROSS * usefulLength(output.width(), template.width());
        int height = TILES_DOWN * usefulLength(output.height(), template.height());
        Map<List<Integer>, List<Block>> bySize = new LinkedHashMap<>();
        for (int y = 0; y < output.height(); y += height) {
            for (int x = 0; x < output.width(); x += width) {
                Block block =
                        new Block(x, y, Math.min(width, output.width() - x), Math.min(height, output.height() - y));
                bySize.computeIfAbsent(List.of(block.width, block.height), size -> new ArrayList<>())
                        .add(block);
            }
        }
        return List.copyOf(bySize.values());
    }

    /** How many scores along an axis a Fourier tile gives whose length makes the least work. */
    private static int usefulLength(int scores, int taps) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        int shortest = SHORTEST_TILE;
        while (shortest < taps) {
            shortest *= 2;
        }
        for (int tile = shortest; tile <= 4 * shortest; tile *= 2) {
            int useful = tile - taps + 1;
            double slower = tile > CACHED ? OUT_OF_CACHE : 1;
            double work = slower * Math.ceil((double) scores / useful) * tile * (2 * Math.log(tile) / Math.log(2) + 6);
            if (work < least) {
                least = work;
                best = useful;
            }
        }
        return best;
    }
}
