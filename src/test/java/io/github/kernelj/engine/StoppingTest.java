package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelj.engine.PlanTest.Way;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Runs ask often whether to go on, stop where they are told to, tell how far they are, and hold few planes. */
class StoppingTest {

    private static final int THREADS = 2;

    /** Images and kernels of every kind, all too large to be computed at a glance. */
    enum Work {
        PLANE(Shape.of(1500, 900), Shape.of(5, 5)),
        LARGE_KERNEL(Shape.of(900, 700), Shape.of(15, 15)),
        VOLUME(new Shape(200, 150, 12), new Shape(3, 3, 3)),
        ALONG_THE_STACK(new Shape(200, 150, 60), new Shape(1, 1, 7)),
        VIDEO(new Shape(64, 48, 700), new Shape(3, 3, 3));

        private final Shape image;
        private final Kernel kernel;

        Work(Shape image, Shape kernel) {
            float[] weights = new float[(int) kernel.volume()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = i * i % 7 - 2;
            }
            this.image = image;
            this.kernel = Kernel.of(kernel, weights);
        }

        Plan plan(Plan.Choice way) {
            return Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, image, way);
        }

        double cost(Plan.Choice way) {
            double[] cost = new double[1];
            plan((bank, geometry, constant) -> {
                Algorithm algorithm = way.algorithm(bank, geometry, constant);
                cost[0] = algorithm.cost();
                return algorithm;
            });
            return cost[0];
        }
    }

    @Property(tries = 60)
    void nothingIsReadOrWrittenAfterARequestToCancel(
            @ForAll Work work, @ForAll Way way, @ForAll @DoubleRange(min = 0, max = 1) double when) throws IOException {
        Plan plan = work.plan(way);
        Watch whole = new Watch(Integer.MAX_VALUE);
        run(plan, work, whole);
        Watch watch = new Watch((int) (when * (whole.asked.get() - 1)) + 1);
        assertThatThrownBy(() -> run(plan, work, watch)).isInstanceOf(CancellationException.class);
        assertThat(watch.askedAfter.get())
                .as("questions after the first that was answered with yes")
                .isLessThan(THREADS);
        assertThat(watch.movedAfter.get())
                .as("planes read or written afterwards")
                .isZero();
    }

    @Property(tries = 40)
    void itIsAskedEveryFewMillisecondsOfPredictedTime(@ForAll Work work, @ForAll Way way) throws IOException {
        Watch watch = new Watch(Integer.MAX_VALUE);
        run(work.plan(way), work, watch);
        assertThat(work.cost(way) / watch.asked.get()).as("nanoseconds").isLessThan(20e6);
    }

    @Property(tries = 40)
    void progressNeverGoesBackAndEndsAtOne(@ForAll Work work, @ForAll Way way) throws IOException {
        Watch watch = new Watch(Integer.MAX_VALUE);
        run(work.plan(way), work, watch);
        assertThat(watch.wentBack.get()).isZero();
        assertThat(Double.longBitsToDouble(watch.done.get())).isEqualTo(1);
    }

    @Property(tries = 20)
    void aLongVideoHoldsFewPlanes(@ForAll Way way, @ForAll Border border, @ForAll @IntRange(min = 1, max = 2) int form)
            throws IOException {
        Shape shape = new Shape(1200, 900, 25);
        Shape kernelShape = form == 1 ? new Shape(1, 1, 5) : new Shape(3, 3, 3);
        float[] weights = new float[(int) kernelShape.volume()];
        Arrays.fill(weights, 1);
        Plan plan = Plan.of(
                KernelBank.of(Kernel.of(kernelShape, weights)), Correlation.DEFAULT.withBorder(border), shape, way);
        int[] written = {0};
        int[] furthest = {0};
        PlaneSource source = new PlaneSource() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public float[] plane(int z) {
                if (border != Border.WRAP) {
                    furthest[0] = Math.max(furthest[0], z - written[0]);
                }
                return new float[1200 * 900];
            }
        };
        try (Workers workers = new Workers(THREADS)) {
            plan.run(List.of(source), List.of((PlaneSink) (z, plane) -> written[0]++), workers, Progress.NONE);
        }
        assertThat(furthest[0]).as("planes read ahead of the last written").isLessThanOrEqualTo(5);
    }

    private static void run(Plan plan, Work work, Watch watch) throws IOException {
        PlaneSource source = new PlaneSource() {
            @Override
            public Shape shape() {
                return work.image;
            }

            @Override
            public float[] plane(int z) {
                watch.move();
                return new float[work.image.width() * work.image.height()];
            }
        };
        try (Workers workers = new Workers(THREADS)) {
            plan.run(List.of(source), List.of((PlaneSink) (z, plane) -> watch.move()), workers, watch);
        }
    }

    /** Cancels at the question of some number, and looks at what happens. */
    private static final class Watch implements Progress {
        private final int last;
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger askedAfter = new AtomicInteger();
        private final AtomicInteger movedAfter = new AtomicInteger();
        private final AtomicInteger wentBack = new AtomicInteger();
        private final AtomicLong done = new AtomicLong();

        Watch(int last) {
            this.last = last;
        }

        void move() {
            if (asked.get() >= last) {
                movedAfter.incrementAndGet();
            }
        }

        @Override
        public void report(double fraction) {
            // So that a report that was overtaken comes late enough to be seen.
            Thread.yield();
            long before = done.getAndSet(Double.doubleToLongBits(fraction));
            if (Double.longBitsToDouble(before) > fraction) {
                wentBack.incrementAndGet();
            }
        }

        @Override
        public boolean isCancelled() {
            int question = asked.incrementAndGet();
            if (question > last) {
                askedAfter.incrementAndGet();
            }
            return question >= last;
        }
    }
}
