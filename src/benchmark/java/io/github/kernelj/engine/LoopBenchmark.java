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

/**
 * The innermost loops, in the cache: nanoseconds a call. Each of them falls by a factor of two to ten if the compiler
 * doesn't make vector instructions of it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {

    /** Rows or columns that are added at once. */
    @Param({"1", "3", "6"})
    private int taps;

    private float[] weights;
    private float[] band;
    private float[] sums;
    private float[][] rows;

    @Setup
    public void fill() {
        weights = new float[taps];
        band = new float[BandLoops.LENGTH];
        sums = new float[RowByRow.COLUMNS];
        rows = new float[taps][RowByRow.COLUMNS];
    }

    /** 8704 sums. */
    @Benchmark
    public float[] bandRows() {
        BandLoops.addRows(band, weights);
        return band;
    }

    /** 8704 sums. */
    @Benchmark
    public float[] bandColumns() {
        BandLoops.addColumns(band, weights);
        return band;
    }

    /** 512 sums. */
    @Benchmark
    public float[] row() {
        RowLoops.add(sums, rows, weights, 0, taps, sums.length);
        return sums;
    }
}
