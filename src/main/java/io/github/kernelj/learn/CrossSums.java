package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;

/** c = Σ t p: the products of the target with the input, shifted by each tap; shared out by tap as {@link LagSums} is. */
final class CrossSums {

    private static final int GROUP = 8;

    private final Shape taps;
    private final double[] cross;

    /** @param cross an entry for each tap, added to */
    CrossSums(Shape taps, double[] cross) {
        this.taps = taps;
        this.cross = cross;
    }

    /** Adds the products of a plane of the target with the input's plane that tap plane {@code tapZ} lies on. */
    void add(CentredPlane target, int tapZ, CentredPlane plane, Workers workers, Progress progress) {
        int groups = (taps.height() + GROUP - 1) / GROUP;
        workers.run(taps.width() * groups, task -> {
            int from = task % groups * GROUP;
            int to = Math.min(taps.height(), from + GROUP);
            addTaps(target, plane, tapZ, task / groups, from, to, progress);
        });
    }

    private void addTaps(
            CentredPlane target, CentredPlane plane, int tapZ, int tapX, int fromTap, int toTap, Progress progress) {
        RowProducts products = new RowProducts(toTap - fromTap);
        for (int strip = 0; strip < target.strips; strip++) {
            progress.checkCancelled();
            for (int from = 0; from < target.height; from += RowProducts.BAND) {
                int to = Math.min(target.height, from + RowProducts.BAND);
                products.shift(plane, strip, from + fromTap, to + toTap - 1, tapX);
                for (int tapY = fromTap; tapY < toTap; tapY++) {
                    int tap = (tapZ * taps.height() + tapY) * taps.width() + tapX;
                    for (double sum : products.sum(target, strip, from, to, tapY)) {
                        cross[tap] += sum;
                    }
                }
            }
        }
    }
}
