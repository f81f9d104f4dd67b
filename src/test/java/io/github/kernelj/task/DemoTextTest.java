package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 2, 0",
        "0.000336, 2, 0.00034",
        "-0.12, 3, -0.120",
        "1, 2, 1",
        "12.4, 2, 12",
        "9.99e-5, 2, 0.00010",
        "2.14e-6, 2, 2.1e-6",
        "1.2e20, 3, 1.20e+20",
        "NaN, 2, NaN"
    })
    void numbersAreRoundedToSignificantDigits(double value, int digits, String text) {
        assertThat(DemoText.significant(value, digits)).isEqualTo(text);
    }

    @Test
    void largeNumbersAreGrouped() {
        assertThat(DemoText.significant(11_312, 3)).isEqualTo("11,300");
        assertThat(DemoText.count(95_862, "step")).isEqualTo("95,862 steps");
        assertThat(DemoText.count(1, "step")).isEqualTo("1 step");
    }

    @Test
    void whatIsMissingFromOneIsTold() {
        assertThat(DemoText.rSquared(0.98123)).isEqualTo("0.981");
        assertThat(DemoText.rSquared(1 - 3.2e-10)).isEqualTo("0.99999999968");
        assertThat(DemoText.rSquared(1)).isEqualTo("1.0");
        assertThat(DemoText.rSquared(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void differencesAreCounted() throws IOException {
        PixelDifference difference = PixelDifference.of(image(1, 2, 3, 4), image(1, 2.5f, 3, 2));
        assertThat(difference).isEqualTo(new PixelDifference(4, 2, 2));
        assertThat(difference.inWords())
                .isEqualTo("2 of 4 values are as under the true kernel, and none is off by more than 2 gray levels");
        assertThat(PixelDifference.of(image(1, 2), image(1, 2)).inWords())
                .isEqualTo("all 2 values are as under the true kernel");
    }

    private static ImagePlus image(float... pixels) {
        return new ImagePlus("", new FloatProcessor(pixels.length, 1, pixels));
    }
}
