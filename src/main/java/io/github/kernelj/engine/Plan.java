package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/**
 * How a bank of kernels is applied to volumes of one shape: which algorithm, and why. It depends on kernel, extent and
 * shape only, never on cores, memory or timing, so that the same input always gives the same output, to the bit.
 *
 * <p>Results agree with the formula computed in double within {@code 1e-5 · (max − min of the image) · Σ|W|} plus one
 * float ulp of the result, the constant counting as part of the image where the border takes it. Immutable; a plan may be
 * run by several threads at once.
 */
public final class Plan {

    private final KernelBank bank;
    private final Correlation what;
    private final Geometry geometry;
    private final Algorithm algorithm;

    private Plan(KernelBank bank, Correlation what, Geometry geometry, Algorithm algorithm) {
        this.bank = bank;
        this.what = what;
        this.geometry = geometry;
        this.algorithm = algorithm;
    }

    /**
     * Plans the work.
     *
     * @param bank kernels oriented to the volume: x and y in the plane, z along the planes (see {@link Axes})
     * @param what operation, extent, border and missing pixels
     * @param image shape of each input volume
     * @throws IllegalArgumentException if the extent is valid and the kernel larger than the image, or if the output
     *     would have planes of 2^31 pixels or more
     */
    public static Plan of(KernelBank bank, Correlation what, Shape image) {
        return of(bank, what, image, Algorithms::cheapest);
    }

    /** As {@link #of(KernelBank, Correlation, Shape)}, with the algorithm chosen by someone else. */
    static Plan of(KernelBank bank, Correlation what, Shape image, Choice choice) {
        KernelBank correlated = what.operation() == Operation.CONVOLUTION ? bank.map(Kernel::flipped) : bank;
        Geometry geometry = Geometry.of(image, correlated.shape(), correlated.anchor(), what.extent(), what.border());
        Shape output = geometry.output();
        if ((long) output.width() * output.height() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the result would have planes of " + output.width() + " x "
                    + output.height() + " pixels, more than 2^31; apply the kernel to parts of the image");
        }
        return new Plan(correlated, what, geometry, choice.algorithm(correlated, geometry, what.constant()));
    }

    /**
     * The plan for a part of the image, given with as many pixels around it as the kernel reaches (extent valid): by the
     * algorithm of the whole, whatever would be fastest for the part alone. See {@link #isSameInParts}.
     *
     * @param part shape of the part with these pixels
     * @throws IllegalArgumentException if the kernel is larger
     */
    public Plan ofPart(Shape part) {
        Geometry ofPart = Geometry.of(part, bank.shape(), bank.anchor(), Extent.VALID, what.border());
        return new Plan(bank, what, ofPart, Algorithms.named(algorithm.name(), bank, ofPart, what.constant()));
    }

    /** Picks an algorithm for a bank that is to be correlated. */
    interface Choice {
        Algorithm algorithm(KernelBank bank, Geometry geometry, float constant);
    }

    /** Shape of each output volume. */
    public Shape output() {
        return geometry.output();
    }

    /** The input position (x, y, z) over which the output position (0, 0, 0) lies. */
    public int[] origin() {
        return geometry.origin().clone();
    }

    /** The algorithm's name, for example {@code direct}. */
    public String algorithm() {
        return algorithm.name();
    }

    /**
     * Whether {@linkplain #ofPart parts} of an image give the same results as the whole, to the bit, where the first planes
     * of both are alike in brightness and contrast; if not, they agree as precisely as all results do.
     */
    public boolean isSameInParts() {
        return algorithm.isSameInParts();
    }

    /** Why this algorithm, in one sentence. */
    public String reason() {
        return algorithm.reason();
    }

    /**
     * Computes the output volumes, plane by plane.
     *
     * @param inputs a source for each input channel of the bank; each plane is asked for once, in the order of need
     * @param outputs a sink for each output channel of the bank
     * @throws IOException if a source or a sink fails
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     * @throws IllegalArgumentException if the number of sources or sinks, or the shape of a source, isn't the plan's
     */
    public void run(
            List<? extends PlaneSource> inputs, List<? extends PlaneSink> outputs, Workers workers, Progress progress)
            throws IOException {
        requireMatch(inputs, outputs);
        new PlaneRun(bank, what, geometry, algorithm, inputs, outputs, workers, progress).run();
    }

    private void requireMatch(List<? extends PlaneSource> inputs, List<? extends PlaneSink> outputs) {
        if (inputs.size() != bank.inputs() || outputs.size() != bank.outputs()) {
            throw new IllegalArgumentException("the bank goes from " + bank.inputs() + " to " + bank.outputs()
                    + " channels, but " + inputs.size() + " and " + outputs.size() + " were given");
        }
        for (PlaneSource input : inputs) {
            if (!input.shape().equals(geometry.image())) {
                throw new IllegalArgumentException(
                        "planned for an image of " + geometry.image() + ", got one of " + input.shape());
            }
        }
    }
}
