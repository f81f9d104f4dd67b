package io.github.kernelj.match;

/**
 * Complex Fourier transform in double precision of one length along the rows of a tile, for all its columns at once.
 * Forward, {@code X(k) = Σ_j x(j) e^(−2πi jk/n)}, from natural to bit-reversed order; backward the other way, without the
 * factor 1/n. Immutable and safe for use by several threads.
 */
final class DoubleFft {

    private final int length;
    private final double[] cos;
    private final double[] sin;

    /** @param length a power of two */
    DoubleFft(int length) {
        this.length = length;
        this.cos = new double[length / 2];
        this.sin = new double[length / 2];
        for (int j = 0; j < length / 2; j++) {
            cos[j] = Math.cos(2 * Math.PI * j / length);
            sin[j] = -Math.sin(2 * Math.PI * j / length);
        }
    }

    void forward(DoubleTile tile) {
        for (int count = length; count > 1; count /= 2) {
            int half = count / 2;
            for (int first = 0; first < length; first += count) {
                for (int j = 0; j < half; j++) {
                    int twiddle = j * (length / count);
                    int a = first + j;
                    int b = a + half;
                    split(tile.re[a], tile.im[a], tile.re[b], tile.im[b], cos[twiddle], sin[twiddle]);
                }
            }
        }
    }

    void backward(DoubleTile tile) {
        for (int count = 2; count <= length; count *= 2) {
            int half = count / 2;
            for (int first = 0; first < length; first += count) {
                for (int j = 0; j < half; j++) {
                    int twiddle = j * (length / count);
                    int a = first + j;
                    int b = a + half;
                    join(tile.re[a], tile.im[a], tile.re[b], tile.im[b], cos[twiddle], -sin[twiddle]);
                }
            }
        }
    }

    /** Sum, and difference times c + is. */
    private static void split(double[] ar, double[] ai, double[] br, double[] bi, double c, double s) {
        for (int x = 0; x < ar.length; x++) {
            double a = ar[x], b = br[x], p = ai[x], q = bi[x];
            double dr = a - b, di = p - q;
            ar[x] = a + b;
            ai[x] = p + q;
            br[x] = dr * c - di * s;
            bi[x] = dr * s + di * c;
        }
    }

    /** Sum and difference, the second times c + is. */
    private static void join(double[] ar, double[] ai, double[] br, double[] bi, double c, double s) {
        for (int x = 0; x < ar.length; x++) {
            double a = ar[x], b = br[x], p = ai[x], q = bi[x];
            double tr = b * c - q * s, ti = b * s + q * c;
            ar[x] = a + tr;
            ai[x] = p + ti;
            br[x] = a - tr;
            bi[x] = p - ti;
        }
    }
}
