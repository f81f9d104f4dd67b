package io.github.kernelj.match;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * What is looked for: pixels, and which of them count. They are kept with zero mean and unit norm, as a score depends on
 * neither brightness nor contrast. Immutable.
 */
public final class Template {

    /** A variance of at most this part of the squared mean is none: the pixels are flat. */
    static final double FLAT = 1e-12;

    private final Shape shape;
    private final boolean[] mask;
    private final int pixels;
    private final double[] weights;

    private Template(Shape shape, float[] values, boolean[] mask) {
        requireSize(shape, values.length);
        this.shape = shape;
        this.mask = mask;
        this.weights = new double[values.length];
        int count = 0;
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts(i)) {
                requireFinite(shape, values[i], i);
                count++;
                sum += values[i];
            }
        }
        this.pixels = count;
        normalise(values, count == 0 ? 0 : sum / count);
    }

    /**
     * A template of all these pixels.
     *
     * @param values z, y, x with x fastest; copied
     * @throws IllegalArgumentException if their number isn't that of the shape, one isn't finite, or they are flat: their
     *     variance is at most 1e-12 of their squared mean
     */
    public static Template of(Shape shape, float... values) {
        return new Template(shape, values, null);
    }

    /**
     * A template of some of these pixels: what lies under the others makes no difference.
     *
     * @param values z, y, x with x fastest; copied
     * @param mask for each of them whether it counts; copied
     * @throws IllegalArgumentException as {@link #of} says of those that count, or if none does
     */
    public static Template masked(Shape shape, float[] values, boolean[] mask) {
        requireSize(shape, mask.length);
        boolean whole = true;
        for (boolean inside : mask) {
            whole &= inside;
        }
        return new Template(shape, values, whole ? null : mask.clone());
    }

    public Shape shape() {
        return shape;
    }

    /** Number of pixels that count. */
    public int pixels() {
        return pixels;
    }

    /** Whether some pixels don't count. */
    public boolean isMasked() {
        return mask != null;
    }

    /** Pixels less their mean, divided by the root of the sum of their squares; those that don't count are 0. */
    public double[] weights() {
        return weights.clone();
    }

    /** The weights, rounded to float, as a kernel: what it answers with is a score times the norm of the window. */
    public Kernel kernel() {
        return Kernel.of(shape, weights);
    }

    double weight(int index) {
        return weights[index];
    }

    boolean counts(int index) {
        return mask == null || mask[index];
    }

    private void normalise(float[] values, double mean) {
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            weights[i] = counts(i) ? values[i] - mean : 0;
            squares += weights[i] * weights[i];
        }
        if (pixels == 0) {
            throw new IllegalArgumentException("the template's mask leaves no pixel to look for");
        }
        if (isFlat(squares, mean, pixels)) {
            throw new IllegalArgumentException("the template is flat: its " + pixels + " pixels are all " + mean
                    + ", and a flat place is like any other; choose a part of the image with structure");
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= norm;
        }
    }

    /** @param squares sum of the squares of the differences from the mean */
    static boolean isFlat(double squares, double mean, int pixels) {
        return !(squares > FLAT * pixels * mean * mean);
    }

    private static void requireSize(Shape shape, int count) {
        if (shape.volume() != count) {
            throw new IllegalArgumentException(
                    "a " + shape + " template has " + shape.volume() + " pixels, got " + count);
        }
    }

    private static void requireFinite(Shape shape, float value, int index) {
        if (!Float.isFinite(value)) {
            int row = index / shape.width();
            throw new IllegalArgumentException("the template's pixels must be finite numbers; plane "
                    + (row / shape.height() + 1) + ", row " + (row % shape.height() + 1) + ", column "
                    + (index % shape.width() + 1) + " is " + value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template template
                && shape.equals(template.shape)
                && Arrays.equals(mask, template.mask)
                && Arrays.equals(weights, template.weights);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    /** For example {@code 64 x 64 template}. */
    @Override
    public String toString() {
        return shape + (isMasked() ? " masked template" : " template");
    }
}
