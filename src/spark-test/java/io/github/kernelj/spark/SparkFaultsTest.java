package io.github.kernelj.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.ZarrSettings;
import io.github.kernelj.task.ZarrVolumes;
import io.github.kernelj.zarr.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on executors that are processes of their own: one is killed at work, one is far slower than the others. */
class SparkFaultsTest {

    private static final String KERNEL = "1 2 1; 0 4 0; 1 2 3 | 1 0 0; 0 9.5 0; 0 0 1 | 2 1 0; 0 1 0; 0 3 0";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> before = new TreeMap<>();

    /** As Spark has no home here, executors get this process's class path. */
    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("home/jars"));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        set("spark.testing", "true");
        set("spark.test.home", folder.resolve("home").toString());
        set("spark.executor.extraClassPath", classPath);
        set("spark.executorEnv.SPARK_SCALA_VERSION", "2.13");
        set("spark.ui.enabled", "false");
        // The dead are waited for.
        set("spark.network.timeout", "20s");
        set("spark.network.timeoutInterval", "5s");
        set("spark.executor.heartbeatInterval", "2s");
        set("spark.shuffle.io.maxRetries", "1");
        set("spark.shuffle.io.retryWait", "1s");
        set("spark.hadoop.fs.slow.impl", SlowFiles.class.getName());
        ZarrVolumes.write(
                folder.resolve("in.zarr"),
                DataType.UINT16,
                new int[] {1, 1, 120, 130, 150},
                new int[] {8, 32, 32},
                99,
                9000);
    }

    private void set(String name, String value) {
        before.put(name, System.getProperty(name, ""));
        System.setProperty(name, value);
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private CompletableFuture<Integer> start(String master, String scheme) {
        return CompletableFuture.supplyAsync(() -> Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                "apply",
                "--master=" + master,
                "--block=32x32x8",
                "--pyramid",
                "--kernel=" + KERNEL,
                "--normalize",
                folder.resolve("in.zarr").toString(),
                scheme + folder.resolve("out.zarr")));
    }

    @Test
    void aJobWhoseExecutorIsKilledEndsAlike() throws Exception {
        CompletableFuture<Integer> job = start("local-cluster[2,1,1024]", "");
        while (!job.isDone() && chunks() < 20) {
            Thread.sleep(5);
        }
        List<ProcessHandle> executors = executors();
        assertThat(executors).as("%s%s", out, err).hasSize(2);
        executors.get(0).destroyForcibly();
        assertThat(job.isDone()).isFalse();
        assertThat(job.get(180, TimeUnit.SECONDS)).as("%s", err).isZero();
        assertThat(out.toString()).contains("attempts that failed or were given up");
        assertAsOneProcess();
    }

    @Test
    void aSlowTaskIsOvertakenByItsTwin() throws Exception {
        set("spark.speculation", "true");
        set("spark.speculation.interval", "100ms");
        set("spark.speculation.multiplier", "1.5");
        set("spark.speculation.quantile", "0.5");
        set("spark.driver.host", "127.0.0.1");
        set("spark.cores.max", "2");
        set("spark.executor.memory", "700m");
        set("spark.scheduler.minRegisteredResourcesRatio", "1");
        // Twins run on other hosts only.
        try (TwoHosts cluster = new TwoHosts(folder.resolve("home"))) {
            assertThat(start(cluster.address(), "slow://").get(180, TimeUnit.SECONDS))
                    .as("%s", err)
                    .isZero();
        }
        assertThat(folder.resolve("out.slow")).as("someone was slow").exists();
        assertThat(out.toString()).contains("attempts that failed or were given up");
        assertThat(folder.resolve("given-up"))
                .as("the slow one wasn't waited for")
                .exists();
        assertAsOneProcess();
    }

    /** Those of this process's executors that live. */
    private static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .filter(java -> java.endsWith("java"))
                        .isPresent())
                .toList();
    }

    private int chunks() throws IOException {
        Path level = folder.resolve("out.zarr/0");
        if (!Files.isDirectory(level)) {
            return 0;
        }
        AtomicInteger count = new AtomicInteger();
        Files.walkFileTree(level, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                count.incrementAndGet();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // It has got its name meanwhile.
                return FileVisitResult.CONTINUE;
            }
        });
        return count.get();
    }

    private void assertAsOneProcess() throws IOException {
        Path expected = folder.resolve("expected.zarr");
        ApplySettings settings = ApplySettings.parse(Map.of("kernel", KERNEL, "normalize", "true"));
        ApplyTask.apply(
                folder.resolve("in.zarr"),
                expected,
                settings,
                ZarrSettings.parse(Map.of("pyramid", "true")),
                Progress.NONE);
        assertThat(files(folder.resolve("out.zarr"))).usingRecursiveComparison().isEqualTo(files(expected));
    }

    private static Map<String, byte[]> files(Path root) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
