package io.github.kernelj.image;

import ij.gui.Plot;
import ij.process.ColorProcessor;
import java.awt.Color;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Points with error bars, joined by a line, and a line at 0. Draws without a display. */
public final class ErrorBarPlot {

    private static final int WIDTH = 480;
    private static final int HEIGHT = 300;
    private static final int FONT_SIZE = 13;

    private ErrorBarPlot() {}

    /**
     * Draws the points; those that aren't finite are left out.
     *
     * @param x places along the horizontal axis, increasing
     * @param y as many values
     * @param error as many half lengths of the bars, at least 0
     * @return an RGB image on white
     * @throws IllegalArgumentException if the arrays differ in length or no point is finite
     */
    public static ColorProcessor of(String xLabel, String yLabel, double[] x, double[] y, double[] error) {
        if (x.length != y.length || x.length != error.length) {
            throw new IllegalArgumentException("a plot needs as many values and errors as places; got " + x.length
                    + " places, " + y.length + " values and " + error.length + " errors");
        }
        int[] shown = IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]) && Double.isFinite(error[i]))
                .toArray();
        if (shown.length == 0) {
            throw new IllegalArgumentException("nothing to plot: no value is finite");
        }
        return draw(xLabel, yLabel, chosen(x, shown), chosen(y, shown), chosen(error, shown));
    }

    private static ColorProcessor draw(String xLabel, String yLabel, double[] x, double[] y, double[] error) {
        DoubleStream.Builder reached = DoubleStream.builder().add(0);
        for (int i = 0; i < x.length; i++) {
            reached.add(y[i] - error[i]);
            reached.add(y[i] + error[i]);
        }
        double[] sorted = reached.build().sorted().toArray();
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double room = high > low ? 0.08 * (high - low) : 1;
        double left = Arrays.stream(x).min().orElseThrow();
        double right = Arrays.stream(x).max().orElseThrow();
        double side = right > left ? 0.05 * (right - left) : 1;
        Plot plot = new Plot("", xLabel, yLabel);
        plot.setFontSize(FONT_SIZE);
        plot.setSize(WIDTH, HEIGHT);
        plot.setLimits(left - side, right + side, low - room, high + room);
        plot.setColor(Color.GRAY);
        plot.drawLine(left - side, 0, right + side, 0);
        plot.setColor(SmoothPlot.COLOURS.get(0), SmoothPlot.COLOURS.get(0));
        plot.add("connected", x, y);
        plot.addErrorBars(error);
        return SmoothPlot.draw(plot, WIDTH, HEIGHT);
    }

    private static double[] chosen(double[] values, int[] which) {
        return IntStream.of(which).mapToDouble(i -> values[i]).toArray();
    }
}
