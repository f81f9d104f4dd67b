package io.github.kernelj.image;

import ij.gui.Plot;
import java.awt.Color;
import java.util.List;

/** How a place moves with time, each axis a curve. */
public final class DriftPlot {

    private static final List<String> NAMES = List.of("x", "y", "z");

    private DriftPlot() {}

    /**
     * A plot that isn't shown yet.
     *
     * @param times of the horizontal axis, rising
     * @param timeLabel for example {@code t (sec)}
     * @param shifts for x, y and maybe z: how far the place has moved since the first time
     * @param shiftLabel for example {@code shift (micron)}
     * @throws IllegalArgumentException if there are no times
     */
    public static Plot of(String title, double[] times, String timeLabel, List<double[]> shifts, String shiftLabel) {
        if (times.length == 0) {
            throw new IllegalArgumentException("nothing to plot: the template was found at no time");
        }
        Plot plot = new Plot(title, timeLabel, shiftLabel);
        plot.setSize(560, 340);
        for (int axis = 0; axis < shifts.size(); axis++) {
            Color colour = SmoothPlot.COLOURS.get(axis);
            plot.setColor(colour, colour);
            plot.setLineWidth(2);
            plot.addPoints(times, shifts.get(axis), times.length == 1 ? Plot.CIRCLE : Plot.LINE);
        }
        plot.setColor(Color.BLACK);
        plot.setLimitsToFit(false);
        plot.addLegend(String.join("\n", NAMES.subList(0, shifts.size())));
        return plot;
    }
}
