package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;

/**
 * Boxes, kernels whose weights are all equal: sums over windows at a cost that doesn't grow with their size.
 *
 * <p>Along each axis positions fall into blocks as long as the window, so that each window is the end of one block and the
 * beginning of the next: a sum from a block's end backwards plus one from the next block's beginning on. So nothing is ever
 * subtracted: rounding doesn't add up along the image, and a pixel that isn't finite reaches the windows only that hold it.
 *
 * <p>M. van Herk, A fast algorithm for local minimum and maximum filters on rectangular and octagonal kernels, Pattern
 * Recognition Letters 13 (1992); J. Gil, M. Werman, Computing 2-D min, median, and max filters, IEEE Transactions on Pattern
 * Analysis and Machine Intelligence 15 (1993), with sums in place of maxima.
 */
final class RunningSums implements Algorithm {

    static final String NAME = "running sums";

    /** Longest window along an axis: beyond it, sums of so many floats might round away more than is promised. */
    private static final int LONGEST = 256;

    /** Least rows of a piece. */
    private static final int PIECE_ROWS = 64;

    /** Most columns of a piece. */
    private static final int PIECE_COLUMNS = 512;

    /** Output pixels of a step, if planes are smaller: enough that handing out its pieces costs nothing. */
    private static final int STEP_PIXELS = 1 << 20;

    /** Nanoseconds for a pixel of an input in the plane, along the planes, and of an output. */
    private static final double PLANE = 1.7;

    private static final double ALONG_PLANES = 1.1;

    private static final double OUTPUT = 0.5;

    private final KernelBank bank;
    private final Geometry geometry;
    private final float constant;

    RunningSums(KernelBank bank, Geometry geometry, float constant) {
        this.bank = bank;
        this.geometry = geometry;
        this.constant = constant;
    }

    /** Whether all kernels are boxes, and none too long. */
    static boolean fits(KernelBank bank) {
        Shape shape = bank.shape();
        if (Math.max(shape.depth(), Math.max(shape.width(), shape.height())) > LONGEST) {
            return false;
        }
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                if (!isBox(bank.kernel(output, input))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isBox(Kernel kernel) {
        float[] weights = kernel.weights();
        for (float weight : weights) {
            if (weight != weights[0]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String reason() {
        return "all weights of a kernel are equal, so that sums over windows cost the same for any number of taps, here "
                + geometry.kernel().volume();
    }

    @Override
    public boolean isSameInParts() {
        return false;
    }

    @Override
    public double cost() {
        Shape kernel = geometry.kernel();
        double rows = (rowsOfPiece(geometry) + kernel.height() - 1.0) / rowsOfPiece(geometry);
        double ofInput = PLANE * rows + (kernel.depth() > 1 ? ALONG_PLANES : 0);
        return (ofInput * bank.inputs() + OUTPUT * bank.outputs() * bank.inputs())
                * geometry.output().volume();
    }

    @Override
    public int planesPerStep() {
        long pixels = (long) geometry.output().width() * geometry.output().height();
        return geometry.kernel().depth() > 1
                ? 1
                : (int) Math.max(1, Math.min(geometry.output().depth(), STEP_PIXELS / pixels));
    }

    @Override
    public Work begin() {
        return new RunningSumsRun(bank, geometry, constant);
    }

    /** Height of the pieces into which output planes are cut. */
    static int rowsOfPiece(Geometry geometry) {
        return Math.max(PIECE_ROWS, 4 * geometry.kernel().height());
    }

    /** Width of these pieces. */
    static int columnsOfPiece(Geometry geometry) {
        return Math.max(PIECE_COLUMNS, 4 * geometry.kernel().width());
    }
}
