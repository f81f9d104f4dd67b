package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.learn.ExamplePair;
import io.github.kernelj.learn.PatchStatistics;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The one pass over the pixels from which kernels are learned. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LearnBenchmark {

    private ExamplePair pair;

    @Setup
    public void prepare(Workload work) throws IOException {
        Volume target = LearningRows.target(work.input, work.kernelShape(), work.workers);
        pair = new ExamplePair(work.input, target);
    }

    @Benchmark
    public PatchStatistics statistics(Workload work) throws IOException {
        return PatchStatistics.of(
                pair, work.kernelShape(), Anchor.centreOf(work.kernelShape()), work.workers, Progress.NONE);
    }
}
