package io.github.kernelj.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the axes of an array are those of a kernel or a bank, in C order. By their number:
 *
 * <pre>
 * 1  (width)                                  a 1-D kernel
 * 2  (height, width)                          a plane
 * 3  (depth, height, width)                   a volume
 * 4  (outputs, inputs, height, width)         a bank of planes, as PyTorch's Conv2d.weight
 * 5  (outputs, inputs, depth, height, width)  a bank of volumes, as PyTorch's Conv3d.weight
 * </pre>
 *
 * @param outputs output channels
 * @param inputs input channels
 * @param shape of the kernels
 * @param axes extents of the array
 */
record NpyLayout(int outputs, int inputs, Shape shape, List<Integer> axes) {

    /** Most kernels that a bank is read with. */
    private static final int MOST_KERNELS = 1 << 16;

    private static final int BANK_OF_PLANES = 4;
    private static final int BANK_OF_VOLUMES = 5;

    NpyLayout {
        axes = List.copyOf(axes);
    }

    /** @throws IllegalArgumentException if an array of these extents isn't a kernel or a bank */
    static NpyLayout of(List<Integer> axes) {
        int count = axes.size();
        if (count < 1 || count > BANK_OF_VOLUMES) {
            throw new IllegalArgumentException("it is an array of " + count
                    + " axes; a kernel has 1 to 3 (width; height, width; depth, height, width), a bank 4 or 5"
                    + " (outputs, inputs and the kernel's)");
        }
        boolean bank = count >= BANK_OF_PLANES;
        int spatial = bank ? count - 2 : count;
        Shape shape = new Shape(
                axes.get(count - 1), spatial > 1 ? axes.get(count - 2) : 1, spatial > 2 ? axes.get(count - 3) : 1);
        NpyLayout layout = new NpyLayout(bank ? axes.get(0) : 1, bank ? axes.get(1) : 1, shape, axes);
        if ((long) layout.outputs * layout.inputs > MOST_KERNELS) {
            throw new IllegalArgumentException("it is a bank of " + layout.outputs + " x " + layout.inputs
                    + " kernels; the most is " + MOST_KERNELS);
        }
        return layout;
    }

    static NpyLayout of(KernelBank bank) {
        Shape shape = bank.shape();
        List<Integer> axes = new ArrayList<>();
        if (!bank.isSingle()) {
            axes.add(bank.outputs());
            axes.add(bank.inputs());
        }
        if (shape.depth() > 1) {
            axes.add(shape.depth());
        }
        if (shape.dimensions() > 1 || !bank.isSingle()) {
            axes.add(shape.height());
        }
        axes.add(shape.width());
        return new NpyLayout(bank.outputs(), bank.inputs(), shape, axes);
    }

    /** @param weights in C order */
    KernelBank bank(float[] weights) {
        int taps = (int) shape.volume();
        List<List<Kernel>> rows = new ArrayList<>();
        for (int output = 0; output < outputs; output++) {
            List<Kernel> row = new ArrayList<>();
            for (int input = 0; input < inputs; input++) {
                int from = (output * inputs + input) * taps;
                row.add(Kernel.of(shape, Arrays.copyOfRange(weights, from, from + taps)));
            }
            rows.add(row);
        }
        return KernelBank.of(rows);
    }
}
