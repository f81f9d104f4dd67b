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
    private final int groups;
    private final Shape seen;
    private LagTotals lags;
    private LagFrame[] frames;
    private RawSums sums;
    private WindowSums products;
    private WindowPlane windows;
    private boolean windowByWindow;
    private double commonWeight = Double.NaN;
    private PatchStatistics statistics;
    private final List<TapRun> runs;
    private final FramedPlane[] ring;
    private CentredPlane target;
    private final double[] inputReferences;
    private double targetReference = Double.NaN;

    /** @param groups most parts that a plane's work is cut into by tiles, each with sums of its own */
    BoxScan(ExamplePair pair, WindowBox box, Shape kernel, Anchor anchor, int groups) {
        this.pair = pair;
        this.box = box;
        this.kernel = kernel;
        this.anchor = anchor;
        this.groups = groups;
        this.seen = box.seenBy(kernel);
        this.runs = TapRun.of(seen.depth(), kernel.depth(), 0);
        this.ring = new FramedPlane[kernel.depth()];
        this.inputReferences = new double[box.size().depth() == 1 ? kernel.depth() : 1];
        Arrays.fill(inputReferences, Double.NaN);
    }

    /** Takes the memory that is needed from the first plane on. */
    private void begin() {
        sums = new RawSums((int) kernel.volume());
        lags = LagTotals.of(kernel, seen, groups);
        frames = new LagFrame[kernel.depth()];
        for (int z = 0; z < frames.length; z++) {
            frames[z] = new LagFrame(kernel, z);
        }
        for (int slot = 0; slot < ring.length; slot++) {
            ring[slot] = FramedPlane.of(seen.width(), seen.height(), kernel);
        }
        target = new CentredPlane(box.size().width(), box.size().height());
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
        if (sums == null) {
            begin();
        }
        FramedPlane plane = ring[z % ring.length];
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

    /**
     * What is to be done for a plane of the input that is held with those after it.
     *
     * @param weights the weights' plane; null if all windows weigh 1, or none begins on the plane
     */
    List<Runnable> tasks(int z, float[] weights, Progress progress) {
        List<FramedPlane> framed = framedPlanes(z);
        List<CentredPlane> planes = planes(framed);
        windows = hasTarget(z) ? new WindowPlane(kernel, target, planes, crop(weights)) : null;
        windowByWindow = windows != null && isCheaperByWindow();
        List<Runnable> tasks = new ArrayList<>();
        if (windowByWindow) {
            return tasks;
        }
        tasks.addAll(lags.tasks(planes, windows == null ? null : target, progress));
        for (int lagZ = 0; lagZ < framed.size(); lagZ++) {
            FramedPlane other = framed.get(lagZ);
            LagFrame frame = frames[lagZ];
            tasks.add(() -> frame.add(framed.get(0), other));
        }
        TapRun run = runAt(z);
        tasks.add(() -> new TapSums(kernel).add(planes.get(0), run.first(), run.last(), sums.input));
        if (windows != null) {
            tasks.add(() -> sums.addTarget(target));
        }
        return tasks;
    }

    /**
     * Whether to add up the windows that count rather than all, and take back those that don't. Only of a kernel in the
     * plane: in a deeper one a plane's products belong to windows of several planes.
     */
    private boolean isCheaperByWindow() {
        int differing = windows.differing(commonWeight);
        if (kernel.depth() > 1 || differing == 0) {
            return false;
        }
        double taps = kernel.volume();
        double perWindow = taps * taps / 2 / WindowSums.RATE;
        double lagTime = LagTotals.cost(kernel, seen);
        return windows.differing(0) * perWindow < lagTime + differing * perWindow;
    }

    private double[] crop(float[] weights) {
        if (weights == null) {
            commonWeight = 1;
            return null;
        }
        Anchor first = pair.firstTarget(kernel, anchor);
        double[] own = new double[target.width * target.height];
        double largest = 0;
        for (int i = 0; i < own.length; i++) {
            int x = first.x() + box.x() + i % target.width;
            int y = first.y() + box.y() + i / target.width;
            own[i] = weights[y * pair.target().shape().width() + x];
            if (!(own[i] >= 0) || Double.isInfinite(own[i])) {
                throw new IllegalArgumentException(
                        "weights must be numbers of at least 0, got " + own[i] + " at x=" + x + ", y=" + y);
            }
            largest = Math.max(largest, own[i]);
        }
        if (Double.isNaN(commonWeight)) {
            commonWeight = largest == 0 ? 1 : largest;
        }
        return own;
    }

    /** Ends the work on a plane, after all its tasks. */
    void finish(int z, Workers workers) {
        if (windows != null) {
            sums.count(windows);
            double taken = windowByWindow ? 0 : commonWeight;
            if (windows.next(0, taken) >= 0) {
                products = products == null ? new WindowSums((int) kernel.volume() + 2) : products;
                windows.addDifferences(taken, products, workers);
            }
            windows = null;
        }
        TapRun run = runAt(z);
        if (z - firstPlane() == run.to() - 1) {
            spread(run, workers);
        }
        if (z == endPlane() - 1) {
            end();
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

    private void end() {
        lags.addCross(sums.cross);
        lags = null;
        frames = null;
        Arrays.fill(ring, null);
        target = null;
        sums.scale(commonWeight);
        if (products != null) {
            sums.add(products);
            products = null;
        }
        statistics = sums.centred(kernel, anchor, inputReferences, targetReference);
        sums = null;
    }

    /** The result, once the last plane is finished. */
    PatchStatistics statistics() {
        return statistics;
    }

    private TapRun runAt(int z) {
        int position = z - firstPlane();
        return runs.stream()
                .filter(run -> run.from() <= position && position < run.to())
                .findFirst()
                .orElseThrow();
    }

    private List<FramedPlane> framedPlanes(int z) {
        List<FramedPlane> planes = new ArrayList<>();
        for (int i = z; i < Math.min(endPlane(), z + kernel.depth()); i++) {
            planes.add(ring[i % ring.length]);
        }
        return planes;
    }

    private static List<CentredPlane> planes(List<FramedPlane> framed) {
        return framed.stream().map(FramedPlane::plane).toList();
    }
}
