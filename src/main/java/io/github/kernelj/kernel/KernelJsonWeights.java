package io.github.kernelj.kernel;

import java.util.Arrays;

/** Collects the nested arrays of weights in a kernel file, planes of rows of numbers, and their shape. */
final class KernelJsonWeights {

    private float[] weights = new float[32];
    private int taps;
    private int width;
    private int height;
    private int depth;
    private int column;
    private int row;

    void add(float weight, String path) {
        if (!Float.isFinite(weight)) {
            throw new KernelSyntaxException(path + ": is too large for a 32-bit float, whose limit is 3.4e38");
        }
        if (taps == Kernel.MAX_TAPS) {
            throw new KernelSyntaxException(
                    path + ": the kernel has more than " + Kernel.MAX_TAPS + " taps, the most there may be");
        }
        if (taps == weights.length) {
            weights = Arrays.copyOf(weights, Math.min(2 * taps, Kernel.MAX_TAPS));
        }
        weights[taps++] = weight;
        column++;
    }

    void endRow(String path) {
        width = sameLength(width, column, path, "number", "row");
        column = 0;
        row++;
    }

    void endPlane(String path) {
        height = sameLength(height, row, path, "row", "plane");
        row = 0;
        depth++;
    }

    void end(String path) {
        if (depth == 0) {
            throw new KernelSyntaxException(path + ": is empty");
        }
        weights = Arrays.copyOf(weights, taps);
    }

    Kernel kernel() {
        return Kernel.of(new Shape(width, height, depth), weights);
    }

    private static int sameLength(int known, int length, String path, String noun, String container) {
        if (length == 0) {
            throw new KernelSyntaxException(path + ": this " + container + " is empty");
        }
        if (known != 0 && known != length) {
            throw new KernelSyntaxException(path + ": this " + container + " has " + length + " " + noun
                    + (length == 1 ? "" : "s") + ", but the first " + container + " has " + known);
        }
        return length;
    }
}
