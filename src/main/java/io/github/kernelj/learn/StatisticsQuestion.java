package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import java.io.IOException;

/** The statistics of boxes of windows. */
record StatisticsQuestion(KernelWindows windows) implements PixelQuestion {

    @Override
    public PixelSums answer(PixelPart part, PairBoxes pixels) throws IOException {
        try (Workers alone = new Workers(1)) {
            return PixelSums.of(PatchStatistics.of(
                    windows.within(part.box(), part.pair(), pixels),
                    windows.kernelShape(),
                    windows.kernelAnchor(),
                    alone,
                    Progress.NONE));
        }
    }
}
