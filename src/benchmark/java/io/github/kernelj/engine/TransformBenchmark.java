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

/** Fourier transforms along the columns of a strip of {@link Fft#COLUMNS}, there and back: microseconds a call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TransformBenchmark {

    @Param({"128", "256"})
    private int length;

    private Fft fft;
    private float[][] real;
    private float[][] imaginary;

    @Setup
    public void prepare() {
        fft = new Fft(length);
        real = new float[length][Fft.COLUMNS];
        imaginary = new float[length][Fft.COLUMNS];
    }

    @Benchmark
    public float[][] thereAndBack() {
        fft.forward(real, imaginary);
        fft.backward(real, imaginary);
        return real;
    }
}
