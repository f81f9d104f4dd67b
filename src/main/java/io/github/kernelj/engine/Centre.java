package io.github.kernelj.engine;

/**
 * The value that is subtracted from an image's pixels before they are multiplied, and given back afterwards. Sums over a
 * bright flat image, 60000 ± 20 say, would otherwise lose in rounding what the image is about.
 */
public final class Centre {

    /** Number of pixels that are looked at. */
    private static final int SAMPLES = 1 << 10;

    /** Contrast, as a part of the largest magnitude, above which rounding does no harm. */
    private static final float ENOUGH = 0.2f;

    private Centre() {}

    /**
     * A value from within the range of the plane's pixels, or 0 where there is contrast enough without. It depends on the
     * plane alone, so that results don't depend on tiles, threads or regions. Pixels that aren't finite don't count.
     */
    static float of(Pixels plane) {
        float[] extremes = extremes(plane, 0, plane.length());
        return of(extremes[0], extremes[1]);
    }

    /**
     * The same of a plane that is looked at band by band.
     *
     * @param least of the bands' {@link #extremes}
     * @param most of the bands' extremes
     */
    public static float of(float least, float most) {
        if (least > most) {
            return 0;
        }
        float magnitude = Math.max(Math.abs(least), Math.abs(most));
        return most - least >= ENOUGH * magnitude ? 0 : least;
    }

    /**
     * The least and the largest of the pixels that are looked at, in a band of rows.
     *
     * @param start number of the plane's pixels before the band
     * @param pixels number of the plane's pixels
     * @return infinite, the least above the largest, if there is none
     */
    public static float[] extremes(Pixels band, long start, long pixels) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        // Odd steps, so that regular patterns aren't seen at one phase only.
        long step = pixels / SAMPLES | 1;
        float[] one = new float[1];
        for (long i = (start + step - 1) / step * step - start; i < band.length(); i += step) {
            band.read((int) i, 1, one, 0);
            float pixel = one[0];
            if (pixel < least && pixel >= -Float.MAX_VALUE) {
                least = pixel;
            }
            if (pixel > most && pixel <= Float.MAX_VALUE) {
                most = pixel;
            }
        }
        return new float[] {least, most};
    }
}
