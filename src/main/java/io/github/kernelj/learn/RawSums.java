package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;

/** The sums of one pass, about references near the means of input and target, while they are being added to. */
final class RawSums {

    final double[][] gram;
    final double[] cross;
    final double[] input;
    double target;
    double targetSquares;
    long excluded;

    RawSums(int taps) {
        gram = new double[taps][taps];
        cross = new double[taps];
        input = new double[taps];
    }

    /** Adds Σ t and Σ t² of a plane, row by row. */
    void addTarget(CentredPlane plane) {
        for (int y = 0; y < plane.height; y++) {
            double sum = 0;
            double squares = 0;
            for (int strip = 0; strip < plane.strips; strip++) {
                for (double value : plane.row(strip, y)) {
                    sum += value;
                    squares += value * value;
                }
            }
            target += sum;
            targetSquares += squares;
        }
    }

    /** The statistics about the means themselves. */
    PatchStatistics centred(Shape shape, Anchor anchor, long windows, double inputReference, double targetReference) {
        int taps = cross.length;
        long count = windows - excluded;
        if (count == 0) {
            return PatchStatistics.none(shape, anchor, excluded);
        }
        LagSums.mirror(gram);
        double[] means = new double[taps];
        double[] flat = new double[taps * taps];
        for (int tap = 0; tap < taps; tap++) {
            means[tap] = inputReference + input[tap] / count;
            double mean = input[tap] / count;
            for (int other = 0; other < taps; other++) {
                flat[tap * taps + other] = gram[tap][other] - input[tap] * input[other] / count;
            }
            cross[tap] -= mean * target;
        }
        double variation = Math.max(0, targetSquares - target * target / count);
        return new PatchStatistics(
                shape, anchor, count, excluded, means, targetReference + target / count, flat, cross, variation);
    }
}
