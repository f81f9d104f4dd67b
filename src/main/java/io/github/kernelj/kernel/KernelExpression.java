package io.github.kernelj.kernel;

import java.io.IOException;
import java.util.Objects;

/**
 * What a person writes for a kernel, the same in dialogs, macros, on the command line and in scripts. It is, in this
 * order:
 *
 * <ol>
 *   <li>a matrix, {@code 1 2 1; 2 4 2; 1 2 1}, in square brackets or without: {@link KernelText}
 *   <li>a preset, {@code sobel-x} or {@code gaussian(sigma=2)}: {@link Presets}
 *   <li>kernels put together: {@code 2 * [1 2 1] - gaussian(sigma=4)}
 *   <li>a kernel file, by its path alone: {@link KernelFiles}
 * </ol>
 *
 * <p>When kernels are put together, matrices stand in square brackets, files and images are called by name, and the result,
 * applied to an image, is what its parts give (where every pixel asked for is in the image):
 *
 * <pre>
 * a + b  a - b  2 * a  -a    the sum, the difference, a multiple of what they give
 * a * b                      what a makes of what b gives: the convolution of the kernels
 * flip(a)                    turned around along every axis, as convolution does
 * transpose(a)               columns and rows swapped
 * normalize(a)               divided by the sum of the weights
 * rotate(a, 45)              turned in the plane by degrees, anticlockwise on the screen
 * outer(a, b, c)             the product of 1-D kernels along x, y and, if there is a third, z
 * file("k.json")             a kernel file; a double quote in a name is written twice
 * image("bead.tif")          the pixels of an open image, or of an image file
 * </pre>
 *
 * Biases and anchors are taken into account; kernels of different sizes are added at their anchors. Beside a bank, a
 * single kernel is applied to every channel alone.
 *
 * <p>A relative path starts at the working directory. Immutable; two expressions are equal if their texts are.
 */
public final class KernelExpression {

    private final String text;
    private final KernelSource source;

    private KernelExpression(String text, KernelSource source) {
        this.text = text;
        this.source = source;
    }

    /**
     * Reads the expression; files aren't opened yet.
     *
     * @throws KernelSyntaxException if it is empty, or begins like a matrix or calls a preset but can't be read as such;
     *     the message says where
     */
    public static KernelExpression parse(String typed) {
        String text = (typed.startsWith("\uFEFF") ? typed.substring(1) : typed).strip();
        return new KernelExpression(text, KernelSource.parse(text));
    }

    /**
     * The kernel, or the bank of kernels that a file holds.
     *
     * @param voxel spacing of the image's pixels, for presets with lengths in units; {@link VoxelSize#PIXEL} if there is none
     * @throws IllegalArgumentException if a parameter of a preset is out of its range or can't be converted
     * @throws IOException if the file is missing or can't be read as a kernel; the message names it
     */
    public KernelBank evaluate(VoxelSize voxel) throws IOException {
        return evaluate(voxel, KernelImages.NONE);
    }

    /**
     * As {@link #evaluate(VoxelSize)}, where images can be kernels too.
     *
     * @param images gives images, and kernels saved as TIFF
     * @throws IllegalArgumentException also if kernels can't be put together, naming the character where they meet
     */
    public KernelBank evaluate(VoxelSize voxel, KernelImages images) throws IOException {
        return source.evaluate(Objects.requireNonNull(voxel, "voxel"), Objects.requireNonNull(images, "images"));
    }

    /** As typed, without blanks around it. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KernelExpression expression && text.equals(expression.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
