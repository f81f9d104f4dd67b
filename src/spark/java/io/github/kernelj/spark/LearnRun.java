package io.github.kernelj.spark;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.LearnBlocks;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.apache.spark.api.java.JavaSparkContext;

/** Learns a kernel from a pair of volumes: the pixels are looked at on Spark, the driver solves, and writes the report. */
final class LearnRun {

    private final JavaSparkContext spark;
    private final SparkSettings sharing;
    private final PrintStream out;
    private final BlockProgress progress;

    LearnRun(JavaSparkContext spark, SparkSettings sharing, PrintStream out, PrintStream err) {
        this.spark = spark;
        this.sharing = sharing;
        this.out = out;
        this.progress = new BlockProgress("learn", err);
        spark.sc().addSparkListener(progress);
    }

    LearnResult run(String input, String target, Path kernel, LearnSettings settings) throws IOException {
        try {
            return learn(input, target, kernel, settings);
        } finally {
            spark.sc().removeSparkListener(progress);
        }
    }

    private LearnResult learn(String input, String target, Path kernel, LearnSettings settings) throws IOException {
        long start = System.nanoTime();
        LearnBlocks blocks =
                new LearnBlocks(OmeZarr.open(Stores.open(input)), OmeZarr.open(Stores.open(target)), settings);
        blocks.requireSavable(kernel);
        SparkSpread spread = new SparkSpread(
                spark, sharing, progress, new SparkSpread.Spec(input, target, new LinkedHashMap<>(settings.toMap())));
        LearnResult result = blocks.learn(spread, TrainingListener.printing(out::println), Progress.NONE);
        Kernels.write(result.bank(), kernel);
        if (result.report().isPresent()) {
            result.report().get().write(Path.of(settings.examination().report()));
            out.println("Report written to " + settings.examination().report() + ".");
        }
        result.notices().forEach(notice -> out.println("note: " + notice));
        result.summary().forEach(out::println);
        spread.metrics().lines((System.nanoTime() - start) / 1e9).forEach(out::println);
        out.println("Kernel written to " + kernel + ".");
        return result;
    }
}
