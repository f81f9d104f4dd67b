package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;

/**
 * How an output plane is cut into tiles for {@link Fourier}.
 *
 * @param rows height of the transformed tile: a multiple of {@link Fft#COLUMNS} and a length that {@link Fft} can do
 * @param columns width of the transformed tile, likewise
 * @param usefulRows output rows that a tile gives: those whose windows lie wholly on the tile
 * @param usefulColumns output columns that a tile gives
 * @param down number of tiles below each other
 * @param across number of tiles beside each other
 */
record FourierTiling(int rows, int columns, int usefulRows, int usefulColumns, int down, int across) {

    /** Tiles beyond this length leave the processor's cache; they are used for kernels that need them only. */
    private static final int CACHED = 512;

    /** The tiling whose transforms cost least for an output plane of this shape and a kernel of this width and height. */
    static FourierTiling of(Shape output, Shape kernel) {
        FourierTiling best = null;
        for (int rows = shortest(kernel.height()); rows <= longest(kernel.height()); rows *= 2) {
            for (int columns = shortest(kernel.width()); columns <= longest(kernel.width()); columns *= 2) {
                FourierTiling tiling = tiling(rows, columns, output, kernel);
                if (best == null || tiling.transformCost() < best.transformCost()) {
                    best = tiling;
                }
            }
        }
        return best;
    }

    private static FourierTiling tiling(int rows, int columns, Shape output, Shape kernel) {
        int usefulRows = rows - kernel.height() + 1;
        int usefulColumns = columns - kernel.width() + 1;
        int down = (output.height() + usefulRows - 1) / usefulRows;
        int across = (output.width() + usefulColumns - 1) / usefulColumns;
        return new FourierTiling(rows, columns, usefulRows, usefulColumns, down, across);
    }

    /** Number of complex tiles: two neighbouring tiles share one. */
    int pairs() {
        return (down * across + 1) / 2;
    }

    /** Numbers in a complex tile. */
    long tileSize() {
        return (long) rows * columns;
    }

    /** Cost of one plane's transforms in one direction: proportional to n log n, and to moving the numbers about. */
    double transformCost() {
        double levels = Math.log(tileSize()) / Math.log(2);
        double outOfCache = tileSize() > 256 * 256 ? 1.3 : 1;
        return pairs() * tileSize() * (levels + 6) * outOfCache;
    }

    private static int shortest(int taps) {
        return Math.max(Fft.COLUMNS, Integer.highestOneBit(2 * taps - 1));
    }

    private static int longest(int taps) {
        return Math.max(CACHED, 4 * shortest(taps));
    }
}
