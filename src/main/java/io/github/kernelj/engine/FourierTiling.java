package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How an output plane is cut into tiles for {@link Fourier}. Two neighbouring tiles are the real and the imaginary part of a
 * complex one, and some complex tiles lie abreast on a sheet, so that they fill its rows.
 *
 * @param rows height of the transformed tile: one of the {@link #lengths}
 * @param columns width of the transformed tile, likewise
 * @param usefulRows output rows that a tile gives: those whose windows lie wholly on the tile
 * @param usefulColumns output columns that a tile gives
 * @param down number of tiles below each other
 * @param across number of tiles beside each other
 */
record FourierTiling(int rows, int columns, int usefulRows, int usefulColumns, int down, int across) {

    /** Longer tiles are tried for kernels that need them only. */
    private static final int LONGEST = 1152;

    private static final int MOST_ABREAST = 3;

    /** Sheets up to this many numbers stay in the processor's cache while they are transformed. */
    private static final double CACHED = 80_000;

    /** Nanoseconds for a number of a complex tile: a level of a transform by two, and moving it in, about and out. */
    private static final double LEVEL = 0.2;

    private static final double MOVE = 2.5;

    /** What larger sheets cost more, each time they double. */
    private static final double BEYOND = 0.3;

    /** The tiling whose transforms cost least for an output plane of this shape and a kernel of this width and height. */
    static FourierTiling of(Shape output, Shape kernel) {
        FourierTiling best = null;
        for (int rows : lengths(kernel.height())) {
            for (int columns : lengths(kernel.width())) {
                FourierTiling tiling = tiling(rows, columns, output, kernel);
                if (best == null || tiling.transformCost() < best.transformCost()) {
                    best = tiling;
                }
            }
        }
        return best;
    }

    static FourierTiling tiling(int rows, int columns, Shape output, Shape kernel) {
        int usefulRows = rows - kernel.height() + 1;
        int usefulColumns = columns - kernel.width() + 1;
        int down = (output.height() + usefulRows - 1) / usefulRows;
        int across = (output.width() + usefulColumns - 1) / usefulColumns;
        return new FourierTiling(rows, columns, usefulRows, usefulColumns, down, across);
    }

    /** Lengths of transforms that hold so many taps: multiples of eight of which at most three fill a row of a sheet. */
    static List<Integer> lengths(int taps) {
        List<Integer> lengths = new ArrayList<>();
        for (int length = 8; length <= LONGEST || lengths.size() < 3; length += 8) {
            if (length >= taps && Fft.isLength(length) && abreast(length) <= MOST_ABREAST) {
                lengths.add(length);
            }
        }
        return lengths;
    }

    /** Complex tiles on a sheet. */
    int abreast() {
        int ofRows = abreast(rows);
        int ofColumns = abreast(columns);
        return ofRows * ofColumns / greatestDivisor(ofRows, ofColumns);
    }

    private static int abreast(int length) {
        return FftLoops.COLUMNS / greatestDivisor(FftLoops.COLUMNS, length);
    }

    private static int greatestDivisor(int a, int b) {
        return b == 0 ? a : greatestDivisor(b, a % b);
    }

    /** Number of sheets for a plane. */
    int sheets() {
        int tiles = 2 * abreast();
        return (int) (((long) down * across + tiles - 1) / tiles);
    }

    /** Numbers in a complex tile. */
    long tileSize() {
        return (long) rows * columns;
    }

    /** Numbers in a sheet. */
    long sheetSize() {
        return tileSize() * abreast();
    }

    /** Predicted time of one plane's transforms in one direction, in nanoseconds on a processor of 2021. */
    double transformCost() {
        double levels = Math.log(tileSize()) / Math.log(2);
        double beyond = Math.max(0, Math.log(sheetSize() / CACHED) / Math.log(2));
        return sheets() * sheetSize() * (LEVEL * levels + MOVE) * (1 + BEYOND * beyond);
    }
}
