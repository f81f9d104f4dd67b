package io.github.kernelj.engine;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Locale;
import java.util.Optional;

/**
 * The image axes along which the kernel's x, y and z run: {@code xyz} by default, {@code xyt} for video, {@code t} or
 * {@code z} for a 1-D kernel, {@code xt} for a kymograph. The engine sees volumes only: a kernel is turned so that its x
 * and y lie in the plane and its z runs along the stack axis, slices or frames.
 *
 * @param names one to three different letters of x, y, z and t, at most one of z and t
 */
public record Axes(String names) {

    /** The axis along which planes follow each other in a volume. */
    public enum Stack {
        SLICES,
        FRAMES
    }

    public static final Axes DEFAULT = new Axes("xyz");

    /** @throws IllegalArgumentException if the names aren't as described */
    public Axes {
        names = names.strip().toLowerCase(Locale.ROOT);
        if (!names.matches("[xyzt]{1,3}") || names.chars().distinct().count() < names.length()) {
            throw new IllegalArgumentException(
                    "axes are one to three different letters of x, y, z and t, such as xyz, xyt, xt" + " or z; got '"
                            + names + "'");
        }
        if (names.contains("z") && names.contains("t")) {
            throw new IllegalArgumentException(
                    "axes=" + names + " spans slices and frames at once; a kernel runs along z or t, not both");
        }
    }

    /** The stack axis the kernel runs along, if it leaves the plane at all. */
    public Optional<Stack> stack() {
        if (names.contains("z")) {
            return Optional.of(Stack.SLICES);
        }
        return names.contains("t") ? Optional.of(Stack.FRAMES) : Optional.empty();
    }

    /**
     * The kernel with its axes turned to x, y and stack.
     *
     * @throws IllegalArgumentException if the kernel has an axis longer than 1 for which there is no name
     */
    public Kernel orient(Kernel kernel) {
        Shape shape = kernel.shape();
        if (shape.dimensions() > names.length()) {
            throw new IllegalArgumentException("axes=" + names + " names " + names.length()
                    + (names.length() == 1 ? " axis" : " axes") + ", but the " + kernel + " has " + shape.dimensions());
        }
        if (isIdentity()) {
            return kernel;
        }
        int[] extents = {shape.width(), shape.height(), shape.depth()};
        int[] anchors = {
            kernel.anchor().x(), kernel.anchor().y(), kernel.anchor().z()
        };
        Shape turned = new Shape(along(extents, 0, 1), along(extents, 1, 1), along(extents, 2, 1));
        Anchor anchor = new Anchor(along(anchors, 0, 0), along(anchors, 1, 0), along(anchors, 2, 0));
        float[] weights = turn(kernel, turned);
        return Kernel.of(turned, weights)
                .withAnchor(anchor)
                .withBias(kernel.bias())
                .withName(kernel.name())
                .withProvenance(kernel.provenance());
    }

    /** {@link #orient(Kernel)} for every kernel of a bank. */
    public KernelBank orient(KernelBank bank) {
        return bank.map(this::orient);
    }

    private boolean isIdentity() {
        return "xyz".startsWith(names) || names.equals("xyt");
    }

    private float[] turn(Kernel kernel, Shape turned) {
        float[] weights = new float[(int) turned.volume()];
        int i = 0;
        int[] position = new int[3];
        for (position[2] = 0; position[2] < turned.depth(); position[2]++) {
            for (position[1] = 0; position[1] < turned.height(); position[1]++) {
                for (position[0] = 0; position[0] < turned.width(); position[0]++) {
                    weights[i++] = kernel.weight(named(position, 0), named(position, 1), named(position, 2));
                }
            }
        }
        return weights;
    }

    /** The kernel's value for the image axis 0 (x), 1 (y) or 2 (stack), or {@code absent} if no kernel axis runs along it. */
    private int along(int[] ofKernel, int imageAxis, int absent) {
        for (int i = 0; i < names.length(); i++) {
            if (imageAxis(i) == imageAxis) {
                return ofKernel[i];
            }
        }
        return absent;
    }

    /** The turned position's coordinate along kernel axis {@code i}; 0 for an axis without a name. */
    private int named(int[] position, int i) {
        return i < names.length() ? position[imageAxis(i)] : 0;
    }

    private int imageAxis(int kernelAxis) {
        return switch (names.charAt(kernelAxis)) {
            case 'x' -> 0;
            case 'y' -> 1;
            default -> 2;
        };
    }

    @Override
    public String toString() {
        return names;
    }
}
