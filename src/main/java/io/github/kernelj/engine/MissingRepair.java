package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;

/**
 * Makes windows with missing pixels come out as asked. Whatever the algorithm, a pixel that is NaN or infinite makes every
 * output that looks at it NaN or infinite too; so exactly those outputs (and the few that overflowed) are computed again,
 * one by one, in double, from the formula. Immutable.
 */
final class MissingRepair {

    private final Correlation what;
    private final Geometry geometry;
    private final int inputs;
    private final float[][][] weights;
    private final double[] biases;

    MissingRepair(KernelBank bank, Correlation what, Geometry geometry) {
        this.what = what;
        this.geometry = geometry;
        this.inputs = bank.inputs();
        this.weights = new float[bank.outputs()][bank.inputs()][];
        this.biases = new double[bank.outputs()];
        for (int output = 0; output < bank.outputs(); output++) {
            biases[output] = bank.bias(output);
            for (int input = 0; input < inputs; input++) {
                weights[output][input] = bank.kernel(output, input).weights();
            }
        }
    }

    /**
     * Computes the results that aren't finite again, within one area of one output plane.
     *
     * @param plane counted from the step's first
     * @param bottom row after the area's last
     * @param right column after the area's last
     */
    void area(Step step, int output, int plane, int top, int bottom, int left, int right) {
        int width = geometry.output().width();
        float[] pixels = step.outputs()[output][plane];
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (!Float.isFinite(pixels[y * width + x])) {
                    pixels[y * width + x] = (float) formula(step, output, x, y, step.first() + plane);
                }
            }
        }
    }

    private double formula(Step step, int output, int x, int y, int z) {
        Window window = new Window();
        for (int input = 0; input < inputs; input++) {
            add(window, step.inputs()[input], weights[output][input], x, y, z);
        }
        return window.value() + biases[output];
    }

    private void add(Window window, float[][] planes, float[] taps, int x, int y, int z) {
        Shape kernel = geometry.kernel();
        int i = 0;
        for (int dz = 0; dz < kernel.depth(); dz++) {
            int plane = geometry.plane(z, dz);
            for (int dy = 0; dy < kernel.height(); dy++) {
                int row = geometry.row(y, dy);
                for (int dx = 0; dx < kernel.width(); dx++, i++) {
                    if (taps[i] != 0) {
                        int column = geometry.column(x, dx);
                        boolean outside = plane < 0 || row < 0 || column < 0;
                        window.add(
                                taps[i],
                                outside
                                        ? what.constant()
                                        : planes[plane][row * geometry.image().width() + column]);
                    }
                }
            }
        }
    }

    /** The sums over one window. */
    private final class Window {
        private double present;
        private double presentMagnitude;
        private double presentByMagnitude;
        private double missingWeights;
        private boolean anyMissing;

        void add(double weight, float pixel) {
            if (what.missing() == MissingPixels.PROPAGATE || Float.isFinite(pixel)) {
                present += weight * pixel;
                presentMagnitude += Math.abs(weight);
                presentByMagnitude += Math.abs(weight) * pixel;
            } else if (what.missing() == MissingPixels.FILL) {
                present += weight * what.constant();
            } else {
                missingWeights += weight;
                anyMissing = true;
            }
        }

        /** A missing pixel counts as the mean of the present ones, weighted by |W|; with none present that is 0 / 0. */
        double value() {
            return anyMissing ? present + missingWeights * (presentByMagnitude / presentMagnitude) : present;
        }
    }
}
