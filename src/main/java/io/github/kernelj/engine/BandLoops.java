package io.github.kernelj.engine;

import java.util.Arrays;

/**
 * The innermost loops of {@link Band}: weighted sums of up to nine rows, or of up to nine columns eight apart, added to all
 * sums at once.
 *
 * <p>They are written for Java's compiler, which runs loops of any other form two to ten times slower: one array, a literal
 * bound, and literal offsets that are multiples of eight, so that all vectors are aligned alike. Each method is too large to
 * be inlined, so that its loops are compiled by themselves and well, wherever they are called from.
 */
final class BandLoops {

    /** Pixels from a row to the next; more than a row holds, and no power of two, which would crowd parts of the cache. */
    static final int PITCH = 544;

    /** Rows of sums. */
    static final int ROWS = 16;

    /** Most rows, or columns, that one loop adds. */
    static final int MOST = 9;

    /** Distance of the columns that one loop adds. */
    static final int STEP = 8;

    /** Number of sums; they begin at index 0. */
    static final int SIZE = ROWS * PITCH;

    /** Where what is added to begins. */
    static final int SPARE = SIZE;

    /** Where the rows begin that are added. */
    static final int TILE = 2 * SIZE;

    /** Where the sums of a column's zero multiples begin, see {@link #check}. */
    static final int CHECK = TILE + (ROWS + MOST - 1) * PITCH;

    /** Length of the array. */
    static final int LENGTH = CHECK + PITCH;

    private BandLoops() {}

