package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/** Long videos as a stream of frames: few are in memory, and these come round again. */
final class Streams {

    /** Frames in memory: more than a cache holds. */
    private static final int FRAMES = 256;

    private Streams() {}

    static Contest.Work apply(Kernel kernel, Shape video, Workers workers) {
        Plan plan = Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, video);
        PlaneSource source = new Frames(video);
        PlaneSink sink = new Ours.Held(new Shape(video.width(), video.height(), FRAMES));
        return Contest.Work.of(() -> plan.run(List.of(source), List.of(sink), workers, Progress.NONE));
    }

    private static final class Frames implements PlaneSource {
        private final Shape shape;
        private final Volume frames;

        Frames(Shape shape) {
            this.shape = shape;
            this.frames = Ours.image(new Shape(shape.width(), shape.height(), FRAMES));
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public float[] plane(int z) {
            return frames.plane(z % FRAMES);
        }
    }
}
