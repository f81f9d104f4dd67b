package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import java.io.IOException;

/** The sum of squared residuals of boxes of windows, from the pixels. */
@SuppressWarnings("ArrayRecordComponent")
record ResidualQuestion(KernelWindows windows, double[] weights, double bias) implements PixelQuestion {

    @Override
    public PixelSums answer(PixelPart part, PairBoxes pixels) throws IOException {
        try (Workers alone = new Workers(1)) {
            return PixelSums.of(ResidualPass.sumOfSquares(
                    windows.within(part.box(), part.pair(), pixels),
                    windows.kernelShape(),
                    windows.kernelAnchor(),
                    weights,
                    bias,
                    alone,
                    Progress.NONE));
        }
    }
}
