package io.github.kernelj.engine;

/**
 * Complex Fourier transform of one length along the rows of a tile, for all its columns at once.
 *
 * <p>Forward, {@code X(k) = Σ_j x(j) e^(−2πi jk/n)}, by decimation in frequency; backward, without the factor 1/n, by
 * decimation in time. The spectrum stands in bit-reversed order, which is of no concern where it is only multiplied by
 * another one. As columns lie side by side, each butterfly is a loop over separate arrays under one plain index with a
 * literal bound, the form that Java's compiler turns into vector instructions. Larger butterflies would save memory
 * accesses, but their loops are too long for that compiler, and slower for it.
 *
 * <p>Immutable and safe for use by several threads.
 */
final class Fft {

    /** Columns of a tile that lie side by side in one array. */
    static final int COLUMNS = 128;

    private final int length;
    private final float[] cos;
    private final float[] sin;

    /** @throws IllegalArgumentException if the length isn't a power of two */
    Fft(int length) {
        if (Integer.bitCount(length) != 1) {
            throw new IllegalArgumentException("a transform's length must be a power of two, got " + length);
        }
        this.length = length;
        this.cos = new float[length / 2];
        this.sin = new float[length / 2];
        for (int j = 0; j < length / 2; j++) {
            cos[j] = (float) Math.cos(2 * Math.PI * j / length);
            sin[j] = (float) -Math.sin(2 * Math.PI * j / length);
        }
    }

    /**
     * Natural order to bit-reversed spectrum, in place.
     *
     * @param re rows of {@link #COLUMNS} real parts, as many as the transform is long
     * @param im the imaginary parts
     */
    void forward(float[][] re, float[][] im) {
        forward(re, im, 0, length);
    }

    /** Halves first, then each half to its end while its rows are in the cache. */
    private void forward(float[][] re, float[][] im, int first, int count) {
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

    /** Bit-reversed spectrum to natural order, in place, times the length. */
    void backward(float[][] re, float[][] im) {
        backward(re, im, 0, length);
    }

    private void backward(float[][] re, float[][] im, int first, int count) {
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
    private static void split(float[] ar, float[] ai, float[] br, float[] bi, float c, float s) {
        for (int x = 0; x < COLUMNS; x++) {
            float a = ar[x], b = br[x], p = ai[x], q = bi[x];
            float dr = a - b, di = p - q;
            ar[x] = a + b;
            ai[x] = p + q;
            br[x] = Math.fma(dr, c, -(di * s));
            bi[x] = Math.fma(dr, s, di * c);
        }
    }

    /** Sum and difference, the second times c + is. */
    private static void join(float[] ar, float[] ai, float[] br, float[] bi, float c, float s) {
        for (int x = 0; x < COLUMNS; x++) {
            float a = ar[x], b = br[x], p = ai[x], q = bi[x];
            float tr = Math.fma(b, c, -(q * s)), ti = Math.fma(b, s, q * c);
            ar[x] = a + tr;
            ai[x] = p + ti;
            br[x] = a - tr;
            bi[x] = p - ti;
        }
    }
}
