package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** How long a run goes on after a request to cancel it, made at a random moment; it should be at most 200 ms. */
public final class CancelLatency {

    private static final int REQUESTS = 25;

    private CancelLatency() {}

    public static void main(String[] args) throws Exception {
        System.out.printf("%-44s %9s %9s %9s%n", "image, kernel", "run ms", "median", "most");
        Shape plane = Shape.of(6000, 6000);
        Shape volume = new Shape(1024, 1024, 64);
        measure(plane, Kernels.random(Shape.of(5, 5)));
        measure(plane, Kernels.outer(Kernels.gaussian(31)));
        measure(plane, Kernels.random(Shape.of(31, 31)));
        measure(plane, Kernels.random(Shape.of(401, 401)));
        measure(volume, Kernels.random(new Shape(3, 3, 3)));
        measure(volume, Kernels.random(new Shape(15, 15, 15)));
        measure(volume, Kernels.random(new Shape(1, 1, 31)));
    }

    private static void measure(Shape image, Kernel kernel) throws Exception {
        Plan plan = Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, image);
        Volume input = Ours.image(image);
        List<PlaneSink> output = List.of(new Ours.Held(plan.output()));
        try (Workers workers = new Workers(2)) {
            long whole = 0;
            for (int turn = 0; turn < 2; turn++) {
                long start = System.nanoTime();
                plan.run(List.of(input), output, workers, Progress.NONE);
                whole = System.nanoTime() - start;
            }
            double[] millis = new double[REQUESTS];
            Random random = new Random(1);
            for (int i = 0; i < REQUESTS; i++) {
                long request = System.nanoTime() + (long) (random.nextDouble() * whole * 0.9);
                try {
                    plan.run(List.of(input), output, workers, cancelledFrom(request));
                } catch (CancellationException e) {
                    millis[i] = (System.nanoTime() - request) / 1e6;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%-44s %9.0f %9.1f %9.1f%n",
                    image + ", " + kernel.shape() + ", " + plan.algorithm(),
                    whole / 1e6,
                    millis[REQUESTS / 2],
                    millis[REQUESTS - 1]);
        }
    }

    private static Progress cancelledFrom(long time) {
        return new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return System.nanoTime() - time >= 0;
            }
        };
    }
}
