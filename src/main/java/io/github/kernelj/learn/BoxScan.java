package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The statistics of one box of windows while its planes stream through: as many of the input are held as the kernel is
 * deep, one of the target. Sums are taken about the float nearest to the mean of the first plane. Should the means of
 * later planes differ much, then so does the variance, and no more digits are lost than the depth has. If the windows have
 * one position along z, so that each tap sees a single plane, every plane has its own mean.
 */
final class BoxScan {

    private static final int ROWS_PER_TASK = 64;

    private final ExamplePair pair;
    private final WindowBox box;
    private final Shape kernel;
    private final Anchor anchor;
    private final Shape seen;
    private final RawSums sums;
    private final LagTotals lags;
    private final LagFrame[] frames;
    private final List<TapRun> runs;
    private final FramedPlane[] ring;
    private final CentredPlane target;
    private final double[] inputReferences;
    private double targetReference = Double.NaN;

    BoxScan(ExamplePair pair, WindowBox box, Shape kernel, Anchor anchor) {
        this.pair = pair;
        this.box = box;
        this.kernel = kernel;
        this.anchor = anchor;
        this.seen = box.seenBy(kernel);
        this.sums = new RawSums((int) kernel.volume());
        this.lags = new DirectLags(kernel, seen);
        this.frames = new LagFrame[kernel.depth()];
        for (int z = 0; z < frames.length; z++) {
            frames[z] = new LagFrame(kernel, z);
        }
        this.runs = TapRun.of(seen.depth(), kernel.depth(), 0);
        this.ring = new FramedPlane[kernel.depth()];
        this.inputReferences = new double[box.size().depth() == 1 ? kernel.depth() : 1];
        Arrays.fill(inputReferences, Double.NaN);
        this.target = new CentredPlane(box.size().width(), box.size().height());
    }

    /** The first of the input's planes that it sees. */
    int firstPlane() {
        return box.z();
    }

    /** The input's plane after the last that it sees. */
    int endPlane() {
        return box.z() + seen.depth();
    }

    boolean sees(int plane) {
        return plane >= firstPlane() && plane < endPlane();
    }

    boolean hasTarget(int plane) {
        return plane >= box.z() && plane < box.endZ();
    }

    /** What is to be done to take a plane of the input, in parts that may run at the same time. */
    List<Runnable> takeInput(int z, float[] pixels) {
        int slot = z % ring.length;
        if (ring[slot] == null) {
            ring[slot] = FramedPlane.of(seen.width(), seen.height(), kernel);
        }
        FramedPlane plane = ring[slot];
        int pitch = pair.input().shape().width();
        int own = inputReferences.length == 1 ? 0 : z - firstPlane();
        if (Double.isNaN(inputReferences[own])) {
            inputReferences[own] = plane.plane().referenceOf(pixels, pitch, box.x(), box.y());
        }
        double reference = inputReferences[own];
        plane.plane().missing().clear();
        List<Runnable> parts = new ArrayList<>();
        for (int from = 0; from < seen.height(); from += ROWS_PER_TASK) {
            int first = from;
            int end = Math.min(seen.height(), from + ROWS_PER_TASK);
            parts.add(() -> plane.fill(pixels, pitch, box.x(), box.y(), reference, first, end));
        }
        return parts;
    }

    /** Likewise a plane of the target. */
    List<Runnable> takeTarget(float[] pixels) {
        Anchor first = pair.firstTarget(kernel, anchor);
        int pitch = pair.target().shape().width();
        int left = first.x() + box.x();
        int top = first.y() + box.y();
        if (Double.isNaN(targetReference)) {
            targetReference = target.referenceOf(pixels, pitch, left, top);
        }
        target.missing().clear();
        List<Runnable> parts = new ArrayList<>();
        for (int from = 0; from < target.height; from += ROWS_PER_TASK) {
            int start = from;
            int end = Math.min(target.height, from + ROWS_PER_TASK);
            parts.add(() -> target.fill(pixels, pitch, left, top, targetReference, start, end));
        }
        return parts;
    }

    /** What is to be done for a plane of the input that is held with those after it. */
    List<Runnable> tasks(int z, Progress progress) {
        List<FramedPlane> planes = planes(z);
        CentredPlane windows = hasTarget(z) ? target : null;
        List<Runnable> tasks = new ArrayList<>(
                lags.tasks(planes.stream().map(FramedPlane::plane).toList(), windows, progress));
        for (int lagZ = 0; lagZ < planes.size(); lagZ++) {
            FramedPlane other = planes.get(lagZ);
            LagFrame frame = frames[lagZ];
            tasks.add(() -> frame.add(planes.get(0), other));
        }
        TapRun run = runAt(z);
        tasks.add(() -> new TapSums(kernel).add(planes.get(0).plane(), run.first(), run.last(), sums.input));
        if (windows != null) {
            tasks.add(() -> sums.addTarget(windows));
        }
        return tasks;
    }

    /** Ends the work on a plane, after all its tasks. */
    void finish(int z, Workers workers) {
        if (hasTarget(z)) {
            List<CentredPlane> planes =
                    planes(z).stream().map(FramedPlane::plane).toList();
            new MissingWindows(kernel, sums).subtract(target, planes, workers);
        }
        TapRun run = runAt(z);
        if (z - firstPlane() == run.to() - 1) {
            spread(run, workers);
        }
        if (z == endPlane() - 1) {
            lags.addCross(sums.cross);
            Arrays.fill(ring, null);
        }
    }

    private void spread(TapRun run, Workers workers) {
        double[][] totals = new double[kernel.depth()][(2 * kernel.width() - 1) * (2 * kernel.height() - 1)];
        lags.takeTotals(totals);
        workers.run(
                frames.length,
                lagZ -> frames[lagZ].spread(
                        totals[lagZ], run.first(), Math.min(run.last(), kernel.depth() - 1 - lagZ), sums.gram));
    }

    PatchStatistics statistics() {
        return sums.centred(kernel, anchor, box.size().volume(), inputReferences, targetReference);
    }

    private TapRun runAt(int z) {
        int position = z - firstPlane();
        return runs.stream()
                .filter(run -> run.from() <= position && position < run.to())
                .findFirst()
                .orElseThrow();
    }

    private List<FramedPlane> planes(int z) {
        List<FramedPlane> planes = new ArrayList<>();
        for (int i = z; i < Math.min(endPlane(), z + kernel.depth()); i++) {
            planes.add(ring[i % ring.length]);
        }
        return planes;
    }
}
