package io.github.kernelj.learn;

import io.github.kernelj.kernel.Shape;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a plane is cut into tiles for {@link FourierLags}.
 *
 * @param rows of a tile, a power of two
 * @param columns of a tile, a power of two
 * @param own the part of a tile that is its own; the rest is within reach of the taps
 * @param across number of tiles along x
 * @param down number of tiles along y
 */
record FourierLagTiling(int rows, int columns, TilePart own, int across, int down) {

    /** Butterflies, or values moved, or complex products, that are done in a nanosecond. */
    private static final double RATE = 1.5;

    /** The cheapest tiling; none if the kernel is too large for any. */
    static Optional<FourierLagTiling> best(Shape taps, Shape image) {
        return Stream.of(128, 256)
                .flatMap(rows -> Stream.of(128, 256).map(columns -> of(rows, columns, taps, image)))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(tiling -> tiling.cost(taps.depth())));
    }

    private static Optional<FourierLagTiling> of(int rows, int columns, Shape taps, Shape image) {
        int left = taps.depth() > 1 ? taps.width() - 1 : 0;
        int right = columns - taps.width() + 1;
        int top = taps.height() - 1;
        int bottom = rows - taps.height() + 1;
        if (right - left < columns / 8 || bottom - top < rows / 8) {
            return Optional.empty();
        }
        return Optional.of(new FourierLagTiling(
                rows,
                columns,
                new TilePart(left, right, top, bottom),
                ceilDiv(image.width(), right - left),
                ceilDiv(image.height(), bottom - top)));
    }

    /** The predicted time of a plane in nanoseconds: three transforms of each pair of tiles, and the products. */
    double cost(int depth) {
        double values = (double) rows * columns;
        double transform = values * Math.log(values) / Math.log(2) / 2 + 3 * values;
        return pairs() * (3 * transform + 2 * depth * values) / RATE;
    }

    TilePart whole() {
        return new TilePart(0, columns, 0, rows);
    }

    int tiles() {
        return across * down;
    }

    /** Number of pairs of tiles, the last of which may lack one. */
    int pairs() {
        return (tiles() + 1) / 2;
    }

    /** The plane's column at column 0 of a tile. */
    int left(int tile) {
        return tile % across * (own.right() - own.left()) - own.left();
    }

    /** The plane's row at row 0 of a tile. */
    int top(int tile) {
        return tile / across * (own.bottom() - own.top()) - own.top();
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
