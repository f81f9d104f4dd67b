package io.github.kernelj.task;

import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.Operation;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A bank of kernels seen from one output plane: each plane that a kernel reaches is an input channel of its own, and the
 * kernels are flat. The sums are the same, but only this one plane is computed.
 *
 * @param bank flat kernels to be correlated, with an input for every given channel and reached plane, channels slowest
 * @param planes the input plane that each of a kernel's planes reaches, or {@link Border#OUTSIDE}
 * @param correlation how to apply the bank: as a correlation, and with the extent {@code same}
 */
record FlatBank(KernelBank bank, int[] planes, Correlation correlation) {

    /**
     * Flattens a bank.
     *
     * @param z output plane over the input plane of this number, counted from 0
     * @param depth number of planes of an input volume
     */
    static FlatBank of(KernelBank bank, Correlation what, int z, int depth) {
        KernelBank correlated = what.operation() == Operation.CONVOLUTION ? bank.map(Kernel::flipped) : bank;
        int[] planes = new int[bank.shape().depth()];
        Arrays.setAll(
                planes, dz -> what.border().index(z + dz - correlated.anchor().z(), depth));
        List<List<Kernel>> outputs = new ArrayList<>();
        for (int output = 0; output < bank.outputs(); output++) {
            List<Kernel> row = new ArrayList<>();
            for (int input = 0; input < bank.inputs(); input++) {
                addPlanes(correlated.kernel(output, input), row);
            }
            outputs.add(row);
        }
        return new FlatBank(
                KernelBank.of(outputs),
                planes,
                what.withOperation(Operation.CORRELATION).withExtent(Extent.SAME));
    }

    private static void addPlanes(Kernel kernel, List<Kernel> row) {
        Shape plane = Shape.of(kernel.shape().width(), kernel.shape().height());
        float[] weights = kernel.weights();
        int taps = (int) plane.volume();
        for (int dz = 0; dz < kernel.shape().depth(); dz++) {
            row.add(Kernel.of(plane, Arrays.copyOfRange(weights, dz * taps, (dz + 1) * taps))
                    .withAnchor(new Anchor(kernel.anchor().x(), kernel.anchor().y(), 0))
                    .withBias(dz == 0 ? kernel.bias() : 0));
        }
    }
}
