package io.github.kernelj.spark;

import io.github.kernelj.task.ZarrVolumes;
import io.github.kernelj.zarr.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest heap in which a job of one task at a time ends, for blocks of several sizes:
 *
 * <pre>mvn -q -Pspark test-compile exec:java -Dspark.scope=test \
 *     -Dspark.class=io.github.kernelj.spark.MemoryFigures -Dexec.args="FOLDER [BLOCK ...]"</pre>
 */
public final class MemoryFigures {

    private static final int STEP = 8;

    private MemoryFigures() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[0]);
        List<String> blocks = args.length > 1
                ? List.of(args).subList(1, args.length)
                : List.of("128x128x64", "256x256x64", "512x512x64");
        Path input = folder.resolve("memory.zarr");
        if (!Files.exists(input)) {
            ZarrVolumes.write(
                    input, DataType.UINT16, new int[] {1, 1, 128, 768, 768}, new int[] {64, 128, 128}, 100, 3000);
        }
        for (String block : blocks) {
            int tooSmall = 48 / STEP;
            int enough = 480 / STEP;
            while (enough - tooSmall > 1) {
                int heap = (tooSmall + enough) / 2;
                if (run(heap * STEP, block, input, folder.resolve("out-" + block + "-" + heap + ".zarr")) == 0) {
                    enough = heap;
                } else {
                    tooSmall = heap;
                }
            }
            System.out.println("blocks of " + block + ": " + enough * STEP + " MB");
        }
    }

    /** @return the exit status of a job in a process with a heap of so many megabytes; out of memory it is ended */
    static int run(int megabytes, String block, Path input, Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dspark.ui.enabled=false",
                // Spark refuses heaps below 450 MB, as it would rather keep data in them.
                "-Dspark.testing.memory=600000000",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "apply",
                "--master=local[1]",
                "--block=" + block,
                "--normalize",
                "--kernel=box(size=5, dimensions=3) + 0.1 * [1 2 3; 2 5 1; 0 1 0]",
                input.toString(),
                output.toString()));
        Path log = output.resolveSibling(output.getFileName() + ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
    }
}
