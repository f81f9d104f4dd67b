package io.github.kernelj.engine;

import java.util.Arrays;

/**
 * Complex Fourier transform of one length along the rows of a tile, for all its columns at once.
 *
 * <p>Forward, {@code X(k) = Σ_j x(j) e^(−2πi jk/n)}, by decimation in frequency; backward, without the factor 1/n, by
 * decimation in time. The spectrum stands in digit-reversed order, which is of no concern where it is only multiplied by
 * another one.
 *
 * <p>Immutable and safe for use by several threads.
 */
final class Fft {

    private final int length;
    private final int[] radices;
    private final float[] cos;
    private final float[] sin;

    /** @throws IllegalArgumentException if the length has other prime factors than 2 and 3 */
    Fft(int length) {
        if (!isLength(length)) {
            throw new IllegalArgumentException(
                    "a transform's length must have no prime factors but 2 and 3, got " + length);
        }
        this.length = length;
        this.radices = radices(length);
        this.cos = new float[length];
        this.sin = new float[length];
        for (int j = 0; j < length; j++) {
            cos[j] = (float) Math.cos(2 * Math.PI * j / length);
            sin[j] = (float) -Math.sin(2 * Math.PI * j / length);
        }
    }

    /** Whether the only prime factors are 2 and 3. */
    static boolean isLength(int length) {
        int rest = length;
        while (rest > 1 && rest % 2 == 0) {
            rest /= 2;
        }
        while (rest > 1 && rest % 3 == 0) {
            rest /= 3;
        }
        return rest == 1;
    }

    private static int[] radices(int length) {
        int[] radices = new int[Integer.SIZE];
        int count = 0;
        int rest = length;
        for (int radix : new int[] {4, 3, 2}) {
            while (rest % radix == 0) {
                radices[count++] = radix;
                rest /= radix;
            }
        }
        return Arrays.copyOf(radices, count);
    }

    /**
     * Natural order to digit-reversed spectrum, in place.
     *
     * @param rows as many as the transform is long, in the form of {@link FftLoops}
     */
    void forward(float[][] rows) {
        forward(rows, 0, length, 0);
    }

    /** A butterfly's parts first, then each part to its end while its rows are in the cache. */
    private void forward(float[][] rows, int first, int count, int level) {
        if (count == 1) {
            return;
        }
        int radix = radices[level];
        int step = count / radix;
        for (int j = 0; j < step; j++) {
            int at = first + j;
            float[] b = rows[at + step];
            float[] c = radix > 2 ? rows[at + 2 * step] : null;
            float[] d = radix > 3 ? rows[at + 3 * step] : null;
            FftLoops.points(rows[at], b, c, d, 1);
            if (j > 0) {
                turn(b, c, d, j * (length / count), 1);
            }
        }
        for (int part = 0; part < radix; part++) {
            forward(rows, first + part * step, step, level + 1);
        }
    }

    /** Digit-reversed spectrum to natural order, in place, times the length. */
    void backward(float[][] rows) {
        backward(rows, 0, length, 0);
    }

    private void backward(float[][] rows, int first, int count, int level) {
        if (count == 1) {
            return;
        }
        int radix = radices[level];
        int step = count / radix;
        for (int part = 0; part < radix; part++) {
            backward(rows, first + part * step, step, level + 1);
        }
        for (int j = 0; j < step; j++) {
            int at = first + j;
            float[] b = rows[at + step];
            float[] c = radix > 2 ? rows[at + 2 * step] : null;
            float[] d = radix > 3 ? rows[at + 3 * step] : null;
            if (j > 0) {
                turn(b, c, d, j * (length / count), -1);
            }
            FftLoops.points(rows[at], b, c, d, -1);
        }
    }

    /** Multiplies rows by the twiddle factor of an angle, its square and its cube. */
    private void turn(float[] b, float[] c, float[] d, int angle, int sign) {
        int second = 2 * angle % length;
        int third = 3 * angle % length;
        FftLoops.turn(
                b, c, d, cos[angle], sign * sin[angle], cos[second], sign * sin[second], cos[third], sign * sin[third]);
    }
}
