package io.github.kernelj.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Complex Fourier transform of one length along the rows of a tile, for all its columns at once.
 *
 * <p>Forward, {@code X(k) = Σ_j x(j) e^(−2πi jk/n)}, by decimation in frequency; backward, without the factor 1/n, by
 * decimation in time. The spectrum stands in digit-reversed order, which is of no concern where it is only multiplied by
 * another one. As columns lie side by side, each butterfly is a loop over separate arrays under one plain index with a
 * literal bound, the form that Java's compiler turns into vector instructions.
 *
 * <p>Immutable and safe for use by several threads.
 */
final class Fft {

    /** Columns of a tile that lie side by side in one array. */
    static final int COLUMNS = 64;

    private final int length;
    private final List<Pass> passes = new ArrayList<>();

    /**
     * One level of butterflies.
     *
     * @param radix 2, 3 or 4
     * @param span distance between the rows of a butterfly
     * @param cos by row within the span and leg 1 to radix − 1
     * @param sin of the negative angle
     */
    private record Pass(int radix, int span, float[] cos, float[] sin) {}

    /** @throws IllegalArgumentException if the length isn't a product of 2s and 3s */
    Fft(int length) {
        this.length = length;
        int block = length;
        while (block > 1) {
            int radix = block % 4 == 0 ? 4 : block % 3 == 0 ? 3 : 2;
            if (block % radix != 0) {
                throw new IllegalArgumentException("a transform's length must be a product of 2s and 3s, got " + length);
            }
            passes.add(pass(block, radix));
            block /= radix;
        }
    }

    private static Pass pass(int block, int radix) {
        int span = block / radix;
        float[] cos = new float[span * (radix - 1)];
        float[] sin = new float[span * (radix - 1)];
        for (int j = 0; j < span; j++) {
            for (int leg = 1; leg < radix; leg++) {
                double angle = -2 * Math.PI * j * leg / block;
                cos[j * (radix - 1) + leg - 1] = (float) Math.cos(angle);
                sin[j * (radix - 1) + leg - 1] = (float) Math.sin(angle);
            }
        }
        return new Pass(radix, span, cos, sin);
    }

    /**
     * Natural order to digit-reversed spectrum, in place.
     *
     * @param re rows of {@link #COLUMNS} real parts, as many as the transform is long
     * @param im the imaginary parts
     */
    void forward(float[][] re, float[][] im) {
        for (Pass pass : passes) {
            int block = pass.span * pass.radix;
            for (int base = 0; base < length; base += block) {
                for (int j = 0; j < pass.span; j++) {
                    switch (pass.radix) {
                        case 4 -> Butterflies.split4(re, im, base + j, pass.span, pass.cos, pass.sin, 3 * j);
                        case 3 -> Butterflies.split3(re, im, base + j, pass.span, pass.cos, pass.sin, 2 * j);
                        default -> Butterflies.split2(re, im, base + j, pass.span, pass.cos[j], pass.sin[j]);
                    }
                }
            }
        }
    }

    /** Digit-reversed spectrum to natural order, in place, times the length. */
    void backward(float[][] re, float[][] im) {
        for (int i = passes.size() - 1; i >= 0; i--) {
            Pass pass = passes.get(i);
            int block = pass.span * pass.radix;
            for (int base = 0; base < length; base += block) {
                for (int j = 0; j < pass.span; j++) {
                    // Exchanging real and imaginary parts, in and out, turns the transform around.
                    switch (pass.radix) {
                        case 4 -> Butterflies.join4(im, re, base + j, pass.span, pass.cos, pass.sin, 3 * j);
                        case 3 -> Butterflies.join3(im, re, base + j, pass.span, pass.cos, pass.sin, 2 * j);
                        default -> Butterflies.join2(im, re, base + j, pass.span, pass.cos[j], pass.sin[j]);
                    }
                }
            }
        }
    }
}
