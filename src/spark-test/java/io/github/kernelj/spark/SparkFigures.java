package io.github.kernelj.spark;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.ZarrVolumes;
import io.github.kernelj.zarr.DataType;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * A volume of 512 x 512 x 512 pixels of 16 bits by the command line's way and on Spark, in turns:
 *
 * <pre>mvn -q -Pspark test-compile exec:java -Dspark.scope=test \
 *     -Dspark.class=io.github.kernelj.spark.SparkFigures -Dexec.args="FOLDER [SIZE] [TURNS]"</pre>
 */
public final class SparkFigures {

    private static final Map<String, String> KERNELS = Map.of(
            "direct", "1 2 1; 2 4.5 2; 1 2 3 | 2 4 2; 4 9 4.1; 2 4 2 | 1 2 1; 2 4 2; 1.7 2 1",
            "Fourier", "disk(radius=20)");

    private SparkFigures() {}

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        int size = args.length > 1 ? Integer.parseInt(args[1]) : 512;
        int turns = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        Path input = folder.resolve("in.zarr");
        if (!Files.exists(input)) {
            ZarrVolumes.write(
                    input, DataType.UINT16, new int[] {1, 1, size, size, size}, new int[] {64, 128, 128}, 100, 3000);
        }
        System.setProperty("spark.ui.enabled", "false");
        SparkSettings sharing = sharing("--master=local[2]");
        try (JavaSparkContext spark = sharing.context("figures")) {
            for (String algorithm : List.of("direct", "Fourier")) {
                ApplySettings settings = ApplySettings.parse(
                        Map.of("kernel", KERNELS.get(algorithm), "normalize", "true", "threads", "2"));
                for (int turn = 0; turn < turns; turn++) {
                    Path one = folder.resolve(algorithm + "-one-" + turn + ".zarr");
                    long start = System.nanoTime();
                    String plan =
                            ApplyTask.apply(input, one, settings, Progress.NONE).plan();
                    report(algorithm + ", one process (" + plan + ")", start);
                    for (String partitions : turn == 0 ? List.of("auto", "1", "2", "4") : List.of("auto")) {
                        Path many = folder.resolve(algorithm + "-spark-" + partitions + "-" + turn + ".zarr");
                        start = System.nanoTime();
                        run(spark, sharing("--partitions=" + partitions), input, many, settings);
                        report(algorithm + ", Spark, partitions=" + partitions, start);
                        compare(one, many);
                    }
                }
            }
        }
    }

    private static SparkSettings sharing(String option) {
        return SparkSettings.of(new Arguments(List.of(option), SparkSettings.APPLY_KEYS));
    }

    private static void run(
            JavaSparkContext spark, SparkSettings sharing, Path input, Path output, ApplySettings settings)
            throws IOException {
        PrintStream out = System.out;
        new ApplyRun(spark, sharing, out, System.err).run(input.toString(), output.toString(), settings, Map.of());
    }

    private static void report(String what, long start) {
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf("%s: %.2f s, peak of all pools %d MB%n", what, (System.nanoTime() - start) / 1e9, peak >> 20);
    }

    /** Stored chunks are packed alike, so equal pixels are equal bytes. */
    private static void compare(Path one, Path many) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(one)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        int differing = 0;
        for (Path file : files) {
            Path other = many.resolve(one.relativize(file));
            differing += Arrays.equals(Files.readAllBytes(file), Files.readAllBytes(other)) ? 0 : 1;
        }
        System.out.printf("    %d of %d files differ%n", differing, files.size());
    }
}
