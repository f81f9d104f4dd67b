package io.github.kernelj.engine;

import static io.github.kernelj.engine.DoubleTile.STRIP;

/**
 * Complex Fourier transform in double, of one length along the rows of a {@link DoubleTile}, for 128 columns at once: for
 * sums that need digits which the transform in float doesn't have.
 *
 * <p>Forward, {@code X(k) = Σ_j x(j) e^(−2πi jk/n)}, by decimation in frequency; backward, without the factor 1/n, by
 * decimation in time. The spectrum stands in bit-reversed order. Immutable and safe for use by several threads.
 */
public final class DoubleFft {

    private final int length;
    private final double[] cos;
    private final double[] sin;

    /** @param length a power of two, at least 2 */
    public DoubleFft(int length) {
        this.length = length;
        this.cos = new double[length / 2];
        this.sin = new double[length / 2];
        for (int j = 0; j < length / 2; j++) {
            cos[j] = Math.cos(2 * Math.PI * j / length);
            sin[j] = -Math.sin(2 * Math.PI * j / length);
        }
    }

    void forward(double[][] re, double[][] im) {
        forward(re, im, 0, length);
    }

    /** Halves first, then each half to its end while its rows are in the cache. */
    private void forward(double[][] re, double[][] im, int first, int count) {
        int half = count / 2;
        for (int j = 0; j < half; j++) {
            int twiddle = j * (length / count);
            split(re[first + j], im[first + j], re[first + j + half], im[first + j + half], cos[twiddle], sin[twiddle]);
        }
        if (half > 1) {
            forward(re, im, first, half);
            forward(re, im, first + half, half);
        }
    }

    void backward(double[][] re, double[][] im) {
        backward(re, im, 0, length);
    }

    private void backward(double[][] re, double[][] im, int first, int count) {
        int half = count / 2;
        if (half > 1) {
            backward(re, im, first, half);
            backward(re, im, first + half, half);
        }
        for (int j = 0; j < half; j++) {
            int twiddle = j * (length / count);
            join(re[first + j], im[first + j], re[first + j + half], im[first + j + half], cos[twiddle], -sin[twiddle]);
        }
    }

    /** Sum, and difference times c + is. */
    private static void split(double[] ar, double[] ai, double[] br, double[] bi, double c, double s) {
        for (int x = 0; x < STRIP; x++) {
            double a = ar[x], b = br[x], p = ai[x], q = bi[x];
            double dr = a - b, di = p - q;
            ar[x] = a + b;
            ai[x] = p + q;
            br[x] = Math.fma(dr, c, -(di * s));
            bi[x] = Math.fma(dr, s, di * c);
        }
    }

    /** Sum and difference, the second times c + is. */
    private static void join(double[] ar, double[] ai, double[] br, double[] bi, double c, double s) {
        for (int x = 0; x < STRIP; x++) {
            double a = ar[x], b = br[x], p = ai[x], q = bi[x];
            double tr = Math.fma(b, c, -(q * s)), ti = Math.fma(b, s, q * c);
            ar[x] = a + tr;
            ai[x] = p + ti;
            br[x] = a - tr;
            bi[x] = p - ti;
        }
    }
}
