package io.github.kernelj.match;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * For every window of a block one over the norm of its pixels about their mean: 0 where the window is flat or holds a
 * missing pixel, NaN where sums can't tell and the window must be looked at by itself.
 *
 * <p>The sum of squares about the mean is that about another value, less what the mean makes: where the two nearly cancel
 * (a dark flat place in a bright block) the sums are made again about a pixel of such a place. Holds scratch arrays; not
 * safe for use by several threads.
 */
final class WindowNorms {

    /** Where more than this part of the sum of squares cancels, rounding would cost more than about 1e-6 of a score. */
    private static final double CERTAIN = 1e-9;

    /** How often the sums are made again. */
    private static final int PASSES = 6;

    private final Shape template;
    private final int columns;
    private final float[] inverses;
    private final WindowSums sums;
    private final double[] means;
    private final double[] squares;
    private final float[] singles;
    private final float[] roots;
    private double rms;
    private long missing;
    private int undecided;
    private int firstUndecided;

    /** @param columns and {@code rows} of the block */
    WindowNorms(Shape template, int columns, int rows) {
        this.template = template;
        this.columns = columns;
        this.inverses = new float[columns * rows];
        this.sums = new WindowSums(template, columns + template.width() - 1, rows + template.height() - 1);
        this.means = new double[columns];
        this.squares = new double[columns];
        this.singles = new float[columns];
        this.roots = new float[columns];
    }

    /** Looks at the windows whose first plane is {@code z}. */
    void compute(BlockPixels pixels, int z) {
        Arrays.fill(inverses, Float.NaN);
        double centre = pixels.centre();
        for (int pass = 0; pass < PASSES; pass++) {
            double about = centre;
            boolean first = pass == 0;
            undecided = 0;
            sums.run(
                    (y, values, itsSquares) -> pixels.readRow(y, z, template.depth(), about, values, itsSquares),
                    (y, values, itsSquares) -> norms(y, values, itsSquares, about * pixels.scale(), first));
            if (first) {
                rms = Math.sqrt(sums.secondTotal() / ((double) pixels.width * pixels.height * template.depth()));
            }
            if (undecided == 0) {
                break;
            }
            centre = pixels.pixel(
                    firstUndecided % columns + template.width() / 2,
                    firstUndecided / columns + template.height() / 2,
                    z + template.depth() / 2);
        }
        missing = 0;
        if (pixels.hasMissing(z, template.depth())) {
            sums.run(
                    (y, counts, unused) -> pixels.countMissing(y, z, template.depth(), counts),
                    (y, counts, unused) -> leaveOut(y, counts));
        }
    }

    /** By row and column of the block; not to be changed. */
    float[] inverses() {
        return inverses;
    }

    /** Root of the mean square of the pixels about the block's centre, scaled. */
    double rms() {
        return rms;
    }

    /** How many windows hold a missing pixel. */
    long missing() {
        return missing;
    }

    private void norms(int y, double[] values, double[] itsSquares, double about, boolean first) {
        int pixels = (int) template.volume();
        for (int x = 0; x < means.length; x++) {
            // Divided first: of whole numbers all alike the difference is then 0 exactly.
            means[x] = values[x] / pixels;
        }
        for (int x = 0; x < means.length; x++) {
            squares[x] = itsSquares[x] - values[x] * means[x];
        }
        boolean fine = true;
        double flat = Template.FLAT * pixels;
        for (int x = 0; x < means.length; x++) {
            double mean = about + means[x];
            fine &= squares[x] > CERTAIN * itsSquares[x] & squares[x] > flat * mean * mean;
            singles[x] = (float) squares[x];
        }
        for (int x = 0; x < means.length; x++) {
            roots[x] = 1 / (float) Math.sqrt(singles[x]);
        }
        int at = y * columns;
        if (fine && first) {
            System.arraycopy(roots, 0, inverses, at, columns);
            return;
        }
        for (int x = 0; x < means.length; x++) {
            double left = squares[x];
            boolean certain = left > CERTAIN * itsSquares[x];
            if (!certain || Template.isFlat(left, about + means[x], pixels)) {
                decide(at + x, certain || itsSquares[x] == 0);
            } else if (Float.isNaN(inverses[at + x])) {
                inverses[at + x] = roots[x];
            }
        }
    }

    private void decide(int index, boolean flat) {
        if (!Float.isNaN(inverses[index])) {
            return;
        }
        if (flat) {
            inverses[index] = 0;
        } else if (undecided++ == 0) {
            firstUndecided = index;
        }
    }

    private void leaveOut(int y, double[] counts) {
        for (int x = 0; x < columns; x++) {
            if (counts[x] > 0.5) {
                inverses[y * columns + x] = 0;
                missing++;
            }
        }
    }
}
