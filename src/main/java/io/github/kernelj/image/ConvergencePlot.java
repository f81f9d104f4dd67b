package io.github.kernelj.image;

import ij.gui.Plot;
import ij.process.ColorProcessor;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** An error against the steps that were taken, several methods in one plot, both axes logarithmic. */
public final class ConvergencePlot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int MARGIN = 16;
    private static final Font FONT = TextBlock.sans(Font.PLAIN, 14);

    private ConvergencePlot() {}

    /**
     * One curve. Logarithmic axes have no place for 0: points whose step or value isn't a positive finite number are
     * left out.
     *
     * @param name shown in the legend
     * @param steps numbers of steps, not decreasing
     * @param values the error after each of them
     */
    public record Series(String name, double[] steps, double[] values) {

        /** @throws IllegalArgumentException if the name is blank or the arrays differ in length */
        public Series {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a series in a plot needs a name");
            }
            if (steps.length != values.length) {
                throw new IllegalArgumentException(
                        "the series '" + name + "' has " + steps.length + " steps but " + values.length + " values");
            }
            steps = steps.clone();
            values = values.clone();
        }

        /** The points that have a place on logarithmic axes. */
        private Series visible() {
            int[] shown = IntStream.range(0, steps.length)
                    .filter(i -> isVisible(steps[i]) && isVisible(values[i]))
                    .toArray();
            return new Series(
                    name,
                    IntStream.of(shown).mapToDouble(i -> steps[i]).toArray(),
                    IntStream.of(shown).mapToDouble(i -> values[i]).toArray());
        }

        private static boolean isVisible(double value) {
            return value > 0 && Double.isFinite(value);
        }
    }

    /**
     * Draws the curves, with a legend if there are several. Labels and names too long for the plot are shortened.
     *
     * @param title shown above the plot; may be empty
     * @param stepLabel of the horizontal axis, for example {@code steps}
     * @param valueLabel of the vertical axis, for example {@code distance from the solution}
     * @return an RGB image on white, 760 pixels wide and 460 high, higher by the title
     * @throws IllegalArgumentException if there is no point with positive step and value
     */
    public static ColorProcessor of(String title, String stepLabel, String valueLabel, List<Series> series) {
        Plot plot = plot("", stepLabel, valueLabel, series);
        plot.setSize(WIDTH, HEIGHT);
        return titled(title, SmoothPlot.draw(plot, WIDTH, HEIGHT));
    }

    /**
     * The same curves for a window of ImageJ's, which draws them.
     *
     * @param title of the window
     * @throws IllegalArgumentException if there is no point with positive step and value
     */
    public static Plot plot(String title, String stepLabel, String valueLabel, List<Series> series) {
        List<Series> shown = series.stream().map(Series::visible).toList();
        double[] steps =
                shown.stream().flatMapToDouble(s -> DoubleStream.of(s.steps)).toArray();
        double[] values =
                shown.stream().flatMapToDouble(s -> DoubleStream.of(s.values)).toArray();
        if (steps.length == 0) {
            throw new IllegalArgumentException("nothing to plot: logarithmic axes need steps and values above 0");
        }
        Plot plot = new Plot(title, label(stepLabel), label(valueLabel));
        plot.setFontSize(FONT.getSize());
        plot.setAxisXLog(true);
        plot.setAxisYLog(true);
        double[] x = decades(steps, 1);
        double[] y = decades(values, 1.25);
        plot.setLimits(x[0], x[1], y[0], y[1]);
        for (int i = 0; i < shown.size(); i++) {
            add(plot, shown.get(i), SmoothPlot.COLOURS.get(i % SmoothPlot.COLOURS.size()));
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        if (shown.size() > 1) {
            plot.addLegend(shown.stream().map(s -> label(s.name)).collect(Collectors.joining("\n")));
        }
        return plot;
    }

    /** One line that fits along either axis. */
    private static String label(String text) {
        return TextBlock.shortened(text, FONT, HEIGHT - 120);
    }

    private static void add(Plot plot, Series series, Color colour) {
        plot.setColor(colour, colour);
        plot.setLineWidth(2);
        plot.addPoints(series.steps, series.values, series.steps.length == 1 ? Plot.CIRCLE : Plot.LINE);
    }

    /**
     * The full decades that hold all values, at least two: on a single one ImageJ writes labels such as 7·10⁰.
     *
     * @param room the factor by which the limits keep away from the values
     */
    private static double[] decades(double[] values, double room) {
        double lower = Math.floor(Math.log10(DoubleStream.of(values).min().orElseThrow() / room));
        double upper = Math.ceil(Math.log10(DoubleStream.of(values).max().orElseThrow() * room));
        return new double[] {Math.pow(10, lower), Math.pow(10, Math.max(upper, lower + 2))};
    }

    private static ColorProcessor titled(String title, ColorProcessor plot) {
        TextBlock block = TextBlock.of(title, TextBlock.sans(Font.BOLD, 14), Color.BLACK, WIDTH - 2 * MARGIN);
        int top = block.lines().isEmpty() ? 0 : MARGIN + block.height();
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT + top, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = TextBlock.antialiased(picture);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, WIDTH, HEIGHT + top);
        graphics.drawImage(plot.getBufferedImage(), 0, top, null);
        block.draw(graphics, MARGIN, MARGIN);
        graphics.dispose();
        return new ColorProcessor(picture);
    }
}
