package io.github.kernelj.plugin;

import ij.gui.Plot;
import ij.gui.PlotWindow;
import io.github.kernelj.image.ConvergencePlot;
import io.github.kernelj.image.ConvergencePlot.Series;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.TrainingListener;
import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The loss while a kernel is learned, in a window that opens if that takes longer than a moment, and what remains of it
 * afterwards. Drawn at most ten times a second, on the event thread, while learning goes on.
 */
final class LossCurve implements TrainingListener {

    private static final long PAUSE = 100_000_000;

    private final String title;
    private final TrainingListener lines;
    private final List<List<Fit.Point>> ways = new ArrayList<>();
    private long told = System.nanoTime();
    private volatile PlotWindow window;

    /**
     * A curve without a window yet.
     *
     * @param lines hears of the steps that are to be printed
     */
    LossCurve(String title, TrainingListener lines) {
        this.title = title;
        this.lines = lines;
    }

    @Override
    public void step(long iteration, double loss) {
        lines.step(iteration, loss);
    }

    @Override
    public boolean isWaiting() {
        return System.nanoTime() - told >= PAUSE;
    }

    @Override
    public void point(Fit.Point point) {
        if (point.step() == 0 || ways.isEmpty()) {
            ways.add(new ArrayList<>());
        }
        ways.get(ways.size() - 1).add(point);
        if (isWaiting()) {
            told = System.nanoTime();
            List<Series> series = series(ways);
            String caption = String.format(
                    Locale.ROOT, "step %,d, loss %.4g; Escape keeps the best so far", point.step(), point.loss());
            EventQueue.invokeLater(() -> draw(series, caption));
        }
    }

    /** Draws the whole way, in a window if there is more of it than its end. */
    @Override
    public void learned(List<Fit> fits) {
        lines.learned(fits);
        List<Series> series = series(fits.stream().map(Fit::history).toList());
        try {
            EventQueue.invokeAndWait(() -> draw(series, ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The window; null if there was nothing to draw, or it was closed. */
    PlotWindow window() {
        return window == null || window.isClosed() ? null : window;
    }

    /** Closes the window, as there is no kernel. */
    void close() {
        EventQueue.invokeLater(() -> {
            if (window != null) {
                window.close();
            }
        });
    }

    private void draw(List<Series> series, String caption) {
        if (series.isEmpty() || window != null && window.isClosed()) {
            return;
        }
        Plot plot = ConvergencePlot.plot(title, "steps", "loss", series);
        plot.addLabel(0, 0, caption);
        if (window == null) {
            window = plot.show();
        } else {
            window.drawPlot(plot);
        }
    }

    /** Those with two points and more that have a place on logarithmic axes. */
    private static List<Series> series(List<List<Fit.Point>> ways) {
        List<Series> series = new ArrayList<>();
        for (List<Fit.Point> way : ways) {
            List<Fit.Point> shown = way.stream()
                    .filter(point -> point.step() > 0 && point.loss() > 0 && Double.isFinite(point.loss()))
                    .toList();
            if (shown.size() > 1) {
                String name = ways.size() == 1 ? "loss" : "channel " + (series.size() + 1);
                series.add(new Series(name, numbers(shown, Fit.Point::step), numbers(shown, Fit.Point::loss)));
            }
        }
        return series;
    }

    private static double[] numbers(List<Fit.Point> points, ToDoubleFunction<Fit.Point> number) {
        return points.stream().mapToDouble(number).toArray();
    }
}
