package io.github.kernelj.kernel;

import java.util.List;

/**
 * Kernels made of kernels, so that what is applied adds up: each result, applied to an image, is what is said of the
 * operands applied to it, biases included (where every pixel that a kernel asks for is in the image; at borders the
 * operands ask twice). Weights are computed in double and rounded to float; name and provenance are dropped.
 */
final class KernelAlgebra {

    /** Most multiplications for one product: some seconds. */
    private static final double MOST_PRODUCTS = 0x1p32;

    private KernelAlgebra() {}

    /** {@code factor} times what the kernel gives, bias included. */
    static Kernel times(double factor, Kernel kernel) {
        return kernel.scaled(factor).withBias(factor * kernel.bias());
    }

    /** What {@code a} gives plus {@code factor} times what {@code b} gives: laid over each other at their anchors. */
    static Kernel plus(Kernel a, double factor, Kernel b) {
        Box box = Box.around(a).with(Box.around(b));
        double[] weights = box.zeros();
        add(a, 1, weights, box);
        add(b, factor, weights, box);
        return box.kernel(weights).withBias(a.bias() + factor * b.bias());
    }

    private static void add(Kernel kernel, double factor, double[] sums, Box box) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                int row = box.index(-anchor.x(), y - anchor.y(), z - anchor.z());
                for (int x = 0; x < shape.width(); x++) {
                    sums[row + x] += factor * kernel.weight(x, y, z);
                }
            }
        }
    }

    /**
     * What {@code a} makes of what {@code b} gives: the convolution of their weights, anchors added.
     *
     * @throws IllegalArgumentException if it has too many taps or takes too long
     */
    static Kernel after(Kernel a, Kernel b) {
        requireQuick(a, b);
        Box box = Box.around(a).plus(Box.around(b));
        double[] weights = box.zeros();
        Shape shape = a.shape();
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    double weight = a.weight(x, y, z);
                    if (weight != 0) {
                        addShifted(b, weight, new int[] {x, y, z}, weights, box.shape());
                    }
                }
            }
        }
        return box.kernel(weights).withBias(a.bias() + a.sum() * b.bias());
    }

    private static void addShifted(Kernel kernel, double factor, int[] by, double[] sums, Shape into) {
        Shape shape = kernel.shape();
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                int row = ((z + by[2]) * into.height() + y + by[1]) * into.width() + by[0];
                for (int x = 0; x < shape.width(); x++) {
                    sums[row + x] += factor * kernel.weight(x, y, z);
                }
            }
        }
    }

    private static void requireQuick(Kernel a, Kernel b) {
        if ((double) a.shape().volume() * b.shape().volume() > MOST_PRODUCTS) {
            throw new IllegalArgumentException("the product of a " + a.shape() + " and a " + b.shape()
                    + " kernel takes too long; apply one after the other instead");
        }
    }

    /** Columns and rows swapped in every plane, the anchor's too. */
    static Kernel transpose(Kernel kernel) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        Shape turned = new Shape(shape.height(), shape.width(), shape.depth());
        float[] weights = new float[(int) turned.volume()];
        int i = 0;
        for (int z = 0; z < turned.depth(); z++) {
            for (int y = 0; y < turned.height(); y++) {
                for (int x = 0; x < turned.width(); x++) {
                    weights[i++] = kernel.weight(y, x, z);
                }
            }
        }
        return Kernel.of(turned, weights)
                .withAnchor(new Anchor(anchor.y(), anchor.x(), anchor.z()))
                .withBias(kernel.bias());
    }

    /**
     * The outer product of lines along x, y and z.
     *
     * @param lines two or three kernels, each longer than one tap along one axis at most, without bias
     * @throws IllegalArgumentException if one is something else
     */
    static Kernel outer(List<Kernel> lines) {
        double[][] factors = new double[lines.size()][];
        int[] anchors = new int[3];
        long taps = 1;
        for (int i = 0; i < factors.length; i++) {
            Kernel line = lines.get(i);
            requireLine(line, "xyz".charAt(i));
            float[] weights = line.weights();
            factors[i] = new double[weights.length];
            for (int j = 0; j < weights.length; j++) {
                factors[i][j] = weights[j];
            }
            anchors[i] = line.anchor().x() + line.anchor().y() + line.anchor().z();
            taps = Math.multiplyExact(taps, (long) weights.length);
            Box.requireTaps(taps);
        }
        return Taps.product(factors).toKernel().withAnchor(new Anchor(anchors[0], anchors[1], anchors[2]));
    }

    private static void requireLine(Kernel line, char axis) {
        Shape shape = line.shape();
        if (Math.max(shape.width(), Math.max(shape.height(), shape.depth())) != shape.volume()) {
            throw new IllegalArgumentException(
                    "the factor along " + axis + " is " + shape + "; outer takes 1-D kernels, such as [1 2 1]");
        }
        if (line.bias() != 0) {
            throw new IllegalArgumentException("the factor along " + axis + " has a bias of "
                    + Numbers.shortest(line.bias()) + ", for which an outer product has no place");
        }
    }
}
