package io.github.kernelj.learn;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** A pass over the pixels of pairs with what a kernel makes of them, plane by plane, as it is applied: in float. */
final class ResidualScan {

    /** One plane of windows. */
    interface Visitor {

        /**
         * Looks at a plane.
         *
         * @param pair number of the pair
         * @param z of the plane among the windows
         * @param input pixels under the kernel's anchor
         * @param target pixels that belong to them
         * @param predicted what the kernel makes of the input
         */
        void plane(int pair, int z, Shape windows, float[] input, float[] target, float[] predicted);
    }

    private ResidualScan() {}

    /** How a kernel is applied to whole windows of an input of this shape. */
    static Plan plan(Kernel kernel, Shape input) {
        return Plan.of(KernelBank.of(kernel), Correlation.DEFAULT.withExtent(Extent.VALID), input);
    }

    /**
     * Looks at all planes.
     *
     * @param plans how the kernel is applied to an input of a shape
     * @throws IOException if a plane can't be read
     */
    static void run(
            List<ExamplePair> pairs,
            Kernel kernel,
            Function<Shape, Plan> plans,
            Workers workers,
            Progress progress,
            Visitor visitor)
            throws IOException {
        for (int i = 0; i < pairs.size(); i++) {
            int number = i;
            ExamplePair pair = pairs.get(i);
            Shape windows = pair.windows(kernel.shape());
            Anchor anchor = kernel.anchor();
            Anchor first = pair.firstTarget(kernel.shape(), anchor);
            plans.apply(pair.input().shape())
                    .run(
                            List.of(pair.input()),
                            List.of((z, predicted) -> visitor.plane(
                                    number,
                                    z,
                                    windows,
                                    new CroppedPlanes(
                                                    pair.input(),
                                                    new WindowBox(anchor.x(), anchor.y(), anchor.z(), windows))
                                            .plane(z),
                                    new CroppedPlanes(
                                                    pair.target(),
                                                    new WindowBox(first.x(), first.y(), first.z(), windows))
                                            .plane(z),
                                    predicted)),
                            workers,
                            progress.part((double) i / pairs.size(), (i + 1.0) / pairs.size()));
        }
    }
}
