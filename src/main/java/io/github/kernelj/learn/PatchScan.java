package io.github.kernelj.learn;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The one pass over a pair, for any number of boxes of windows: planes stream through and are handed to the boxes that see
 * them. The work of all boxes is shared out together, so that many small ones keep all threads busy.
 */
final class PatchScan {

    /** Parts with sums of their own that the work of all boxes is cut into by tiles, about: enough for as many threads. */
    private static final int MOST_GROUPS = 8;

    private final ExamplePair pair;
    private final Shape kernel;
    private final Anchor anchor;
    private final List<BoxScan> boxes;
    private final Workers workers;
    private final Progress progress;

    PatchScan(
            ExamplePair pair, List<WindowBox> boxes, Shape kernel, Anchor anchor, Workers workers, Progress progress) {
        Shape windows = pair.windows(kernel);
        for (WindowBox box : boxes) {
            if (!box.fitsIn(windows)) {
                throw new IllegalArgumentException(
                        "the windows " + box + " aren't all among those of the pair, which are " + windows);
            }
        }
        this.pair = pair;
        this.kernel = kernel;
        this.anchor = anchor;
        int groups = Math.max(1, MOST_GROUPS / boxes.size());
        this.boxes = boxes.stream()
                .map(box -> new BoxScan(pair, box, kernel, anchor, groups))
                .toList();
        this.workers = workers;
        this.progress = progress;
    }

    /** The statistics of each box. */
    List<PatchStatistics> run() throws IOException {
        int first = boxes.stream().mapToInt(BoxScan::firstPlane).min().orElse(0);
        int end = boxes.stream().mapToInt(BoxScan::endPlane).max().orElse(0);
        int read = first;
        for (int z = first; z < end; z++) {
            for (; read < Math.min(end, z + kernel.depth()); read++) {
                readInput(read);
            }
            int plane = z;
            float[] weights = readTarget(plane);
            List<BoxScan> active = boxes.stream().filter(box -> box.sees(plane)).toList();
            run(active, box -> box.tasks(plane, box.hasTarget(plane) ? weights : null, progress));
            for (BoxScan box : active) {
                box.finish(plane, workers);
            }
            progress.report((z + 1.0 - first) / (end - first));
        }
        return boxes.stream().map(BoxScan::statistics).toList();
    }

    private void readInput(int z) throws IOException {
        progress.checkCancelled();
        List<BoxScan> takers = boxes.stream().filter(box -> box.sees(z)).toList();
        if (!takers.isEmpty()) {
            float[] pixels = pair.input().plane(z);
            run(takers, box -> box.takeInput(z, pixels));
        }
    }

    /** Hands a plane of the target to the boxes, and gives that of the weights, if there are some. */
    private float[] readTarget(int z) throws IOException {
        progress.checkCancelled();
        List<BoxScan> takers = boxes.stream().filter(box -> box.hasTarget(z)).toList();
        if (takers.isEmpty()) {
            return null;
        }
        int plane = pair.firstTarget(kernel, anchor).z() + z;
        float[] pixels = pair.target().plane(plane);
        run(takers, box -> box.takeTarget(pixels));
        return pair.weights() == null ? null : pair.weights().plane(plane);
    }

    private void run(List<BoxScan> some, Function<BoxScan, List<Runnable>> work) {
        List<Runnable> tasks = new ArrayList<>();
        for (BoxScan box : some) {
            tasks.addAll(work.apply(box));
        }
        workers.run(tasks.size(), i -> tasks.get(i).run());
    }
}
