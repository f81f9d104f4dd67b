package io.github.kernelj.engine;

import java.util.List;

/** Predicted times of {@link Direct}'s parts, in nanoseconds for an output pixel on a processor of 2021. */
final class DirectCost {

    /** To clear a sum, check it and store it. */
    static final double PIXEL = 0.5;

    /** To copy a pixel into a tile. */
    static final double COPY = 0.15;

    /** To begin with a column of taps: move the sums, read and write them. */
    private static final double COLUMN = 0.14;

    private static final double TAP = 0.028;

    private DirectCost() {}

    /** Tiles filled, columns begun, and taps multiplied and added. */
    static double ofChunks(List<Chunk> chunks) {
        double cost = 0;
        for (Chunk chunk : chunks) {
            double overlap = (Band.ROWS + chunk.height() - 1.0) / Band.ROWS;
            cost += COPY * overlap + COLUMN * chunk.columns().length + TAP * chunk.taps();
        }
        return cost;
    }

    /** Combined planes and columns, and what is added from them. */
    static double ofTerm(Term term) {
        double planes = term.combinesPlanes() ? term.planes().length * (COPY + COLUMN + TAP) : 0;
        double lines = term.isPlain()
                ? 0
                : COPY + ofChunks(term.x()) + planes * Math.max(1, term.x().size());
        return lines + ofChunks(term.taps());
    }
}
