package io.github.kernelj.learn;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The one pass over a pair: planes stream through, as many of the input held (in double) as the kernel is deep, one of the
 * target. Sums are taken about the float nearest to the mean of the first plane. Should the means of later planes differ
 * much, then so does the variance, and no more digits are lost than the depth has.
 */
final class PatchScan {

    private final ExamplePair pair;
    private final Shape kernel;
    private final Anchor anchor;
    private final Shape windows;
    private final Workers workers;
    private final Progress progress;
    private final RawSums sums;
    private final CentredPlane[] ring;
    private final CentredPlane target;
    private double inputReference = Double.NaN;
    private double targetReference = Double.NaN;

    PatchScan(ExamplePair pair, Shape kernel, Anchor anchor, Workers workers, Progress progress) {
        this.pair = pair;
        this.kernel = kernel;
        this.anchor = anchor;
        this.windows = pair.windows(kernel);
        this.workers = workers;
        this.progress = progress;
        this.sums = new RawSums((int) kernel.volume());
        this.ring = new CentredPlane[kernel.depth()];
        this.target = new CentredPlane(windows.width(), windows.height());
    }

    PatchStatistics run() throws IOException {
        Shape image = pair.input().shape();
        LagSums lags = new LagSums(kernel, image, sums.gram);
        CrossSums cross = new CrossSums(kernel, sums.cross);
        MissingWindows missing = new MissingWindows(kernel, sums);
        int read = 0;
        for (int z = 0; z < image.depth(); z++) {
            int end = Math.min(image.depth(), z + kernel.depth());
            for (; read < end; read++) {
                readInput(read);
            }
            List<CentredPlane> planes = planes(z, end);
            lags.add(z, planes, workers, progress);
            lags.addTapSums(z, planes.get(0), sums.input);
            if (z < windows.depth()) {
                readTarget(z);
                for (int tapZ = 0; tapZ < kernel.depth(); tapZ++) {
                    cross.add(target, tapZ, planes.get(tapZ), workers, progress);
                }
                sums.addTarget(target);
                missing.subtract(target, planes, workers);
            }
            progress.report((z + 1.0) / image.depth());
        }
        return sums.centred(kernel, anchor, windows.volume(), inputReference, targetReference);
    }

    private List<CentredPlane> planes(int from, int to) {
        List<CentredPlane> planes = new ArrayList<>();
        for (int z = from; z < to; z++) {
            planes.add(ring[z % ring.length]);
        }
        return planes;
    }

    private void readInput(int z) throws IOException {
        progress.checkCancelled();
        PlaneSource input = pair.input();
        Shape image = input.shape();
        float[] pixels = input.plane(z);
        int slot = z % ring.length;
        if (ring[slot] == null) {
            ring[slot] = new CentredPlane(image.width(), image.height());
        }
        if (Double.isNaN(inputReference)) {
            inputReference = ring[slot].referenceOf(pixels, image.width(), 0, 0);
        }
        ring[slot].fill(pixels, image.width(), 0, 0, inputReference, workers);
    }

    private void readTarget(int z) throws IOException {
        progress.checkCancelled();
        Anchor first = pair.firstTarget(kernel, anchor);
        float[] pixels = pair.target().plane(first.z() + z);
        int pitch = pair.target().shape().width();
        if (Double.isNaN(targetReference)) {
            targetReference = target.referenceOf(pixels, pitch, first.x(), first.y());
        }
        target.fill(pixels, pitch, first.x(), first.y(), targetReference, workers);
    }
}
