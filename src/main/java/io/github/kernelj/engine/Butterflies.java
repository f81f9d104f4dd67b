package io.github.kernelj.engine;

/**
 * The innermost loops of {@link Fft}: short transforms across rows {@code at, at + span, ...}, for all columns at once.
 * {@code split} turns by the twiddle factors after the short transform, {@code join} before it.
 */
final class Butterflies {

    private static final int COLUMNS = Fft.COLUMNS;
    private static final float SIN_60 = (float) Math.sqrt(0.75);

    private Butterflies() {}

    static void split2(float[][] re, float[][] im, int at, int span, float c, float s) {
        float[] ar = re[at], ai = im[at], br = re[at + span], bi = im[at + span];
        for (int x = 0; x < COLUMNS; x++) {
            float a = ar[x], b = br[x], p = ai[x], q = bi[x];
            float dr = a - b, di = p - q;
            ar[x] = a + b;
            ai[x] = p + q;
            br[x] = dr * c - di * s;
            bi[x] = dr * s + di * c;
        }
    }

    static void join2(float[][] re, float[][] im, int at, int span, float c, float s) {
        float[] ar = re[at], ai = im[at], br = re[at + span], bi = im[at + span];
        for (int x = 0; x < COLUMNS; x++) {
            float a = ar[x], b = br[x], p = ai[x], q = bi[x];
            float tr = b * c - q * s, ti = b * s + q * c;
            ar[x] = a + tr;
            ai[x] = p + ti;
            br[x] = a - tr;
            bi[x] = p - ti;
        }
    }

    static void split3(float[][] re, float[][] im, int at, int span, float[] cos, float[] sin, int twiddle) {
        float[] ar = re[at], ai = im[at], br = re[at + span], bi = im[at + span];
        float[] cr = re[at + 2 * span], ci = im[at + 2 * span];
        float c1 = cos[twiddle], s1 = sin[twiddle], c2 = cos[twiddle + 1], s2 = sin[twiddle + 1];
        for (int x = 0; x < COLUMNS; x++) {
            float sumR = br[x] + cr[x], sumI = bi[x] + ci[x];
            float difR = (br[x] - cr[x]) * SIN_60, difI = (bi[x] - ci[x]) * SIN_60;
            float midR = ar[x] - 0.5f * sumR, midI = ai[x] - 0.5f * sumI;
            float pr = midR + difI, pi = midI - difR, qr = midR - difI, qi = midI + difR;
            ar[x] = ar[x] + sumR;
            ai[x] = ai[x] + sumI;
            br[x] = pr * c1 - pi * s1;
            bi[x] = pr * s1 + pi * c1;
            cr[x] = qr * c2 - qi * s2;
            ci[x] = qr * s2 + qi * c2;
        }
    }

    static void join3(float[][] re, float[][] im, int at, int span, float[] cos, float[] sin, int twiddle) {
        float[] ar = re[at], ai = im[at], br = re[at + span], bi = im[at + span];
        float[] cr = re[at + 2 * span], ci = im[at + 2 * span];
        float c1 = cos[twiddle], s1 = sin[twiddle], c2 = cos[twiddle + 1], s2 = sin[twiddle + 1];
        for (int x = 0; x < COLUMNS; x++) {
            float b = br[x], p = bi[x], c = cr[x], q = ci[x];
            float bR = b * c1 - p * s1, bI = b * s1 + p * c1, cR = c * c2 - q * s2, cI = c * s2 + q * c2;
            float sumR = bR + cR, sumI = bI + cI;
            float difR = (bR - cR) * SIN_60, difI = (bI - cI) * SIN_60;
            float midR = ar[x] - 0.5f * sumR, midI = ai[x] - 0.5f * sumI;
            ar[x] = ar[x] + sumR;
            ai[x] = ai[x] + sumI;
            br[x] = midR + difI;
            bi[x] = midI - difR;
            cr[x] = midR - difI;
            ci[x] = midI + difR;
        }
    }

    static void split4(float[][] re, float[][] im, int at, int span, float[] cos, float[] sin, int twiddle) {
        float[] ar = re[at], ai = im[at], br = re[at + span], bi = im[at + span];
        float[] cr = re[at + 2 * span], ci = im[at + 2 * span], dr = re[at + 3 * span], di = im[at + 3 * span];
        float c1 = cos[twiddle], s1 = sin[twiddle], c2 = cos[twiddle + 1], s2 = sin[twiddle + 1];
        float c3 = cos[twiddle + 2], s3 = sin[twiddle + 2];
        for (int x = 0; x < COLUMNS; x++) {
            float evenR = ar[x] + cr[x], evenI = ai[x] + ci[x], evenDifR = ar[x] - cr[x], evenDifI = ai[x] - ci[x];
            float oddR = br[x] + dr[x], oddI = bi[x] + di[x], oddDifR = br[x] - dr[x], oddDifI = bi[x] - di[x];
            float pr = evenDifR + oddDifI, pi = evenDifI - oddDifR, qr = evenR - oddR, qi = evenI - oddI;
            float tr = evenDifR - oddDifI, ti = evenDifI + oddDifR;
            ar[x] = evenR + oddR;
            ai[x] = evenI + oddI;
            br[x] = pr * c1 - pi * s1;
            bi[x] = pr * s1 + pi * c1;
            cr[x] = qr * c2 - qi * s2;
            ci[x] = qr * s2 + qi * c2;
            dr[x] = tr * c3 - ti * s3;
            di[x] = tr * s3 + ti * c3;
        }
    }

    static void join4(float[][] re, float[][] im, int at, int span, float[] cos, float[] sin, int twiddle) {
        float[] ar = re[at], ai = im[at], br = re[at + span], bi = im[at + span];
        float[] cr = re[at + 2 * span], ci = im[at + 2 * span], dr = re[at + 3 * span], di = im[at + 3 * span];
        float c1 = cos[twiddle], s1 = sin[twiddle], c2 = cos[twiddle + 1], s2 = sin[twiddle + 1];
        float c3 = cos[twiddle + 2], s3 = sin[twiddle + 2];
        for (int x = 0; x < COLUMNS; x++) {
            float bR = br[x] * c1 - bi[x] * s1, bI = br[x] * s1 + bi[x] * c1;
            float cR = cr[x] * c2 - ci[x] * s2, cI = cr[x] * s2 + ci[x] * c2;
            float dR = dr[x] * c3 - di[x] * s3, dI = dr[x] * s3 + di[x] * c3;
            float evenR = ar[x] + cR, evenI = ai[x] + cI, evenDifR = ar[x] - cR, evenDifI = ai[x] - cI;
            float oddR = bR + dR, oddI = bI + dI, oddDifR = bR - dR, oddDifI = bI - dI;
            ar[x] = evenR + oddR;
            ai[x] = evenI + oddI;
            br[x] = evenDifR + oddDifI;
            bi[x] = evenDifI - oddDifR;
            cr[x] = evenR - oddR;
            ci[x] = evenI - oddI;
            dr[x] = evenDifR - oddDifI;
            di[x] = evenDifI + oddDifR;
        }
    }
}
