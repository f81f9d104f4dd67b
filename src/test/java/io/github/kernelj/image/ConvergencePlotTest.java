package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.process.ColorProcessor;
import io.github.kernelj.image.ConvergencePlot.Series;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvergencePlotTest {

    private static final double[] STEPS = {0, 1, 10, 100, 1000};
    private static final Series SLOW = new Series("gradient descent", STEPS, new double[] {1, 0.8, 0.5, 0.2, 0.1});
    private static final Series FAST = new Series("conjugate gradient", STEPS, new double[] {1, 0.5, 1e-3, 1e-9, 0});

    @Test
    void curves_have_their_colours_and_nothing_is_clipped() {
        ColorProcessor plot = ConvergencePlot.of("", "steps", "distance", List.of(SLOW, FAST));
        assertThat(plot.getWidth()).isEqualTo(760);
        assertThat(plot.getHeight()).isEqualTo(460);
        Pictures.assertNothingIsClipped(plot, 3);
        assertThat(rowsLike(plot, new Color(0x0072B2))).hasSizeGreaterThan(600);
        assertThat(rowsLike(plot, new Color(0xD55E00))).hasSizeGreaterThan(600);
        assertThat(rowsLike(plot, new Color(0x009E73))).isEmpty();
    }

    @Test
    void long_words_are_shortened_and_a_title_makes_the_picture_higher() {
        String words = "words and words and ".repeat(20);
        Series series = new Series(words, STEPS, new double[] {3e-30, 2e-30, 1e-30, 1e-31, 1e-32});
        ColorProcessor plot = ConvergencePlot.of(words, words, words, List.of(series, SLOW));
        assertThat(plot.getHeight()).isGreaterThan(460);
        Pictures.assertNothingIsClipped(plot, 3);
    }

    @Test
    void lower_errors_are_drawn_lower() {
        ColorProcessor plot = ConvergencePlot.of(
                "",
                "steps",
                "loss",
                List.of(
                        new Series("one", new double[] {1, 100}, new double[] {1e-2, 1e-2}),
                        new Series("two", new double[] {1, 100}, new double[] {1e-5, 1e-5})));
        assertThat(median(rowsLike(plot, new Color(0x0072B2)))).isLessThan(median(rowsLike(plot, new Color(0xD55E00))));
    }

    @Test
    void a_single_point_is_drawn() {
        ColorProcessor plot = ConvergencePlot.of(
                "", "steps", "loss", List.of(new Series("loss", new double[] {5}, new double[] {2})));
        Pictures.assertNothingIsClipped(plot, 3);
        assertThat(Pictures.count(plot, Color.WHITE)).isLessThan(760 * 460);
    }

    @Test
    void series_that_cannot_be_drawn_are_refused() {
        assertThatThrownBy(() -> new Series("loss", new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the series 'loss' has 2 steps but 3 values");
        assertThatThrownBy(() -> new Series(" ", new double[2], new double[2]))
                .hasMessage("a series in a plot needs a name");
        Series zeros = new Series("loss", new double[] {0, 1}, new double[] {1, 0});
        assertThatThrownBy(() -> ConvergencePlot.of("", "steps", "loss", List.of(zeros)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nothing to plot: logarithmic axes need steps and values above 0");
    }

    @Test
    void a_series_is_not_changed_from_outside() {
        double[] values = {1, 2};
        Series series = new Series("loss", new double[] {1, 2}, values);
        values[0] = 9;
        assertThat(series.values()[0]).isEqualTo(1);
    }

    /** The rows of all pixels near a colour, which antialiasing blends with white. */
    private static List<Integer> rowsLike(ColorProcessor plot, Color colour) {
        List<Integer> rows = new ArrayList<>();
        for (int i = 0; i < plot.getPixelCount(); i++) {
            Color pixel = new Color(plot.get(i));
            int distance = Math.abs(pixel.getRed() - colour.getRed())
                    + Math.abs(pixel.getGreen() - colour.getGreen())
                    + Math.abs(pixel.getBlue() - colour.getBlue());
            if (distance < 80) {
                rows.add(i / plot.getWidth());
            }
        }
        return rows;
    }

    private static int median(List<Integer> rows) {
        return rows.get(rows.size() / 2);
    }
}
