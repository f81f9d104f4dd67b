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
 *   <li>a kernel file, by its path alone or as {@code file("k.json")}: {@link KernelFiles}
 * </ol>
 *
 * A relative path starts at the working directory. Immutable; two expressions are equal if their texts are.
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
        return source.evaluate(Objects.requireNonNull(voxel, "voxel"));
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
