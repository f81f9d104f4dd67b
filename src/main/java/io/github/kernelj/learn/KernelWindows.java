package io.github.kernelj.learn;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.Serializable;

/**
 * The windows of a kernel in pairs of one size, in numbers that travel.
 *
 * @param shape of the kernel: width, height, depth
 * @param anchor of the kernel
 * @param first where the target pixel of the first window lies in the target
 */
@SuppressWarnings("ArrayRecordComponent")
record KernelWindows(int[] shape, int[] anchor, int[] first) implements Serializable {

    static KernelWindows of(Shape shape, Anchor anchor, Anchor first) {
        return new KernelWindows(
                new int[] {shape.width(), shape.height(), shape.depth()},
                new int[] {anchor.x(), anchor.y(), anchor.z()},
                new int[] {first.x(), first.y(), first.z()});
    }

    Shape kernelShape() {
        return new Shape(shape[0], shape[1], shape[2]);
    }

    Anchor kernelAnchor() {
        return new Anchor(anchor[0], anchor[1], anchor[2]);
    }

    Kernel kernel(float[] weights, double bias) {
        return Kernel.of(kernelShape(), weights).withAnchor(kernelAnchor()).withBias(bias);
    }

    /** Number of windows along each axis of an input. */
    Shape of(Shape input) {
        return new Shape(input.width() - shape[0] + 1, input.height() - shape[1] + 1, input.depth() - shape[2] + 1);
    }

    /** The pair whose windows are those of a box. */
    ExamplePair within(WindowBox box, int pair, PairBoxes pixels) {
        WindowBox seen = new WindowBox(box.x(), box.y(), box.z(), box.seenBy(kernelShape()));
        WindowBox wanted = new WindowBox(box.x() + first[0], box.y() + first[1], box.z() + first[2], box.size());
        return new ExamplePair(pixels.input(pair, seen), pixels.target(pair, wanted));
    }
}
