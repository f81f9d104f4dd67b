package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import org.junit.jupiter.api.Test;

class DivergingScaleTest {

    @Test
    void zero_is_white_the_ends_are_blue_and_red_and_more_is_the_same() {
        DivergingScale scale = new DivergingScale(2);
        assertThat(scale.of(0)).isEqualTo(Color.WHITE);
        assertThat(scale.of(Double.NaN)).isEqualTo(Color.WHITE);
        assertThat(scale.of(2)).isEqualTo(new Color(172, 26, 43)).isEqualTo(scale.of(5));
        assertThat(scale.of(-2)).isEqualTo(new Color(32, 92, 160)).isEqualTo(scale.of(-5));
        assertThat(new DivergingScale(0).of(0)).isEqualTo(Color.WHITE);
    }

    @Test
    void larger_magnitudes_are_darker() {
        DivergingScale scale = new DivergingScale(1);
        for (int sign = -1; sign <= 1; sign += 2) {
            for (int i = 1; i <= 100; i++) {
                assertThat(luminance(scale.of(sign * i / 100.0)))
                        .isLessThan(luminance(scale.of(sign * (i - 1) / 100.0)));
            }
        }
    }

    @Test
    void numbers_stand_out_on_every_colour() {
        DivergingScale scale = new DivergingScale(1);
        for (int i = -200; i <= 200; i++) {
            Color cell = scale.of(i / 200.0);
            double ink = luminance(DivergingScale.textOn(cell)) + 0.05;
            double ground = luminance(cell) + 0.05;
            assertThat(Math.max(ink / ground, ground / ink))
                    .as("contrast at %d", i)
                    .isGreaterThan(4.5);
        }
    }

    @Test
    void a_scale_without_end_is_refused() {
        assertThatThrownBy(() -> new DivergingScale(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a colour scale reaches to a finite magnitude of at least 0, got NaN");
        assertThatThrownBy(() -> new DivergingScale(-1)).hasMessageContaining("got -1.0");
    }

    private static double luminance(Color colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        int[] channels = {colour.getRed(), colour.getGreen(), colour.getBlue()};
        for (int i = 0; i < 3; i++) {
            double value = channels[i] / 255.0;
            sum += weights[i] * (value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
