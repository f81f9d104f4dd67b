package io.github.kernelj.task;

import ij.ImagePlus;
import java.util.List;

/**
 * An image with a kernel applied.
 *
 * @param image the result, not shown
 * @param clippedPixels how many pixels were beyond what the pixel type holds
 * @param notices what people should know though all went well, in sentences
 * @param plan the algorithm, and why it was chosen
 */
public record ApplyResult(ImagePlus image, long clippedPixels, List<String> notices, String plan) {

    public ApplyResult {
        notices = List.copyOf(notices);
    }
}
