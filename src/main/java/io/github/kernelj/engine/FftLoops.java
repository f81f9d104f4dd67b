package io.github.kernelj.engine;

/**
 * The innermost loops of {@link Fft} and {@link Fourier}, over one row of complex numbers: real parts first, imaginary parts
 * {@link #COLUMNS} behind them.
 *
 * <p>They are written for Java's compiler, which makes vector instructions of short loops only, with a literal bound and
 * literal offsets that are multiples of eight. So a butterfly of four rows and its three twiddle factors are two loops. Each
 * method is too large to be inlined, so that its loops are compiled by themselves and well, wherever they are called from.
 */
final class FftLoops {

    /** Complex numbers in a row: sixteen times nine, so that rows hold whole tiles of many lengths. */
    static final int COLUMNS = 144;

    private static final float HALF = -0.5f;

    /** sin(2π/3). */
    private static final float HEIGHT = 0.8660254037844386f;

    private FftLoops() {}

    /**
     * Forward transform of length 2, 3 or 4, in place, or backward, without dividing.
     *
     * @param c the third row, or null
     * @param d the fourth row, or null
     * @param sign 1 for forward, −1 for backward
     */
    static void points(float[] a, float[] b, float[] c, float[] d, float sign) {
        float height = sign * HEIGHT;
        if (d != null) {
            for (int x = 0; x < COLUMNS; x++) {
                float ar = a[x], ai = a[x + COLUMNS], br = b[x], bi = b[x + COLUMNS];
                float cr = c[x], ci = c[x + COLUMNS], dr = d[x], di = d[x + COLUMNS];
                float pr = ar + cr, pi = ai + ci, qr = ar - cr, qi = ai - ci;
                float rr = br + dr, ri = bi + di, sr = br - dr, si = bi - di;
                a[x] = pr + rr;
                a[x + COLUMNS] = pi + ri;
                b[x] = Math.fma(sign, si, qr);
                b[x + COLUMNS] = Math.fma(-sign, sr, qi);
                c[x] = pr - rr;
                c[x + COLUMNS] = pi - ri;
                d[x] = Math.fma(-sign, si, qr);
                d[x + COLUMNS] = Math.fma(sign, sr, qi);
            }
        } else if (c != null) {
            for (int x = 0; x < COLUMNS; x++) {
                float ar = a[x], ai = a[x + COLUMNS], br = b[x], bi = b[x + COLUMNS], cr = c[x], ci = c[x + COLUMNS];
                float sr = br + cr, si = bi + ci, dr = br - cr, di = bi - ci;
                float mr = Math.fma(HALF, sr, ar), mi = Math.fma(HALF, si, ai);
                a[x] = ar + sr;
                a[x + COLUMNS] = ai + si;
                b[x] = Math.fma(height, di, mr);
                b[x + COLUMNS] = Math.fma(-height, dr, mi);
                c[x] = Math.fma(-height, di, mr);
                c[x + COLUMNS] = Math.fma(height, dr, mi);
            }
        } else {
            for (int x = 0; x < COLUMNS; x++) {
                float ar = a[x], ai = a[x + COLUMNS], br = b[x], bi = b[x + COLUMNS];
                a[x] = ar + br;
                a[x + COLUMNS] = ai + bi;
                b[x] = ar - br;
                b[x + COLUMNS] = ai - bi;
            }
        }
    }

    /**
     * Multiplies up to three rows by a number each.
     *
     * @param c the second row, or null
     * @param d the third row, or null
     * @param br the real part of the first row's number
     * @param bi its imaginary part
     */
    static void turn(float[] b, float[] c, float[] d, float br, float bi, float cr, float ci, float dr, float di) {
        if (d != null) {
            for (int x = 0; x < COLUMNS; x++) {
                float p = b[x], q = b[x + COLUMNS], r = c[x], s = c[x + COLUMNS], t = d[x], u = d[x + COLUMNS];
                b[x] = Math.fma(p, br, -(q * bi));
                b[x + COLUMNS] = Math.fma(p, bi, q * br);
                c[x] = Math.fma(r, cr, -(s * ci));
                c[x + COLUMNS] = Math.fma(r, ci, s * cr);
                d[x] = Math.fma(t, dr, -(u * di));
                d[x + COLUMNS] = Math.fma(t, di, u * dr);
            }
        } else if (c != null) {
            for (int x = 0; x < COLUMNS; x++) {
                float p = b[x], q = b[x + COLUMNS], r = c[x], s = c[x + COLUMNS];
                b[x] = Math.fma(p, br, -(q * bi));
                b[x + COLUMNS] = Math.fma(p, bi, q * br);
                c[x] = Math.fma(r, cr, -(s * ci));
                c[x + COLUMNS] = Math.fma(r, ci, s * cr);
            }
        } else {
            for (int x = 0; x < COLUMNS; x++) {
                float p = b[x], q = b[x + COLUMNS];
                b[x] = Math.fma(p, br, -(q * bi));
                b[x + COLUMNS] = Math.fma(p, bi, q * br);
            }
        }
    }

    /** Adds to {@code sum} the product of a row with the complex conjugate of its weights, for two rows or one. */
    static void addProducts(float[] sum, float[] weightsA, float[] a, float[] weightsB, float[] b) {
        if (b != null) {
            for (int x = 0; x < COLUMNS; x++) {
                float p = weightsA[x], q = weightsA[x + COLUMNS], r = a[x], s = a[x + COLUMNS];
                float t = weightsB[x], u = weightsB[x + COLUMNS], v = b[x], w = b[x + COLUMNS];
                sum[x] = Math.fma(u, w, Math.fma(t, v, Math.fma(q, s, Math.fma(p, r, sum[x]))));
                sum[x + COLUMNS] = Math.fma(-u, v, Math.fma(t, w, Math.fma(-q, r, Math.fma(p, s, sum[x + COLUMNS]))));
            }
        } else {
            for (int x = 0; x < COLUMNS; x++) {
                float p = weightsA[x], q = weightsA[x + COLUMNS], r = a[x], s = a[x + COLUMNS];
                sum[x] = Math.fma(q, s, Math.fma(p, r, sum[x]));
                sum[x + COLUMNS] = Math.fma(-q, r, Math.fma(p, s, sum[x + COLUMNS]));
            }
        }
    }
}
