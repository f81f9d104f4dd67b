package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Volumes that are made plane by plane and held nowhere. */
class StreamedStatisticsTest {

    @Test
    void asManyPlanesAreHeldAsTheKernelIsDeep() throws IOException {
        Made input = new Made(new Shape(64, 48, 16), 1);
        Made target = new Made(new Shape(62, 46, 12), 2);
        PatchStatistics statistics = take(input, target, new Shape(3, 3, 5));
        assertThat(statistics.count()).isEqualTo(62 * 46 * 12);
        assertThat(input.most).isLessThanOrEqualTo(6);
        assertThat(target.most).isLessThanOrEqualTo(2);
    }

    @Test
    @Tag("slow")
    void aVolumeOfAThousandCubedTakesAsMuchMemoryAsItsPlanes() throws IOException {
        Made input = new Made(new Shape(1024, 1024, 1024), 1);
        Runtime runtime = Runtime.getRuntime();
        long[] most = new long[1];
        PatchStatistics statistics;
        try (Workers workers = Workers.all()) {
            statistics = PatchStatistics.of(
                    new ExamplePair(input, input), new Shape(3, 3, 3), new Anchor(1, 1, 1), workers, fraction -> {
                        if ((int) (fraction * 1024) % 64 == 0) {
                            System.gc();
                            most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory());
                        }
                    });
        }
        assertThat(statistics.count()).isEqualTo(1022L * 1022 * 1022);
        assertThat(most[0]).isLessThan(200L << 20);
    }

    private static PatchStatistics take(PlaneSource input, PlaneSource target, Shape kernel) throws IOException {
        try (Workers workers = new Workers(1)) {
            return PatchStatistics.of(
                    new ExamplePair(input, target), kernel, Anchor.centreOf(kernel), workers, Progress.NONE);
        }
    }

    /** Planes of numbers, which it counts as long as anyone holds them. */
    private static final class Made implements PlaneSource {

        private final Shape shape;
        private final int seed;
        private final List<WeakReference<float[]>> given = new ArrayList<>();
        private int most;

        Made(Shape shape, int seed) {
            this.shape = shape;
            this.seed = seed;
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public float[] plane(int z) {
            if (shape.depth() < 100) {
                System.gc();
                most = Math.max(
                        most,
                        1
                                + (int) given.stream()
                                        .filter(plane -> plane.get() != null)
                                        .count());
            }
            float[] plane = new float[shape.width() * shape.height()];
            int state = seed + 7919 * z;
            for (int i = 0; i < plane.length; i++) {
                state = state * 1664525 + 1013904223;
                plane[i] = 60000 + (state >>> 20) * 0.01f;
            }
            given.add(new WeakReference<>(plane));
            return plane;
        }
    }
}
