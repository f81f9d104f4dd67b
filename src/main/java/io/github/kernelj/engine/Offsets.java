package io.github.kernelj.engine;

import io.github.kernelj.kernel.KernelBank;

/** What is added to the sums over centred pixels: the bias, and the kernels' sums times the centres. Immutable. */
final class Offsets {

    private final double[] biases;
    private final double[][] sums;

    Offsets(KernelBank bank) {
        biases = new double[bank.outputs()];
        sums = new double[bank.outputs()][bank.inputs()];
        for (int output = 0; output < biases.length; output++) {
            biases[output] = bank.bias(output);
            for (int input = 0; input < bank.inputs(); input++) {
                sums[output][input] = bank.kernel(output, input).sum();
            }
        }
    }

    /** @param centres what was subtracted from the pixels of each input channel */
    float of(int output, float[] centres) {
        double offset = biases[output];
        for (int input = 0; input < centres.length; input++) {
            offset += sums[output][input] * centres[input];
        }
        return (float) offset;
    }
}
