package io.github.kernelj.image;

import java.awt.Color;

/**
 * Colours of angles: white at 0, red at π/2, black at ±π, blue at −π/2. π and −π are one colour, and negative angles are
 * told from positive ones by readers with the common colour deficiencies too.
 */
final class PhaseScale {

    private static final int[][] STOPS = {
        {35, 30, 35},
        {50, 75, 150},
        {90, 145, 205},
        {180, 208, 228},
        {248, 246, 244},
        {240, 200, 175},
        {212, 120, 90},
        {140, 40, 60},
        {35, 30, 35}
    };

    /** Where there is no angle. */
    private static final Color NONE = new Color(0xDDDDDD);

    private PhaseScale() {}

    /** @param angle in radians from −π to π, or NaN */
    static Color of(double angle) {
        if (Double.isNaN(angle)) {
            return NONE;
        }
        double place = (Math.max(-Math.PI, Math.min(Math.PI, angle)) / Math.PI + 1) / 2 * (STOPS.length - 1);
        int lower = Math.min((int) place, STOPS.length - 2);
        double share = place - lower;
        int[] rgb = new int[3];
        for (int i = 0; i < 3; i++) {
            rgb[i] = (int) Math.round(STOPS[lower][i] * (1 - share) + STOPS[lower + 1][i] * share);
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }
}
