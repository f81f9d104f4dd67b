package io.github.kernelj.samples;

import ij.ImageStack;
import io.github.kernelj.kernel.Kernel;

/**
 * A volume in double precision, indexed z, y, x, with the plainest correlation there is. It shares no code with the
 * engine, so the pairs in {@code test-images/} bear witness against it.
 */
record Grid(double[][][] values) {

    interface Function {
        double at(int x, int y, int z);
    }

    static Grid of(int width, int height, int depth, Function function) {
        double[][][] values = new double[depth][height][width];
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    values[z][y][x] = function.at(x, y, z);
                }
            }
        }
        return new Grid(values);
    }

    static Grid of(ImageStack stack) {
        return of(stack.getWidth(), stack.getHeight(), stack.size(), (x, y, z) -> stack.getVoxel(x, y, z));
    }

    int width() {
        return values[0][0].length;
    }

    int height() {
        return values[0].length;
    }

    int depth() {
        return values.length;
    }

    /** Y(p) = bias + Σ W(d) · X(p + d − anchor), the pixels of the edge repeated outside. */
    Grid correlatedWith(Kernel kernel) {
        return of(width(), height(), depth(), (x, y, z) -> {
            double sum = kernel.bias();
            for (int k = 0; k < kernel.shape().depth(); k++) {
                for (int j = 0; j < kernel.shape().height(); j++) {
                    for (int i = 0; i < kernel.shape().width(); i++) {
                        sum += kernel.weight(i, j, k)
                                * nearest(
                                        x + i - kernel.anchor().x(),
                                        y + j - kernel.anchor().y(),
                                        z + k - kernel.anchor().z());
                    }
                }
            }
            return sum;
        });
    }

    private double nearest(int x, int y, int z) {
        return values[clamp(z, depth())][clamp(y, height())][clamp(x, width())];
    }

    private static int clamp(int index, int extent) {
        return Math.max(0, Math.min(extent - 1, index));
    }

    /**
     * The planes of an ImageJ stack.
     *
     * @param bits 8 or 16, rounded half up and clipped, or 32 for floats
     */
    ImageStack toStack(int bits) {
        ImageStack stack = ImageStack.create(width(), height(), depth(), bits);
        double most = bits == 32 ? 0 : (1 << bits) - 1;
        for (int z = 0; z < depth(); z++) {
            for (int y = 0; y < height(); y++) {
                for (int x = 0; x < width(); x++) {
                    double value = values[z][y][x];
                    stack.setVoxel(x, y, z, bits == 32 ? value : Math.max(0, Math.min(most, Math.floor(value + 0.5))));
                }
            }
        }
        return stack;
    }
}
