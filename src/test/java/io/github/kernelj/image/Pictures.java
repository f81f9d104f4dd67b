package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.process.ColorProcessor;
import java.awt.Color;

/** What tests ask of pictures. */
final class Pictures {

    private Pictures() {}

    /** A label that is cut off leaves ink in the outermost pixels. */
    static void assertNothingIsClipped(ColorProcessor picture, int margin) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean inside = x >= margin
                        && y >= margin
                        && x < picture.getWidth() - margin
                        && y < picture.getHeight() - margin;
                if (!inside) {
                    assertThat(picture.get(x, y) & 0xFFFFFF)
                            .as("pixel %d, %d", x, y)
                            .isEqualTo(0xFFFFFF);
                }
            }
        }
    }

    /** Number of pixels of exactly this colour. */
    static int count(ColorProcessor picture, Color colour) {
        int count = 0;
        for (int i = 0; i < picture.getPixelCount(); i++) {
            count += (picture.get(i) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF) ? 1 : 0;
        }
        return count;
    }

    /** Mean column of the pixels of exactly this colour. */
    static double meanColumn(ColorProcessor picture, Color colour) {
        double sum = 0;
        for (int i = 0; i < picture.getPixelCount(); i++) {
            sum += (picture.get(i) & 0xFFFFFF) == (colour.getRGB() & 0xFFFFFF) ? i % picture.getWidth() : 0;
        }
        return sum / count(picture, colour);
    }
}
