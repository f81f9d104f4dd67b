package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;

/** A smaller kernel's taps among those of a larger one, their anchors at the same place. */
final class NestedTaps {

    private final Shape shape;
    private final Anchor anchor;
    private final int[] taps;

    /** @throws IllegalArgumentException if the smaller kernel isn't wholly inside the larger one */
    NestedTaps(PatchStatistics larger, Shape shape, Anchor anchor) {
        PatchStatistics.requireLearnable(shape, anchor);
        Shape outer = larger.shape();
        int x = larger.anchor().x() - anchor.x();
        int y = larger.anchor().y() - anchor.y();
        int z = larger.anchor().z() - anchor.z();
        if (x < 0
                || y < 0
                || z < 0
                || x + shape.width() > outer.width()
                || y + shape.height() > outer.height()
                || z + shape.depth() > outer.depth()) {
            throw new IllegalArgumentException("a " + shape + " kernel with anchor " + anchor + " isn't part of one of "
                    + outer + " with anchor " + larger.anchor());
        }
        this.shape = shape;
        this.anchor = anchor;
        this.taps = new int[(int) shape.volume()];
        int tap = 0;
        for (int k = 0; k < shape.depth(); k++) {
            for (int j = 0; j < shape.height(); j++) {
                for (int i = 0; i < shape.width(); i++) {
                    taps[tap++] = ((z + k) * outer.height() + y + j) * outer.width() + x + i;
                }
            }
        }
    }

    /** The rows and columns of the larger kernel's statistics that belong to these taps. */
    PatchStatistics of(PatchStatistics larger) {
        double[] means = new double[taps.length];
        double[] gram = new double[taps.length * taps.length];
        double[] cross = new double[taps.length];
        for (int row = 0; row < taps.length; row++) {
            means[row] = larger.mean(taps[row]);
            cross[row] = larger.cross(taps[row]);
            for (int column = 0; column < taps.length; column++) {
                gram[row * taps.length + column] = larger.gram(taps[row], taps[column]);
            }
        }
        return new PatchStatistics(
                shape,
                anchor,
                larger.count(),
                larger.excluded(),
                larger.weight(),
                means,
                larger.targetMean(),
                gram,
                cross,
                larger.variation());
    }
}
