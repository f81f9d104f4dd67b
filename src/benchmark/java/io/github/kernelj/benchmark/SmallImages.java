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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Ten thousand small images, one run for each, as many at a time as there are threads. */
final class SmallImages {

    static final int COUNT = 10_000;

    /** Images in memory: more than a cache holds. */
    private static final int HELD = 1024;

    private static final int BATCH = 100;

    private SmallImages() {}

    static Contest.Work withOnePlan(Kernel kernel, Shape shape, Workers workers) {
        Plan plan = plan(kernel, shape);
        return each(() -> plan, shape, workers);
    }

    static Contest.Work plannedEach(Kernel kernel, Shape shape, Workers workers) {
        return each(() -> plan(kernel, shape), shape, workers);
    }

    private static Plan plan(Kernel kernel, Shape shape) {
        return Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, shape);
    }

    private interface Plans {
        Plan next();
    }

    private static Contest.Work each(Plans plans, Shape shape, Workers workers) {
        Volume[] images = new Volume[HELD];
        PlaneSink[] results = new PlaneSink[HELD];
        for (int i = 0; i < HELD; i++) {
            images[i] = Ours.image(shape);
            results[i] = new Ours.Held(shape);
        }
        Workers alone = new Workers(1);
        return Contest.Work.of(() -> workers.run(COUNT / BATCH, batch -> {
            for (int i = batch * BATCH; i < (batch + 1) * BATCH; i++) {
                run(plans.next(), images[i % HELD], results[i % HELD], alone);
            }
        }));
    }

    private static void run(Plan plan, Volume image, PlaneSink result, Workers alone) {
        try {
            plan.run(List.of(image), List.of(result), alone, Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
