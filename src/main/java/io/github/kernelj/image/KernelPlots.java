package io.github.kernelj.image;

import ij.gui.Plot;
import ij.process.ColorProcessor;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.FrequencyResponse;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.RadialResponse;
import io.github.kernelj.kernel.Shape;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A kernel as line plots: its weights through the anchor, and its frequency response. Draws without a display. */
final class KernelPlots {

    static final int WIDTH = 480;
    static final int HEIGHT = 300;

    private static final int FREQUENCIES = 65;
    private static final int FONT_SIZE = 13;
    private static final int MOST_CIRCLES = 64;

    /** Curves that differ by less, as a part of the highest, look like one. */
    private static final double ALIKE = 0.005;

    private static final String[] AXES = {"x", "y", "z"};

    private KernelPlots() {}

    /**
     * The weights on a line through the anchor.
     *
     * @param name of the axis
     * @param offsets from the anchor, in taps
     */
    private record Line(String name, double[] offsets, double[] weights) {

        static Line along(int axis, Kernel kernel) {
            Anchor anchor = kernel.anchor();
            int[] at = {anchor.x(), anchor.y(), anchor.z()};
            int centre = at[axis];
            int taps = extents(kernel.shape())[axis];
            double[] offsets = new double[taps];
            double[] weights = new double[taps];
            for (int i = 0; i < taps; i++) {
                at[axis] = i;
                offsets[i] = i - centre;
                weights[i] = kernel.weight(at[0], at[1], at[2]);
            }
            return new Line("along " + AXES[axis], offsets, weights);
        }

        boolean coincides(Line other) {
            return Arrays.equals(offsets, other.offsets) && Arrays.equals(weights, other.weights);
        }
    }

    /** The weights on the lines through the anchor, a line for each axis longer than 1; equal ones are drawn as one. */
    static ColorProcessor profile(Kernel kernel) {
        List<Line> lines = lines(kernel);
        double left = all(lines.stream().map(Line::offsets).toList()).min().orElseThrow() - 0.5;
        double right = all(lines.stream().map(Line::offsets).toList()).max().orElseThrow() + 0.5;
        List<double[]> weights = lines.stream().map(Line::weights).toList();
        double lowest = Math.min(0, all(weights).min().orElseThrow());
        double highest = Math.max(0, all(weights).max().orElseThrow());
        double room = highest == lowest ? 1 : 0.08 * (highest - lowest);
        Plot plot = plot("offset from the anchor (taps)", "weight", left, right, lowest - room, highest + room);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            plot.setColor(SmoothPlot.COLOURS.get(i), SmoothPlot.COLOURS.get(i));
            plot.setLineWidth(line.offsets.length > MOST_CIRCLES ? 2 : 1);
            plot.add(line.offsets.length > MOST_CIRCLES ? "line" : "connected", line.offsets, line.weights);
        }
        plot.setLineWidth(1);
        plot.setColor(Color.GRAY);
        plot.drawLine(left, 0, right, 0);
        plot.setColor(Color.BLACK);
        plot.addLegend(String.join("\n", lines.stream().map(Line::name).toList()));
        return SmoothPlot.draw(plot, WIDTH, HEIGHT);
    }

    private static List<Line> lines(Kernel kernel) {
        List<Line> lines = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            if (extents(kernel.shape())[axis] > 1 || axis == 0 && kernel.shape().volume() == 1) {
                Line line = Line.along(axis, kernel);
                int twin = 0;
                while (twin < lines.size() && !lines.get(twin).coincides(line)) {
                    twin++;
                }
                if (twin < lines.size()) {
                    lines.set(twin, new Line(lines.get(twin).name + " and " + AXES[axis], line.offsets, line.weights));
                } else {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /** The magnitude of the response against frequency: mean, least and most over the directions where they differ. */
    static ColorProcessor radial(Kernel kernel) {
        RadialResponse radial = new FrequencyResponse(kernel).radial(FREQUENCIES);
        double highest = Arrays.stream(radial.most()).max().orElseThrow();
        double top = highest == 0 ? 1 : highest;
        boolean differ =
                IntStream.range(0, FREQUENCIES).anyMatch(i -> radial.most()[i] - radial.least()[i] > ALIKE * top);
        Plot plot = plot("frequency (cycles per pixel)", "|H|", 0, 0.5, -0.04 * top, (differ ? 1.4 : 1.1) * top);
        if (differ) {
            curve(plot, radial.frequencies(), radial.most(), 1);
            curve(plot, radial.frequencies(), radial.mean(), 0);
            curve(plot, radial.frequencies(), radial.least(), 2);
        } else {
            curve(plot, radial.frequencies(), radial.mean(), 0);
        }
        plot.setColor(Color.BLACK);
        plot.setLineWidth(1);
        if (differ) {
            plot.addLegend("most of all directions\nmean\nleast", "top-right");
        }
        return SmoothPlot.draw(plot, WIDTH, HEIGHT);
    }

    private static Plot plot(String x, String y, double left, double right, double lowest, double highest) {
        Plot plot = new Plot("", x, y);
        plot.setFontSize(FONT_SIZE);
        plot.setSize(WIDTH, HEIGHT);
        plot.setLimits(left, right, lowest, highest);
        return plot;
    }

    private static void curve(Plot plot, double[] x, double[] y, int colour) {
        plot.setColor(SmoothPlot.COLOURS.get(colour));
        plot.setLineWidth(2);
        plot.addPoints(x, y, Plot.LINE);
    }

    private static DoubleStream all(List<double[]> arrays) {
        return arrays.stream().flatMapToDouble(Arrays::stream);
    }

    private static int[] extents(Shape shape) {
        return new int[] {shape.width(), shape.height(), shape.depth()};
    }
}
