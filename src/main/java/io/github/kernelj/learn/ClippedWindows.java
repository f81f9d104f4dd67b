package io.github.kernelj.learn;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which windows of pairs clipping has touched; each question takes a pass over the pixels. */
record ClippedWindows(
        List<ExamplePair> pairs,
        Shape shape,
        Anchor anchor,
        ClipLimits inputLimits,
        ClipLimits targetLimits,
        Workers workers,
        Progress progress) {

    /** The windows without a clipped input pixel: those in which no such pixel is counted. */
    List<WindowSet> unsaturated() throws IOException {
        float[] ones = new float[(int) shape.volume()];
        Arrays.fill(ones, 1);
        Kernel counting = Kernel.of(shape, ones).withAnchor(anchor);
        List<WindowSet> sets = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            WindowSet set = empty(i);
            if (inputLimits.isNone()) {
                for (int z = 0; z < set.depth(); z++) {
                    set.bits(z).set(0, set.windowsInPlane());
                }
            } else {
                run(counting, new ClippedPixels(pairs.get(i).input(), inputLimits), (z, counts) -> {
                    for (int window = 0; window < counts.length; window++) {
                        set.bits(z).set(window, counts[window] < 0.5f);
                    }
                });
            }
            sets.add(set);
        }
        return sets;
    }

    /** Those of some windows whose measured value lies between the limits. */
    List<WindowSet> measuredInside(List<WindowSet> among) throws IOException {
        List<WindowSet> inside = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            WindowSet set = empty(i);
            for (int z = 0; z < set.depth(); z++) {
                int plane = z;
                float[] target = set.target(z);
                among.get(i).bits(z).stream()
                        .filter(window -> !targetLimits.clips(target[set.targetPixel(window)]))
                        .forEach(window -> set.bits(plane).set(window));
            }
            inside.add(set);
        }
        return inside;
    }

    /** Those of some windows whose predicted value lies between the limits moved inwards. */
    List<WindowSet> predictedInside(List<WindowSet> among, Kernel kernel, double margin) throws IOException {
        List<WindowSet> inside = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            WindowSet set = empty(i);
            WindowSet some = among.get(i);
            run(
                    kernel,
                    pairs.get(i).input(),
                    (z, predicted) -> some.bits(z).stream()
                            .filter(window -> !targetLimits.clips(predicted[window], margin))
                            .forEach(window -> set.bits(z).set(window)));
            inside.add(set);
        }
        return inside;
    }

    /** What a kernel makes of a pair's input. */
    interface Predictions {
        void visit(PlaneSink sink) throws IOException;
    }

    List<Predictions> predict(Kernel kernel) {
        List<Predictions> predictions = new ArrayList<>();
        for (ExamplePair pair : pairs) {
            predictions.add(sink -> run(kernel, pair.input(), sink));
        }
        return predictions;
    }

    long total() {
        return pairs.stream().mapToLong(pair -> pair.windows(shape).volume()).sum();
    }

    static long count(List<WindowSet> sets) {
        return sets.stream().mapToLong(WindowSet::count).sum();
    }

    private void run(Kernel kernel, PlaneSource input, PlaneSink sink) throws IOException {
        Plan.of(KernelBank.of(kernel), Correlation.DEFAULT.withExtent(Extent.VALID), input.shape())
                .run(List.of(input), List.of(sink), workers, progress);
    }

    private WindowSet empty(int pair) {
        return new WindowSet(pairs.get(pair), shape, anchor);
    }

    /** 1 where a source is clipped, else 0. */
    private record ClippedPixels(PlaneSource source, ClipLimits limits) implements PlaneSource {

        @Override
        public Shape shape() {
            return source.shape();
        }

        @Override
        public float[] plane(int z) throws IOException {
            float[] pixels = source.plane(z).clone();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = limits.clips(pixels[i]) ? 1 : 0;
            }
            return pixels;
        }
    }
}