    /** The sums become the spare values plus, for each weight, the tile's row as far below as the weight's number. */
    static void addRows(float[] m, float[] w) {
        switch (w.length) {
            case 1 -> {
                float wa = w[0];
                for (int x = 0; x < SIZE; x++) {
                    m[x] = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                }
            }
            case 2 -> {
                float wa = w[0];
                float wb = w[1];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    m[x] = Math.fma(wb, m[x + TILE + PITCH], s);
                }
            }
            case 3 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    m[x] = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                }
            }
            case 4 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    s = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                    m[x] = Math.fma(wd, m[x + TILE + 3 * PITCH], s);
                }
            }
            case 5 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    s = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                    s = Math.fma(wd, m[x + TILE + 3 * PITCH], s);
                    m[x] = Math.fma(we, m[x + TILE + 4 * PITCH], s);
                }
            }
            case 6 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    s = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                    s = Math.fma(wd, m[x + TILE + 3 * PITCH], s);
                    s = Math.fma(we, m[x + TILE + 4 * PITCH], s);
                    m[x] = Math.fma(wf, m[x + TILE + 5 * PITCH], s);
                }
            }
            case 7 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    s = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                    s = Math.fma(wd, m[x + TILE + 3 * PITCH], s);
                    s = Math.fma(we, m[x + TILE + 4 * PITCH], s);
                    s = Math.fma(wf, m[x + TILE + 5 * PITCH], s);
                    m[x] = Math.fma(wg, m[x + TILE + 6 * PITCH], s);
                }
            }
            case 8 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                float wh = w[7];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    s = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                    s = Math.fma(wd, m[x + TILE + 3 * PITCH], s);
                    s = Math.fma(we, m[x + TILE + 4 * PITCH], s);
                    s = Math.fma(wf, m[x + TILE + 5 * PITCH], s);
                    s = Math.fma(wg, m[x + TILE + 6 * PITCH], s);
                    m[x] = Math.fma(wh, m[x + TILE + 7 * PITCH], s);
                }
            }
            case 9 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                float wh = w[7];
                float wi = w[8];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + PITCH], s);
                    s = Math.fma(wc, m[x + TILE + 2 * PITCH], s);
                    s = Math.fma(wd, m[x + TILE + 3 * PITCH], s);
                    s = Math.fma(we, m[x + TILE + 4 * PITCH], s);
                    s = Math.fma(wf, m[x + TILE + 5 * PITCH], s);
                    s = Math.fma(wg, m[x + TILE + 6 * PITCH], s);
                    s = Math.fma(wh, m[x + TILE + 7 * PITCH], s);
                    m[x] = Math.fma(wi, m[x + TILE + 8 * PITCH], s);
                }
            }
            default -> throw new AssertionError(w.length);
        }
    }

    /** The sums become the spare values plus, for each weight, the tile's column eight times its number to the right. */
    static void addColumns(float[] m, float[] w) {
        switch (w.length) {
            case 1 -> {
                float wa = w[0];
                for (int x = 0; x < SIZE; x++) {
                    m[x] = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                }
            }
            case 2 -> {
                float wa = w[0];
                float wb = w[1];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    m[x] = Math.fma(wb, m[x + TILE + STEP], s);
                }
            }
            case 3 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    m[x] = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                }
            }
            case 4 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    s = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                    m[x] = Math.fma(wd, m[x + TILE + 3 * STEP], s);
                }
            }
            case 5 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    s = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                    s = Math.fma(wd, m[x + TILE + 3 * STEP], s);
                    m[x] = Math.fma(we, m[x + TILE + 4 * STEP], s);
                }
            }
            case 6 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    s = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                    s = Math.fma(wd, m[x + TILE + 3 * STEP], s);
                    s = Math.fma(we, m[x + TILE + 4 * STEP], s);
                    m[x] = Math.fma(wf, m[x + TILE + 5 * STEP], s);
                }
            }
            case 7 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    s = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                    s = Math.fma(wd, m[x + TILE + 3 * STEP], s);
                    s = Math.fma(we, m[x + TILE + 4 * STEP], s);
                    s = Math.fma(wf, m[x + TILE + 5 * STEP], s);
                    m[x] = Math.fma(wg, m[x + TILE + 6 * STEP], s);
                }
            }
            case 8 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                float wh = w[7];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    s = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                    s = Math.fma(wd, m[x + TILE + 3 * STEP], s);
                    s = Math.fma(we, m[x + TILE + 4 * STEP], s);
                    s = Math.fma(wf, m[x + TILE + 5 * STEP], s);
                    s = Math.fma(wg, m[x + TILE + 6 * STEP], s);
                    m[x] = Math.fma(wh, m[x + TILE + 7 * STEP], s);
                }
            }
            case 9 -> {
                float wa = w[0];
                float wb = w[1];
                float wc = w[2];
                float wd = w[3];
                float we = w[4];
                float wf = w[5];
                float wg = w[6];
                float wh = w[7];
                float wi = w[8];
                for (int x = 0; x < SIZE; x++) {
                    float s = Math.fma(wa, m[x + TILE], m[x + SPARE]);
                    s = Math.fma(wb, m[x + TILE + STEP], s);
                    s = Math.fma(wc, m[x + TILE + 2 * STEP], s);
                    s = Math.fma(wd, m[x + TILE + 3 * STEP], s);
                    s = Math.fma(we, m[x + TILE + 4 * STEP], s);
                    s = Math.fma(wf, m[x + TILE + 5 * STEP], s);
                    s = Math.fma(wg, m[x + TILE + 6 * STEP], s);
                    s = Math.fma(wh, m[x + TILE + 7 * STEP], s);
                    m[x] = Math.fma(wi, m[x + TILE + 8 * STEP], s);
                }
            }
            default -> throw new AssertionError(w.length);
        }
    }

    /** Adds to all sums. */
    static void increaseSums(float[] m, float value) {
        for (int x = 0; x < SIZE; x++) {
            m[x] += value;
        }
    }

    /** Adds to the whole tile. */
    static void increaseTile(float[] m, float value) {
        for (int x = 0; x < CHECK - TILE; x++) {
            m[x + TILE] += value;
        }
    }

    /** For each column the sum of all its sums times 0: that is NaN where one of them isn't finite. */
    static void check(float[] m) {
        Arrays.fill(m, CHECK, CHECK + PITCH, 0);
        checkUpper(m, 0);
        checkLower(m, 0);
    }

    private static void checkUpper(float[] m, float zero) {
        for (int x = 0; x < PITCH; x++) {
            float s = Math.fma(zero, m[x], m[x + CHECK]);
            s = Math.fma(zero, m[x + PITCH], s);
            s = Math.fma(zero, m[x + 2 * PITCH], s);
            s = Math.fma(zero, m[x + 3 * PITCH], s);
            s = Math.fma(zero, m[x + 4 * PITCH], s);
            s = Math.fma(zero, m[x + 5 * PITCH], s);
            s = Math.fma(zero, m[x + 6 * PITCH], s);
            m[x + CHECK] = Math.fma(zero, m[x + 7 * PITCH], s);
        }
    }

    private static void checkLower(float[] m, float zero) {
        for (int x = 0; x < PITCH; x++) {
            float s = Math.fma(zero, m[x + 8 * PITCH], m[x + CHECK]);
            s = Math.fma(zero, m[x + 9 * PITCH], s);
            s = Math.fma(zero, m[x + 10 * PITCH], s);
            s = Math.fma(zero, m[x + 11 * PITCH], s);
            s = Math.fma(zero, m[x + 12 * PITCH], s);
            s = Math.fma(zero, m[x + 13 * PITCH], s);
            s = Math.fma(zero, m[x + 14 * PITCH], s);
            m[x + CHECK] = Math.fma(zero, m[x + 15 * PITCH], s);
        }
    }
}
