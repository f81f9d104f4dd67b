package io.github.kernelj.learn;

import io.github.kernelj.engine.LedPlanes;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/**
 * What a {@link PixelView} sees of boxes of windows, filtered by a kernel as the whole image would be.
 *
 * @param range that similarity refers to
 * @param values least and largest, between which residuals are binned; none if residuals aren't asked for
 * @param centres of the inputs, by pair
 */
@SuppressWarnings("ArrayRecordComponent")
record LookQuestion(KernelWindows windows, float[] weights, double bias, double range, double[] values, float[] centres)
        implements PixelQuestion {

    @Override
    public PixelSums answer(PixelPart part, PairBoxes pixels) throws IOException {
        WindowBox box = part.box();
        WindowBox around = around(box, windows.of(pixels.input()));
        WindowBox inside = new WindowBox(box.x() - around.x(), box.y() - around.y(), 1, box.size());
        PixelView view = new PixelView(
                List.of(new BlockStatistics.Block(0, inside, null)),
                range,
                values.length == 0 ? null : new TargetValues(values[0], values[1], 0, 0, 0));
        look(view, around, part.pair(), pixels);
        return PixelSums.of(view.seen());
    }

    /** Similarity is that of the whole plane where the box has so many pixels around it. */
    private static WindowBox around(WindowBox box, Shape windows) {
        int reach = StructuralSimilarity.REACH;
        int x = Math.max(0, box.x() - reach);
        int y = Math.max(0, box.y() - reach);
        return new WindowBox(
                x,
                y,
                box.z(),
                new Shape(
                        Math.min(windows.width(), box.endX() + reach) - x,
                        Math.min(windows.height(), box.endY() + reach) - y,
                        box.size().depth()));
    }

    /** Looks at a box, whose planes are counted from 1 on: another one leads them. */
    void look(PixelView view, WindowBox box, int pair, PairBoxes pixels) throws IOException {
        ExamplePair own = windows.within(box, pair, pixels);
        ExamplePair led =
                new ExamplePair(new LedPlanes(own.input(), centres[pair]), new LedPlanes(own.target(), centres[pair]));
        try (Workers alone = new Workers(1)) {
            Kernel kernel = windows.kernel(weights, bias);
            Plan ofWhole = ResidualScan.plan(kernel, pixels.input());
            view.look(List.of(led), kernel, ofWhole::ofPart, alone, Progress.NONE);
        }
    }
}
