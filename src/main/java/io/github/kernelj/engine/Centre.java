package io.github.kernelj.engine;

/**
 * The value that is subtracted from an image's pixels before they are multiplied, and given back afterwards. Sums over a
 * bright flat image, 60000 ± 20 say, would otherwise lose in rounding what the image is about.
 */
final class Centre {

    /** Number of pixels that are looked at. */
    private static final int SAMPLES = 1 << 12;

    /** Contrast, as a part of the largest magnitude, above which rounding does no harm. */
    private static final float ENOUGH = 0.2f;

    private Centre() {}

    /**
     * A value from within the range of the plane's pixels, or 0 where there is contrast enough without. It depends on the
     * plane alone, so that results don't depend on tiles, threads or regions. Pixels that aren't finite don't count.
     */
    static float of(Pixels plane) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        // Odd steps, so that regular patterns aren't seen at one phase only.
        int step = plane.length() / SAMPLES | 1;
        float[] one = new float[1];
        for (int i = 0; i < plane.length(); i += step) {
            plane.read(i, 1, one, 0);
            float pixel = one[0];
            if (pixel - pixel == 0) {
                least = Math.min(least, pixel);
                most = Math.max(most, pixel);
            }
        }
        if (least > most) {
            return 0;
        }
        float magnitude = Math.max(Math.abs(least), Math.abs(most));
        return most - least >= ENOUGH * magnitude ? 0 : least;
    }
}
