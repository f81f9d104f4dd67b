package io.github.kernelj.task;

import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/**
 * What applying a kernel to an image will do, known before a pixel is computed.
 *
 * @param kernel as it is applied: evaluated, normalized, scaled, with its bias and anchor; in its own axes
 * @param output shape of each output volume, in pixels: width, height and planes along the axis that the kernel spans
 * @param bitDepth of the result: 8, 16, 24 for RGB, 32
 * @param algorithm its name
 * @param reason why it was chosen, in a sentence
 * @param notices what people should know though nothing is wrong, in sentences
 */
public record ApplyPlan(
        KernelBank kernel, Shape output, int bitDepth, String algorithm, String reason, List<String> notices) {

    public ApplyPlan {
        notices = List.copyOf(notices);
    }
}
