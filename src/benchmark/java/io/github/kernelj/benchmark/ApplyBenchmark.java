package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.kernel.KernelBank;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Whole plans, from planes in memory to planes in memory; and planning by itself. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ApplyBenchmark {

    @Benchmark
    public void apply(Workload work) throws IOException {
        work.run();
    }

    @Benchmark
    public Plan plan(Workload work) {
        return Plan.of(KernelBank.of(work.kernel()), Correlation.DEFAULT, work.input.shape());
    }
}
