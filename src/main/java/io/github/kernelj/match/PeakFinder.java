package io.github.kernelj.match;

import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the peaks of one template's scores: places that score at least the threshold and no less than their neighbours, at
 * edges and corners too. Takes the planes of scores in order, of which it keeps three. Not safe for use by several threads.
 */
public final class PeakFinder implements PlaneSink {

    private final Shape shape;
    private final int template;
    private final double threshold;
    private final boolean planar;
    private final List<Match> peaks = new ArrayList<>();
    private float[] before;
    private float[] current;
    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * A finder that has seen nothing yet.
     *
     * @param shape of the score volume
     * @param template number that the matches are given
     * @param threshold the least score of a peak
     * @param planar whether planes have nothing to do with each other, so that a peak has neighbours in its plane only
     */
    public PeakFinder(Shape shape, int template, double threshold, boolean planar) {
        this.shape = shape;
        this.template = template;
        this.threshold = threshold;
        this.planar = planar;
    }

    @Override
    public void accept(int z, float[] plane) {
        if (planar) {
            search(z, null, plane, null);
            return;
        }
        if (z > 0) {
            search(z - 1, before, current, plane);
        }
        before = current;
        current = plane;
        if (z == shape.depth() - 1) {
            search(z, before, current, null);
        }
    }

    /** What was found, plane by plane and row by row, as fine as {@link SubPixel} makes it. */
    public List<Match> peaks() {
        return List.copyOf(peaks);
    }

    /** The highest of all scores seen, peak or not; −∞ before the first. */
    public double highest() {
        return highest;
    }

    private void search(int z, float[] below, float[] plane, float[] above) {
        SubPixel fit = new SubPixel(shape.width(), shape.height(), below, plane, above);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                float score = plane[y * shape.width() + x];
                highest = Math.max(highest, score);
                // Of equal neighbours the first is the peak.
                if (score >= threshold
                        && tops(score, below, x, y, true, true)
                        && tops(score, plane, x, y, true, false)
                        && tops(score, above, x, y, false, false)) {
                    double[] offset = fit.offset(x, y);
                    peaks.add(new Match(template, x + offset[0], y + offset[1], z + offset[2], score));
                }
            }
        }
    }

    /**
     * Whether no neighbour is higher, and none that comes before as high.
     *
     * @param firstBefore whether neighbours up to the place itself come before it, and {@code lastBefore} the others
     */
    private boolean tops(float score, float[] plane, int x, int y, boolean firstBefore, boolean lastBefore) {
        if (plane == null) {
            return true;
        }
        int width = shape.width();
        int place = y * width + x;
        for (int row = Math.max(0, y - 1); row <= Math.min(shape.height() - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                int other = row * width + column;
                boolean comesBefore = other < place ? firstBefore : lastBefore;
                if (plane[other] > score || comesBefore && plane[other] == score) {
                    return false;
                }
            }
        }
        return true;
    }
}
