package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.List;
import java.util.Optional;

/**
 * How far a kernel lies from where its shape and anchor place its middle. If the target is the input moved to the right by
 * two pixels, the kernel lies at x = −2.
 *
 * @param x pixels, positive to the right
 * @param y pixels, positive downwards
 * @param z planes, positive towards later ones
 */
public record Offset(double x, double y, double z) {

    /** Kernels may be lopsided, (0 −1 1) by half a pixel; by less than this nothing is said. */
    private static final double NOTEWORTHY = 2.0 / 3;

    /** The centroid of energies, one for each tap, from the middle of the shape; nothing if all are 0. */
    static Optional<Offset> ofEnergy(double[] energies, Shape shape) {
        double sum = 0;
        double[] at = new double[3];
        for (int tap = 0; tap < energies.length; tap++) {
            sum += energies[tap];
            int y = tap / shape.width() % shape.height();
            int z = tap / shape.width() / shape.height();
            at[0] += energies[tap] * (tap % shape.width());
            at[1] += energies[tap] * y;
            at[2] += energies[tap] * z;
        }
        return sum == 0
                ? Optional.empty()
                : Optional.of(new Offset(
                        at[0] / sum - (shape.width() - 1) / 2.0,
                        at[1] / sum - (shape.height() - 1) / 2.0,
                        at[2] / sum - (shape.depth() - 1) / 2.0));
    }

    /** Whether it is more than a lopsided kernel accounts for. */
    public boolean isNoteworthy() {
        return Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z))) > NOTEWORTHY;
    }

    /** Whole pixels along x. */
    public int columns() {
        return (int) Math.rint(x);
    }

    /** Whole pixels along y. */
    public int rows() {
        return (int) Math.rint(y);
    }

    /** Whole planes along z. */
    public int planes() {
        return (int) Math.rint(z);
    }

    /** The anchor of a kernel whose window has been moved by the whole offset; it may lie outside the kernel. */
    public Anchor moved(Anchor anchor) {
        return new Anchor(anchor.x() - columns(), anchor.y() - rows(), anchor.z() - planes());
    }

    /**
     * The pair with every window moved by the whole offset, and the targets where they are: as if the target had not been
     * shifted. Windows at the edges are lost.
     *
     * @throws IllegalArgumentException if no window is left
     */
    public ChannelPair moved(ChannelPair pair, Shape kernel, Anchor anchor) {
        Shape windows = pair.windows(kernel);
        int[] by = {columns(), rows(), planes()};
        Shape left = new Shape(
                windows.width() - Math.abs(by[0]),
                windows.height() - Math.abs(by[1]),
                windows.depth() - Math.abs(by[2]));
        Shape seen = new Shape(
                left.width() + kernel.width() - 1,
                left.height() + kernel.height() - 1,
                left.depth() + kernel.depth() - 1);
        Anchor first = pair.pair(0, 0).firstTarget(kernel, anchor);
        WindowBox inputs = new WindowBox(Math.max(0, by[0]), Math.max(0, by[1]), Math.max(0, by[2]), seen);
        WindowBox targets = new WindowBox(
                first.x() + Math.max(0, -by[0]),
                first.y() + Math.max(0, -by[1]),
                first.z() + Math.max(0, -by[2]),
                left);
        return new ChannelPair(cropped(pair.inputs(), inputs), cropped(pair.targets(), targets));
    }

    private static List<PlaneSource> cropped(List<PlaneSource> channels, WindowBox box) {
        return channels.stream()
                .map(channel -> (PlaneSource) new CroppedPlanes(channel, box))
                .toList();
    }
}
