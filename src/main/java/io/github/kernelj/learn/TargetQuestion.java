package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import java.io.IOException;

/** The {@link TargetValues} of boxes of target pixels. */
record TargetQuestion(double lower, double upper) implements PixelQuestion {

    @Override
    public PixelSums answer(PixelPart part, PairBoxes pixels) throws IOException {
        PlaneSource target = pixels.target(part.pair(), part.box());
        TargetValues values = TargetValues.NONE;
        for (int z = 0; z < target.shape().depth(); z++) {
            values = values.plus(TargetValues.of(target.plane(z), lower, upper));
        }
        return PixelSums.of(
                new double[] {values.low(), values.high(), values.count()},
                new double[] {values.least(), -values.most()},
                new double[0]);
    }

    /** What the answer of all says. */
    static TargetValues values(PixelSums all) {
        double[] sums = all.sums();
        return new TargetValues(
                all.least()[0], -all.least()[1], Math.round(sums[0]), Math.round(sums[1]), Math.round(sums[2]));
    }
}
