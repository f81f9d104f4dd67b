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
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An image and a kernel to apply to it. */
@State(Scope.Benchmark)
public class Workload {

    /** Kinds of kernels. */
    public enum Taps {
        RANDOM,
        GAUSSIAN
    }

    /** WIDTHxHEIGHT or WIDTHxHEIGHTxDEPTH. */
    @Param({"2048x2048"})
    public String image;

    @Param({"3x3", "7x7", "15x15"})
    public String kernel;

    @Param({"RANDOM"})
    public Taps taps;

    @Param({"1", "2"})
    public int threads;

    Volume input;
    Workers workers;
    private Plan plan;
    private PlaneSink output;

    @Setup(Level.Trial)
    public void prepare() {
        input = Ours.image(shape(image));
        plan = Plan.of(KernelBank.of(kernel()), Correlation.DEFAULT, input.shape());
        output = new Ours.Held(plan.output());
        workers = new Workers(threads);
    }

    @TearDown(Level.Trial)
    public void close() {
        workers.close();
    }

    Shape kernelShape() {
        return shape(kernel);
    }

    /** Runs the plan, into arrays that are there. */
    void run() throws IOException {
        plan.run(List.of(input), List.of(output), workers, Progress.NONE);
    }

    Kernel kernel() {
        Shape shape = kernelShape();
        return taps == Taps.RANDOM ? Kernels.random(shape) : Kernels.outer(Kernels.gaussian(shape.width()));
    }

    private static Shape shape(String text) {
        String[] extents = text.split("x", -1);
        int depth = extents.length > 2 ? Integer.parseInt(extents[2]) : 1;
        return new Shape(Integer.parseInt(extents[0]), Integer.parseInt(extents[1]), depth);
    }
}
