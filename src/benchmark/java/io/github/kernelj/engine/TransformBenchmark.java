package io.github.kernelj.engine;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Fourier transforms along the columns of a strip of {@link FftLoops#COLUMNS}, there and back: microseconds a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TransformBenchmark {

    @Param({"128", "144", "288"})
    private int length;

    private Fft fft;
    private float[][] rows;

    @Setup
    public void prepare() {
        fft = new Fft(length);
        rows = new float[length][2 * FftLoops.COLUMNS];
    }

    @Benchmark
    public float[][] thereAndBack() {
        fft.forward(rows);
        fft.backward(rows);
        return rows;
    }
}
