package io.github.kernelj.learn;

/**
 * The inner loops of {@link WindowSums}: eight vectors, each times a factor, added to a row.
 *
 * <p>They are written for Java's compiler: one array for all vectors, literal bounds and distances. The method is too large
 * to be inlined, so that its loops are compiled by themselves, wherever it is called from.
 */
final class RankUpdate {

    /** Vectors that are added at a time. */
    static final int VECTORS = 8;

    /** Most columns of a strip. */
    static final int WIDEST = 128;

    private RankUpdate() {}

    /** The least width of a strip that holds so many columns; {@link #WIDEST} for more. */
    static int width(int columns) {
        return Math.min(WIDEST, Math.max(16, Integer.highestOneBit(2 * columns - 1)));
    }

    /**
     * Adds to a row.
     *
     * @param sum as long as a strip is wide: 16, 32, 64 or 128
     * @param v the eight vectors, one after the other
     * @param factors of the vectors
     */
    static void add(double[] sum, double[] v, double[] factors) {
        double a = factors[0];
        double b = factors[1];
        double c = factors[2];
        double d = factors[3];
        double e = factors[4];
        double f = factors[5];
        double g = factors[6];
        double h = factors[7];
        switch (sum.length) {
            case 16 -> {
                for (int x = 0; x < 16; x++) {
                    double s = Math.fma(a, v[x], sum[x]);
                    s = Math.fma(b, v[x + 16], s);
                    s = Math.fma(c, v[x + 2 * 16], s);
                    s = Math.fma(d, v[x + 3 * 16], s);
                    s = Math.fma(e, v[x + 4 * 16], s);
                    s = Math.fma(f, v[x + 5 * 16], s);
                    s = Math.fma(g, v[x + 6 * 16], s);
                    sum[x] = Math.fma(h, v[x + 7 * 16], s);
                }
            }
            case 32 -> {
                for (int x = 0; x < 32; x++) {
                    double s = Math.fma(a, v[x], sum[x]);
                    s = Math.fma(b, v[x + 32], s);
                    s = Math.fma(c, v[x + 2 * 32], s);
                    s = Math.fma(d, v[x + 3 * 32], s);
                    s = Math.fma(e, v[x + 4 * 32], s);
                    s = Math.fma(f, v[x + 5 * 32], s);
                    s = Math.fma(g, v[x + 6 * 32], s);
                    sum[x] = Math.fma(h, v[x + 7 * 32], s);
                }
            }
            case 64 -> {
                for (int x = 0; x < 64; x++) {
                    double s = Math.fma(a, v[x], sum[x]);
                    s = Math.fma(b, v[x + 64], s);
                    s = Math.fma(c, v[x + 2 * 64], s);
                    s = Math.fma(d, v[x + 3 * 64], s);
                    s = Math.fma(e, v[x + 4 * 64], s);
                    s = Math.fma(f, v[x + 5 * 64], s);
                    s = Math.fma(g, v[x + 6 * 64], s);
                    sum[x] = Math.fma(h, v[x + 7 * 64], s);
                }
            }
            case 128 -> {
                for (int x = 0; x < 128; x++) {
                    double s = Math.fma(a, v[x], sum[x]);
                    s = Math.fma(b, v[x + 128], s);
                    s = Math.fma(c, v[x + 2 * 128], s);
                    s = Math.fma(d, v[x + 3 * 128], s);
                    s = Math.fma(e, v[x + 4 * 128], s);
                    s = Math.fma(f, v[x + 5 * 128], s);
                    s = Math.fma(g, v[x + 6 * 128], s);
                    sum[x] = Math.fma(h, v[x + 7 * 128], s);
                }
            }
            default -> throw new IllegalArgumentException("no strip is " + sum.length + " wide");
        }
    }
}
