package io.github.kernelj.command;

import ij.ImagePlus;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.InspectResult;
import io.github.kernelj.task.LearnResult;
import java.io.IOException;
import java.nio.file.Path;
import org.scijava.service.Service;

/**
 * KernelJ for scripts: {@code #@ KernelService kernels}. Options are written as in macros, {@code "extent=[valid]
 * kernel=[gaussian(sigma=2)]"}. Images aren't shown or changed, except by {@code destination=in-place}.
 */
public interface KernelService extends Service {

    /**
     * The kernel, or bank of kernels, that an expression means.
     *
     * @param expression a matrix, a preset, kernel algebra or the path of a kernel file
     * @throws IllegalArgumentException if it can't be read, saying where
     * @throws IOException if a file can't be read, naming it
     */
    KernelBank kernel(String expression) throws IOException;

    /**
     * As {@link #kernel(String)}, with lengths in units converted by the calibration of the image that the kernel is for.
     */
    KernelBank kernel(String expression, ImagePlus image) throws IOException;

    /**
     * Saves a kernel in the kind of file that the name's ending tells.
     *
     * @throws IllegalArgumentException if that kind can't hold it
     * @throws IOException if the file can't be written, naming it
     */
    void save(KernelBank kernel, Path file) throws IOException;

    /**
     * Applies a kernel.
     *
     * @param options the keys of Apply Kernel, {@code kernel} among them
     * @throws IllegalArgumentException if kernel, options and image don't go together
     * @throws IOException if a kernel file or a plane of a virtual stack can't be read
     */
    ApplyResult apply(ImagePlus image, String options) throws IOException;

    /**
     * Applies a kernel at hand.
     *
     * @param options as in {@link #apply(ImagePlus, String)}, without {@code kernel}; may be empty
     */
    ApplyResult apply(ImagePlus image, KernelBank kernel, String options) throws IOException;

    /**
     * Learns the kernel that makes the target of the input; doesn't save it.
     *
     * @param options the keys of Learn Kernel, without {@code input} and {@code target}
     * @throws IllegalArgumentException if images and options don't go together
     * @throws IOException if a plane of a virtual stack or the kernel to start from can't be read
     */
    LearnResult learn(ImagePlus input, ImagePlus target, String options) throws IOException;

    /** What is to be known of a kernel: sum, rank, symmetry, frequency response, cost. */
    InspectResult inspect(KernelBank kernel);
}
