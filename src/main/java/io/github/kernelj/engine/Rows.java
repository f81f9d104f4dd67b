package io.github.kernelj.engine;

/**
 * Arrays for rows, all of one length, by which they follow each other in memory at a whole and not a round number of
 * cache lines: so they are aligned alike, and don't compete for the same places in the cache.
 */
final class Rows {

    /** Pixels of a cache line of 64 bytes. */
    private static final int LINE = 16;

    /** What the header of an array takes, in pixels. */
    private static final int HEADER = 4;

    private final int length;

    /** @param pixels that a row must hold at least */
    Rows(int pixels) {
        int lines = (pixels + HEADER + LINE - 1) / LINE;
        // An even number of lines off the powers of two spreads rows over all places of the cache.
        int spread = lines % 32 < 2 ? 2 - lines % 32 : 0;
        length = (lines + spread) * LINE - HEADER;
    }

    /** Some new rows of zeros. */
    float[][] take(int count) {
        return new float[count][length];
    }

    /** Some new groups of rows of zeros. */
    float[][][] take(int groups, int count) {
        return new float[groups][count][length];
    }
}
