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

    /** Adds Σ t and Σ t² of a plane. */
    void addTarget(CentredPlane plane) {
        for (int strip = 0; strip < plane.strips; strip++) {
            double[] ofColumns = new double[CentredPlane.STRIP];
            double[] squares = new double[CentredPlane.STRIP];
            for (int y = 0; y < plane.height; y++) {
                double[] row = plane.row(strip, y);
                RowProducts.add(ofColumns, row);
                RowProducts.add(squares, row, row);
            }
            target += RowProducts.sum(ofColumns);
            targetSquares += RowProducts.sum(squares);
        }
    }

    /**
     * The statistics about the means themselves.
     *
     * @param inputReferences one for each plane of taps, or one for all
     */
    PatchStatistics centred(
            Shape shape, Anchor anchor, long windows, double[] inputReferences, double targetReference) {
        int taps = cross.length;
        long count = windows - excluded;
        if (count == 0) {
            return PatchStatistics.none(shape, anchor, excluded);
        }
        mirror(gram);
        double[] means = new double[taps];
        double[] flat = new double[taps * taps];
        for (int tap = 0; tap < taps; tap++) {
            means[tap] = inputReferences[tap * inputReferences.length / taps] + input[tap] / count;
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

    /** Copies the entries above the diagonal below it. */
    private static void mirror(double[][] gram) {
        for (int row = 0; row < gram.length; row++) {
            for (int column = 0; column < row; column++) {
                gram[row][column] = gram[column][row];
            }
        }
    }
}
