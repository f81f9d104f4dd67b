package io.github.kernelj.task;

import io.github.kernelj.kernel.Kernel;
import java.util.List;

/**
 * A kernel made of pixels.
 *
 * @param kernel as it was saved
 * @param notices what people should know, in sentences
 */
public record KernelFromSelectionResult(Kernel kernel, List<String> notices) {

    public KernelFromSelectionResult {
        notices = List.copyOf(notices);
    }
}
