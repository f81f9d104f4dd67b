package io.github.kernelj.image;

import java.awt.Color;

/**
 * Colours about 0: blue for negative values, white for 0, red for positive ones, the deeper the larger. Told apart by
 * readers with the common colour deficiencies too.
 *
 * @param most the magnitude of the deepest colours, at least 0; larger values get the same
 */
public record DivergingScale(double most) {

    private static final int[][] BLUES = {{255, 255, 255}, {166, 203, 228}, {78, 149, 199}, {32, 92, 160}};
    private static final int[][] REDS = {{255, 255, 255}, {247, 183, 154}, {221, 104, 83}, {172, 26, 43}};

    /** @throws IllegalArgumentException if the magnitude is negative or not finite */
    public DivergingScale {
        if (!(most >= 0) || !Double.isFinite(most)) {
            throw new IllegalArgumentException(
                    "a colour scale reaches to a finite magnitude of at least 0, got " + most);
        }
    }

    /** The colour of a value; white for NaN, and for every value of a scale that reaches to 0 only. */
    public Color of(double value) {
        if (most == 0 || Double.isNaN(value)) {
            return Color.WHITE;
        }
        int[][] stops = value < 0 ? BLUES : REDS;
        double place = Math.min(1, Math.abs(value) / most) * (stops.length - 1);
        int lower = Math.min((int) place, stops.length - 2);
        double share = place - lower;
        int[] rgb = new int[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = (int) Math.round(stops[lower][i] * (1 - share) + stops[lower + 1][i] * share);
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }

    /** Black or white, whichever stands out more on this background; the contrast is at least 4.5 to 1. */
    public static Color textOn(Color background) {
        double luminance = 0.2126 * linear(background.getRed())
                + 0.7152 * linear(background.getGreen())
                + 0.0722 * linear(background.getBlue());
        return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? Color.BLACK : Color.WHITE;
    }

    /** From sRGB to relative luminance, as in the Web Content Accessibility Guidelines 2. */
    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
