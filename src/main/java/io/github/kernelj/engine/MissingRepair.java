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
     * Computes the results that aren't finite again, of a stretch of a row before it is written.
     *
     * @param plane counted from the step's first
     * @param x column of the stretch's first result
     * @param values holds the results
     * @param at index of the first one in {@code values}
     */
    void row(Step step, int output, int plane, int x, int y, int count, float[] values, int at) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(values[at + i])) {
                values[at + i] = (float) formula(step, output, x + i, y, step.first() + plane);
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

    private void add(Window window, Pixels[] planes, float[] taps, int x, int y, int z) {
        Shape kernel = geometry.kernel();
        float[] pixel = new float[1];
        int i = 0;
        for (int dz = 0; dz < kernel.depth(); dz++) {
            int plane = geometry.plane(z, dz);
            for (int dy = 0; dy < kernel.height(); dy++) {
                int row = geometry.row(y, dy);
                for (int dx = 0; dx < kernel.width(); dx++, i++) {
                    if (taps[i] != 0) {
                        int column = geometry.column(x, dx);
                        if (plane < 0 || row < 0 || column < 0) {
                            pixel[0] = what.constant();
                        } else {
                            planes[plane].read(row * geometry.image().width() + column, 1, pixel, 0);
                        }
                        window.add(taps[i], pixel[0]);
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
