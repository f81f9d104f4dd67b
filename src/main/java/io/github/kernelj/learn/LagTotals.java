package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/**
 * Makes the sums of products at every lag over a whole box, and the cross sums c besides. Of two opposite lags one is made:
 * that along z, or else along x, or else along y is positive.
 */
interface LagTotals {

    /**
     * What is to be done for one plane of the box, in parts that may run at the same time and in any order.
     *
     * @param planes the plane and those after it, as many as the kernel is deep or are left
     * @param target the plane of the target whose windows begin on that plane; null if none do
     */
    List<Runnable> tasks(List<CentredPlane> planes, CentredPlane target, Progress progress);

    /**
     * Adds the sums of all planes since the last call to the totals, and begins anew.
     *
     * @param totals by lag along z, then {@code (y + height − 1) · (2 width − 1) + x + width − 1}
     */
    void takeTotals(double[][] totals);

    /** Adds the cross sums of all planes. */
    void addCross(double[] cross);

    /**
     * The cheaper way for a kernel and a box of pixels; a choice that depends on nothing else.
     *
     * @param groups most parts of a plane that have sums of their own, where they take much memory
     */
    static LagTotals of(Shape taps, Shape image, int groups) {
        return fourierCost(taps, image) < DirectLags.cost(taps, image)
                ? new FourierLags(taps, image, groups)
                : new DirectLags(taps, image);
    }

    /** The predicted time of a plane in nanoseconds. */
    static double cost(Shape taps, Shape image) {
        return Math.min(fourierCost(taps, image), DirectLags.cost(taps, image));
    }

    private static double fourierCost(Shape taps, Shape image) {
        return FourierLagTiling.best(taps, image)
                .map(tiling -> tiling.cost(taps.depth()))
                .orElse(Double.POSITIVE_INFINITY);
    }
}
