package io.github.kernelj.kernel;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A 1-D, 2-D or 3-D kernel: weights, anchor, bias, a name and where it came from.
 *
 * <p>Weights are <em>cross-correlation</em> weights W, indexed z, y, x (depth, height, width; x runs fastest):
 *
 * <pre>Y(p) = bias + Σ_d W(d) · X(p + d − anchor)</pre>
 *
 * Convolution flips all axes of the kernel and the anchor with them, {@code Y(p) = bias + Σ_d W(d) · X(p − d + anchor)},
 * as scipy does: correlating with {@link #flipped()} is convolving with this.
 *
 * <p>Immutable and safe for use by several threads. Two kernels are equal if weights, shape, anchor and bias are; name
 * and provenance don't count.
 */
public final class Kernel {

    /** Most taps a kernel may have: 2^26, 256 MB of weights. */
    public static final int MAX_TAPS = 1 << 26;

    private final Shape shape;
    private final float[] weights;
    private final Anchor anchor;
    private final double bias;
    private final String name;
    private final Map<String, String> provenance;

    private Kernel(
            Shape shape, float[] weights, Anchor anchor, double bias, String name, Map<String, String> provenance) {
        this.shape = Objects.requireNonNull(shape, "shape");
        this.weights = weights;
        this.anchor = Objects.requireNonNull(anchor, "anchor");
        this.bias = bias;
        this.name = Objects.requireNonNull(name, "name");
        this.provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        requireTapCount(shape, weights.length);
        requireFinite(shape, weights);
        if (!anchor.isInside(shape)) {
            throw new IllegalArgumentException("anchor " + anchor + " lies outside the " + shape + " kernel");
        }
        if (!Double.isFinite(bias)) {
            throw new IllegalArgumentException("the bias must be a finite number, got " + bias);
        }
    }

    /**
     * A kernel with the default anchor (k / 2), bias 0 and no name.
     *
     * @param weights cross-correlation weights, z, y, x with x fastest; copied
     * @throws IllegalArgumentException if the number of weights isn't that of the shape, or a weight isn't finite
     */
    public static Kernel of(Shape shape, float... weights) {
        return new Kernel(shape, weights.clone(), Anchor.centreOf(shape), 0, "", Map.of());
    }

    /** As {@link #of(Shape, float...)}, each weight rounded to the nearest float. */
    public static Kernel of(Shape shape, double[] weights) {
        float[] rounded = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            rounded[i] = (float) weights[i];
        }
        return new Kernel(shape, rounded, Anchor.centreOf(shape), 0, "", Map.of());
    }

    /** @throws IllegalArgumentException if the anchor isn't one of the taps */
    public Kernel withAnchor(Anchor newAnchor) {
        return new Kernel(shape, weights, newAnchor, bias, name, provenance);
    }

    /** @throws IllegalArgumentException if the bias isn't finite */
    public Kernel withBias(double newBias) {
        return new Kernel(shape, weights, anchor, newBias, name, provenance);
    }

    public Kernel withName(String newName) {
        return new Kernel(shape, weights, anchor, bias, newName, provenance);
    }

    /** @param newProvenance how the kernel was made, as readable entries in order; copied */
    public Kernel withProvenance(Map<String, String> newProvenance) {
        return new Kernel(shape, weights, anchor, bias, name, newProvenance);
    }

    /**
     * The weights times {@code factor}; the bias stays.
     *
     * @throws IllegalArgumentException if a weight overflows
     */
    public Kernel scaled(double factor) {
        float[] scaled = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            scaled[i] = (float) (weights[i] * factor);
        }
        return new Kernel(shape, scaled, anchor, bias, name, provenance);
    }

    /** The kernel turned around along every axis, anchor included: correlating with it is convolving with this. */
    public Kernel flipped() {
        float[] flipped = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            flipped[i] = weights[weights.length - 1 - i];
        }
        return new Kernel(shape, flipped, anchor.flippedIn(shape), bias, name, provenance);
    }

    public Shape shape() {
        return shape;
    }

    public Anchor anchor() {
        return anchor;
    }

    /** Added to every output pixel, in the image's calibrated units. */
    public double bias() {
        return bias;
    }

    /** What people call it; empty if nobody gave it a name. */
    public String name() {
        return name;
    }

    /** How the kernel was made, as readable entries in order; unmodifiable. */
    public Map<String, String> provenance() {
        return provenance;
    }

    /** The tap at column x, row y, plane z. */
    public float weight(int x, int y, int z) {
        Objects.checkIndex(x, shape.width());
        Objects.checkIndex(y, shape.height());
        Objects.checkIndex(z, shape.depth());
        return weights[(z * shape.height() + y) * shape.width() + x];
    }

    /** A copy of the weights, z, y, x with x fastest. */
    public float[] weights() {
        return weights.clone();
    }

    /** Sum of the weights, added in double. */
    public double sum() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** Sum of the weights' magnitudes, added in double: the most by which the kernel can amplify an image. */
    public double magnitude() {
        double sum = 0;
        for (float weight : weights) {
            sum += Math.abs(weight);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kernel kernel
                && shape.equals(kernel.shape)
                && anchor.equals(kernel.anchor)
                && Double.compare(bias, kernel.bias) == 0
                && Arrays.equals(weights, kernel.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(shape, anchor, bias) + Arrays.hashCode(weights);
    }

    /** For example {@code 3 x 3 kernel sobel-x}. */
    @Override
    public String toString() {
        return name.isEmpty() ? shape + " kernel" : shape + " kernel " + name;
    }

    private static void requireTapCount(Shape shape, int count) {
        if (shape.volume() > MAX_TAPS) {
            throw new IllegalArgumentException(
                    "a " + shape + " kernel has " + shape.volume() + " taps; the most is " + MAX_TAPS);
        }
        if (shape.volume() != count) {
            throw new IllegalArgumentException(
                    "a " + shape + " kernel needs " + shape.volume() + " weights, got " + count);
        }
    }

    private static void requireFinite(Shape shape, float[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                int row = i / shape.width();
                throw new IllegalArgumentException("the kernel's weights must be finite numbers; plane "
                        + (row / shape.height() + 1) + ", row " + (row % shape.height() + 1) + ", column "
                        + (i % shape.width() + 1) + " is " + weights[i]);
            }
        }
    }
}
