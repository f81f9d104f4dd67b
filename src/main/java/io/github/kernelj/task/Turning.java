package io.github.kernelj.task;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;

/** Learning sees x and y in the plane and z along the stack; this turns what it learns back to the kernel's own axes. */
final class Turning {

    private final Kernel own;
    private final Kernel turned;

    /** For a kernel of this shape and anchor in its own axes. */
    Turning(Axes axes, Shape shape, Anchor anchor) {
        float[] numbers = new float[Math.toIntExact(shape.volume())];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        // Each tap is its own number, so that the turned kernel tells where every tap went.
        this.own = Kernel.of(shape, numbers).withAnchor(anchor);
        this.turned = axes.orient(own);
    }

    /** The shape that is learned. */
    Shape shape() {
        return turned.shape();
    }

    /** The anchor that is learned with. */
    Anchor anchor() {
        return turned.anchor();
    }

    /** A kernel as learned, in its own axes. */
    Kernel back(Kernel learned) {
        float[] from = learned.weights();
        float[] numbers = turned.weights();
        float[] to = new float[from.length];
        for (int i = 0; i < from.length; i++) {
            to[(int) numbers[i]] = from[i];
        }
        return Kernel.of(own.shape(), to)
                .withAnchor(back(learned.anchor()))
                .withBias(learned.bias())
                .withName(learned.name());
    }

    private Anchor back(Anchor learned) {
        int tap = (int) turned.weight(learned.x(), learned.y(), learned.z());
        int row = tap / own.shape().width();
        return new Anchor(
                tap % own.shape().width(),
                row % own.shape().height(),
                row / own.shape().height());
    }
}
