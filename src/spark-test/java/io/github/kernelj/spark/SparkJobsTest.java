package io.github.kernelj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import io.github.kernelj.task.StoredImages;
import io.github.kernelj.task.ZarrSettings;
import io.github.kernelj.task.ZarrVolumes;
import io.github.kernelj.zarr.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs on two threads of this machine, against the same work in one process. */
class SparkJobsTest {

    private static final String SOBEL = "--kernel=sobel-z(dimensions=3)";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void volume() throws IOException {
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty("spark.hadoop.fs.flaky.impl", FlakyFiles.class.getName());
        System.setProperty("spark.hadoop.fs.flaky.impl.disable.cache", "true");
        ZarrVolumes.write(
                shared.resolve("in.zarr"),
                DataType.UINT16,
                new int[] {2, 1, 70, 130, 150},
                new int[] {16, 64, 64},
                99,
                9000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theResultIsThatOfOneProcess(int partitions) throws IOException {
        String kernel = "1 2 1; 0 4 0; 1 2 3 | 1 0 0; 0 9.5 0; 0 0 1 | 2 1 0; 0 1 0; 0 3 0";
        ApplySettings settings = ApplySettings.parse(Map.of("kernel", kernel, "normalize", "true", "border", "mirror"));
        Path expected = folder.resolve("expected.zarr");
        ZarrSettings storage = ZarrSettings.parse(Map.of("pyramid", "true"));
        ApplyTask.apply(shared.resolve("in.zarr"), expected, settings, storage, Progress.NONE);
        Path output = folder.resolve("out.zarr");
        assertThat(run(
                        "apply",
                        "--master=local[2]",
                        "--partitions=" + partitions,
                        "--block=64x64x16",
                        "--pyramid",
                        "--kernel=" + kernel,
                        "--normalize",
                        "--border=mirror",
                        in(),
                        output.toString()))
                .as("%s", err)
                .isZero();
        assertSame(expected, output);
        assertThat(out.toString())
                .contains("plan: direct", "blocks: 90 of 64 x 64 x 16 pixels\n", "read: ", "gigavoxel");
        assertThat(output.resolve(ApplyRun.MARK)).doesNotExist();
    }

    @Test
    void fourierAgreesWithinTheAccuracy() throws IOException {
        String kernel = "gabor(wavelength=9, angle=31, sigma=6, size=41)";
        Path expected = folder.resolve("expected.zarr");
        ApplySettings settings = ApplySettings.parse(Map.of("kernel", kernel, "type", "32-bit"));
        ApplyTask.apply(shared.resolve("in.zarr"), expected, settings, Progress.NONE);
        Path output = folder.resolve("out.zarr");
        assertThat(run(
                        "apply",
                        "--master=local[2]",
                        "--type=32-bit",
                        "--block=64x64x16",
                        "--kernel=" + kernel,
                        in(),
                        output.toString()))
                .isZero();
        double magnitude = 0;
        for (float weight : KernelExpression.parse(kernel)
                .evaluate(VoxelSize.PIXEL)
                .single()
                .weights()) {
            magnitude += Math.abs(weight);
        }
        List<float[]> wanted = ZarrVolumes.read(expected);
        List<float[]> found = ZarrVolumes.read(output);
        for (int z = 0; z < wanted.size(); z++) {
            for (int i = 0; i < wanted.get(z).length; i++) {
                assertThat((double) found.get(z)[i]).isCloseTo(wanted.get(z)[i], within(2e-5 * 9000 * magnitude));
            }
        }
    }

    @Test
    void tasksThatFailAreTriedAgain() throws IOException {
        Path expected = folder.resolve("expected.zarr");
        ApplyTask.apply(
                shared.resolve("in.zarr"),
                expected,
                ApplySettings.parse(Map.of("kernel", "sobel-z(dimensions=3)", "type", "32-bit")),
                Progress.NONE);
        Path output = folder.resolve("out.zarr");
        int before = FlakyFiles.FAILURES.get();
        assertThat(run(
                        "apply",
                        "--master=local[2,4]",
                        "--type=32-bit",
                        "--block=64x64x16",
                        SOBEL,
                        in(),
                        "flaky://" + output))
                .as("%s", err)
                .isZero();
        assertThat(FlakyFiles.FAILURES.get()).isGreaterThan(before);
        assertThat(out.toString()).contains("attempts that failed or were given up, and made good by others: ");
        assertSame(expected, output);
    }

    @Test
    void anInterruptedJobIsResumed() throws IOException {
        Path output = folder.resolve("out.zarr");
        String[] job = {
            "apply", "--master=local[2]", "--type=32-bit", "--block=64x64x16", SOBEL, in(), "flaky://" + output
        };
        FlakyFiles.LEFT.set(40);
        try {
            assertThat(run(job)).isEqualTo(1);
        } finally {
            FlakyFiles.LEFT.set(Integer.MAX_VALUE);
        }
        assertThat(err.toString()).contains("kernelj: can't write flaky:").contains("the network");
        assertThat(output.resolve(".zattrs")).doesNotExist();
        assertThat(run(job)).isEqualTo(1);
        assertThat(err.toString()).contains("an interrupted job is at", "--resume continues it");
        assertThat(run(with(job, "--border=wrap", "--resume"))).isEqualTo(1);
        assertThat(err.toString()).contains("can't resume: the job at", "was another one");

        int status = 1;
        for (int attempt = 0; status != 0 && attempt < 20; attempt++) {
            status = run(with(job, "--resume"));
        }
        assertThat(status).as("%s", err).isZero();
        assertThat(out.toString()).containsPattern("skipped: [1-9]\\d* blocks that are there");
        Path expected = folder.resolve("expected.zarr");
        ApplyTask.apply(
                shared.resolve("in.zarr"),
                expected,
                ApplySettings.parse(Map.of("kernel", "sobel-z(dimensions=3)", "type", "32-bit")),
                Progress.NONE);
        assertSame(expected, output);
        assertThat(run(with(job, "--resume"))).isEqualTo(1);
        assertThat(err.toString()).contains("there is an image already");
    }

    @Test
    void aDamagedChunkIsNamed() throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.UINT16, new int[] {1, 1, 8, 40, 40}, new int[] {4, 16, 16}, 99, 9000);
        Path chunk = input.resolve("0/0/0/1/2/1");
        Files.write(chunk, Arrays.copyOf(Files.readAllBytes(chunk), 30));
        assertThat(run(
                        "apply",
                        "--master=local[2]",
                        SOBEL,
                        input.toString(),
                        folder.resolve("o.zarr").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("kernelj: can't read the chunk " + chunk + ": ");
    }

    @Test
    void aLearnedKernelIsThatOfOneProcess() throws IOException {
        Path target = folder.resolve("target.zarr");
        ApplySettings filter =
                ApplySettings.parse(Map.of("kernel", "1 2 1; 0 4 0; 1 2 3 | 1 0 0; 0 9 0; 0 0 1", "normalize", "true"));
        ApplyTask.apply(shared.resolve("in.zarr"), target, filter, Progress.NONE);
        LearnSettings settings = LearnSettings.parse(Map.of("size", "3x3x2", "method", "exact", "bias", "true"));
        double[] expected = LearnTask.learn(
                        StoredImages.open(shared.resolve("in.zarr")),
                        StoredImages.open(target),
                        settings,
                        TrainingListener.NONE,
                        Progress.NONE)
                .fit()
                .weights();
        List<double[]> found = new ArrayList<>();
        for (int partitions : new int[] {1, 2, 4}) {
            Path kernel = folder.resolve("kernel" + partitions + ".json");
            SparkSettings sharing = SparkSettings.of(new Arguments(
                    List.of("--master=local[2]", "--partitions=" + partitions), SparkSettings.LEARN_KEYS));
            try (var spark = sharing.context("learn")) {
                found.add(new LearnRun(spark, sharing, new PrintStream(out), new PrintStream(err))
                        .run(in(), target.toString(), kernel, settings)
                        .fit()
                        .weights());
            }
            assertThat(KernelFiles.read(kernel).single().shape().volume()).isEqualTo(18);
        }
        for (double[] weights : found) {
            assertThat(weights).containsExactly(found.get(0));
            assertThat(weights).containsExactly(expected, within(1e-12));
        }
        assertThat(out.toString()).contains("Learned a 3 x 3 x 2 kernel from ", "R² ", "gigavoxel");
    }

    @Test
    void theReportIsThatOfOneProcess() throws IOException {
        Path target = folder.resolve("target.zarr");
        ApplyTask.apply(
                shared.resolve("in.zarr"),
                target,
                ApplySettings.parse(Map.of("kernel", "1 2 1; 2 4 2; 1 2 1", "normalize", "true")),
                Progress.NONE);
        Path report = folder.resolve("report.txt");
        assertThat(run(
                        "learn",
                        "--master=local[2]",
                        "--size=auto",
                        "--largest-size=5",
                        "--method=exact",
                        "--bias",
                        "--report=" + report,
                        in(),
                        target.toString(),
                        folder.resolve("kernel.json").toString()))
                .as("%s", err)
                .isZero();
        LearnSettings settings = LearnSettings.parse(
                Map.of("size", "auto", "largest-size", "5", "method", "exact", "bias", "true", "report", "r.txt"));
        List<String> expected = LearnTask.learn(
                        StoredImages.open(shared.resolve("in.zarr")),
                        StoredImages.open(target),
                        settings,
                        TrainingListener.NONE,
                        Progress.NONE)
                .report()
                .orElseThrow()
                .lines();
        assertSameWords(expected, Files.readAllLines(report));
        assertThat(out.toString()).contains("Report written to " + report, "Size: 3 x 3");
        assertThat(run("learn", "--size=3", "--clipped=exclude", in(), target.toString(), folder + "/k.json"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("clipped=exclude isn't for learning in blocks");
    }

    /** Numbers may differ by rounding: of the target's noise, which is all that is left, sums cancel. */
    private static void assertSameWords(List<String> expected, List<String> found) {
        assertThat(found).hasSameSizeAs(expected);
        for (int line = 0; line < expected.size(); line++) {
            String[] wanted = expected.get(line).trim().split("\\s+");
            String[] words = found.get(line).trim().split("\\s+");
            assertThat(words).as(found.get(line)).hasSameSizeAs(wanted);
            for (int i = 0; i < words.length; i++) {
                if (wanted[i].matches("-?\\d+(\\.\\d+)?(e-?\\d+)?")
                        && !expected.get(line).startsWith("In standard errors")) {
                    double value = Double.parseDouble(wanted[i]);
                    assertThat(Double.parseDouble(words[i])).isCloseTo(value, within(1e-3 * Math.abs(value)));
                }
            }
        }
    }

    @Test
    void wrongUsageIsTold() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("apply", SOBEL, "a.zarr")).isEqualTo(2);
        assertThat(run("apply", "--colour=red", SOBEL, "a.zarr", "b.zarr")).isEqualTo(2);
        assertThat(run("learn", "--size=3x", "a", "b", "c.json")).isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "the first word is apply or learn, got ''",
                        "give INPUT, OUTPUT; got [a.zarr]",
                        "there is no option --colour",
                        "size");
    }

    private static String in() {
        return shared.resolve("in.zarr").toString();
    }

    private static String[] with(String[] job, String... more) {
        List<String> words = new ArrayList<>(List.of(job));
        words.addAll(1, List.of(more));
        return words.toArray(String[]::new);
    }

    private int run(String... words) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                words);
    }

    private static void assertSame(Path expected, Path found) throws IOException {
        List<float[]> wanted = ZarrVolumes.read(expected);
        List<float[]> planes = ZarrVolumes.read(found);
        assertThat(planes).hasSameSizeAs(wanted);
        for (int z = 0; z < wanted.size(); z++) {
            assertThat(planes.get(z)).as("plane %d", z).isEqualTo(wanted.get(z));
        }
    }
}
