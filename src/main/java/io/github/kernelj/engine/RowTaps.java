package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/**
 * The taps of one output channel that aren't 0, as {@link RowTile} meets them. Not to be changed.
 *
 * @param sources for each tap, which stack of rows it looks at: input · planes of the kernel + kernel plane
 * @param rows kernel row of each tap
 * @param columns kernel column of each tap
 */
record RowTaps(int[] sources, int[] rows, int[] columns, float[] weights) {

    /** @param shape the kernels' shape as the rows see it: as many taps in the same order */
    static RowTaps of(KernelBank bank, int output, Shape shape) {
        int most = Math.toIntExact(shape.volume() * bank.inputs());
        RowTaps all = new RowTaps(new int[most], new int[most], new int[most], new float[most]);
        int count = 0;
        for (int input = 0; input < bank.inputs(); input++) {
            float[] weights = bank.kernel(output, input).weights();
            for (int i = 0; i < weights.length; i++) {
                if (weights[i] != 0) {
                    all.columns[count] = i % shape.width();
                    all.rows[count] = i / shape.width() % shape.height();
                    all.sources[count] = input * shape.depth() + i / (shape.width() * shape.height());
                    all.weights[count++] = weights[i];
                }
            }
        }
        return all.first(count);
    }

    int count() {
        return weights.length;
    }

    private RowTaps first(int count) {
        return new RowTaps(
                Arrays.copyOf(sources, count),
                Arrays.copyOf(rows, count),
                Arrays.copyOf(columns, count),
                Arrays.copyOf(weights, count));
    }
}
