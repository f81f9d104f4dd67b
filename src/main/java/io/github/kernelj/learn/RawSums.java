package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;

/** The sums of one box, about references near the means of input and target, while they are being added to. */
final class RawSums {

    final double[][] gram;
    final double[] cross;
    final double[] input;
    double target;
    double targetSquares;
    long count;
    long excluded;
    double weight;

    RawSums(int taps) {
        gram = new double[taps][taps];
        cross = new double[taps];
        input = new double[taps];
    }

    /** Adds Σ t and Σ t² of a plane. */
    void addTarget(CentredPlane plane) {
        for (int y = 0; y < plane.height; y++) {
            target += plane.sum(y);
            targetSquares += plane.squares(y);
        }
    }

    /** Counts the windows of a plane. */
    void count(WindowPlane windows) {
        count += windows.counted();
        excluded += windows.missing();
        weight += windows.weight();
    }

    /** Multiplies all sums by a weight that all windows share. */
    void scale(double factor) {
        for (int tap = 0; tap < cross.length; tap++) {
            for (int other = tap; other < cross.length; other++) {
                gram[tap][other] *= factor;
            }
            cross[tap] *= factor;
            input[tap] *= factor;
        }
        target *= factor;
        targetSquares *= factor;
    }

    /** Adds products of windows, each its pixels, its target and 1. */
    void add(WindowSums products) {
        int taps = cross.length;
        for (int tap = 0; tap < taps; tap++) {
            for (int other = tap; other < taps; other++) {
                gram[tap][other] += products.value(tap, other);
            }
            cross[tap] += products.value(tap, taps);
            input[tap] += products.value(tap, taps + 1);
        }
        targetSquares += products.value(taps, taps);
        target += products.value(taps, taps + 1);
    }

    /**
     * The statistics about the means themselves; the sums are used up.
     *
     * @param inputReferences one for each plane of taps, or one for all
     */
    PatchStatistics centred(Shape shape, Anchor anchor, double[] inputReferences, double targetReference) {
        int taps = cross.length;
        if (count == 0) {
            return PatchStatistics.none(shape, anchor, excluded);
        }
        double[] means = new double[taps];
        double[] flat = new double[taps * taps];
        for (int tap = 0; tap < taps; tap++) {
            double mean = input[tap] / weight;
            means[tap] = inputReferences[tap * inputReferences.length / taps] + mean;
            for (int other = 0; other < taps; other++) {
                double product = tap <= other ? gram[tap][other] : gram[other][tap];
                flat[tap * taps + other] = product - input[tap] * input[other] / weight;
            }
            cross[tap] -= mean * target;
        }
        double variation = Math.max(0, targetSquares - target * target / weight);
        return new PatchStatistics(
                shape,
                anchor,
                count,
                excluded,
                weight,
                means,
                targetReference + target / weight,
                flat,
                cross,
                variation);
    }
}
