package io.github.kernelj.kernel;

/**
 * Kernels turned in the plane about their anchor, anticlockwise on the screen. Quarters are exact. For the rest three
 * shears follow each other, along x, y and x (A. W. Paeth, A fast algorithm for general raster rotation, 1986): each moves
 * rows or columns by fractions of a pixel, sharing every weight between two neighbours. So the sum of the weights stays,
 * the answer to a slope turns exactly, and what is even stays even.
 */
final class KernelRotation {

    private static final double QUARTER = 90;

    /** What a row is moved by counts as whole if it is nearer to it than this. */
    private static final double WHOLE = 1e-9;

    private KernelRotation() {}

    static Kernel of(Kernel kernel, double degrees) {
        double quarters = Math.rint(degrees / QUARTER);
        double rest = Math.toRadians(degrees - QUARTER * quarters);
        Kernel turned = kernel;
        for (long i = Math.floorMod((long) quarters, 4L); i > 0; i--) {
            turned = quarter(turned);
        }
        if (rest == 0) {
            return turned;
        }
        Kernel once = sheared(turned, Math.tan(rest / 2));
        Kernel twice = KernelAlgebra.transpose(sheared(KernelAlgebra.transpose(once), -Math.sin(rest)));
        return trimmed(sheared(twice, Math.tan(rest / 2)));
    }

    /** The right end of a row goes to the upper end of a column. */
    private static Kernel quarter(Kernel kernel) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        Shape turned = new Shape(shape.height(), shape.width(), shape.depth());
        float[] weights = new float[(int) turned.volume()];
        int i = 0;
        for (int z = 0; z < turned.depth(); z++) {
            for (int y = 0; y < turned.height(); y++) {
                for (int x = 0; x < turned.width(); x++) {
                    weights[i++] = kernel.weight(shape.width() - 1 - y, x, z);
                }
            }
        }
        return Kernel.of(turned, weights)
                .withAnchor(new Anchor(anchor.y(), shape.width() - 1 - anchor.x(), anchor.z()))
                .withBias(kernel.bias());
    }

    /** Every row moved along x by {@code slope} times its distance from the anchor. */
    private static Kernel sheared(Kernel kernel, double slope) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        Box box = Box.around(kernel).sheared(slope);
        double[] weights = box.zeros();
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                double shift = slope * (y - anchor.y());
                int whole = (int) Math.floor(shift + WHOLE);
                double fraction = Math.max(0, shift - whole) < WHOLE ? 0 : shift - whole;
                for (int x = 0; x < shape.width(); x++) {
                    int to = box.index(x - anchor.x() + whole, y - anchor.y(), z - anchor.z());
                    double weight = kernel.weight(x, y, z);
                    weights[to] += (1 - fraction) * weight;
                    if (fraction > 0) {
                        weights[to + 1] += fraction * weight;
                    }
                }
            }
        }
        return box.kernel(weights).withBias(kernel.bias());
    }

    /** Without the columns and rows at the rim that are zero. */
    private static Kernel trimmed(Kernel kernel) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        Box all = Box.around(kernel);
        Box box = new Box(0, 0, all.front(), 0, 0, all.back());
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    if (kernel.weight(x, y, z) != 0) {
                        int column = x - anchor.x();
                        int row = y - anchor.y();
                        box = box.with(new Box(column, row, 0, column, row, 0));
                    }
                }
            }
        }
        double[] weights = box.zeros();
        int i = 0;
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = box.top(); y <= box.bottom(); y++) {
                for (int x = box.left(); x <= box.right(); x++) {
                    weights[i++] = kernel.weight(x + anchor.x(), y + anchor.y(), z);
                }
            }
        }
        return box.kernel(weights).withBias(kernel.bias());
    }
}
