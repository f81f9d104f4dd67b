package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.TiffStackFile;
import io.github.kernelj.plugin.ImageJProcess.Outcome;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stack of three times the memory that there is goes through command line and macro. Its planes repeat, so that a stack
 * of a few planes has every plane of its result.
 */
class LargeStackIT {

    private static final String MEMORY = "64m";
    private static final int SIZE = 512;
    private static final int PLANES = 800;
    private static final int PERIOD = 5;
    private static final ApplySettings SETTINGS = ApplySettings.of(
                    "1 2 1; 2 4 2; 1 2 1 | 0 1 0; 1 -4 1; 0 1 0 | 1 0 0; 0 0 0; 0 0 1")
            .with(ApplySettings.NORMALIZE, "true");

    @TempDir
    static Path folder;

    private static Path input;
    private static ImageStack expected;

    private Path output;

    @BeforeAll
    static void makeStack() throws IOException {
        Object[] planes = new Object[PERIOD];
        Random random = new Random(5);
        for (int i = 0; i < PERIOD; i++) {
            byte[] pixels = new byte[SIZE * SIZE];
            random.nextBytes(pixels);
            planes[i] = pixels;
        }
        input = folder.resolve("large.tif");
        try (TiffStackFile file =
                TiffStackFile.create(input, SIZE, SIZE, 8, PLANES, stack -> new ImagePlus("large", stack))) {
            for (int z = 0; z < PLANES; z++) {
                file.write(z, planes[z % PERIOD]);
            }
            file.finish();
        }
        assertThat(Files.size(input)).isGreaterThan(200_000_000L);
        ImageStack few = new ImageStack(SIZE, SIZE);
        for (int z = 0; z < 3 * PERIOD; z++) {
            few.addSlice(null, planes[z % PERIOD]);
        }
        expected = ApplyTask.apply(new ImagePlus("few", few), SETTINGS, Progress.NONE)
                .image()
                .getStack();
    }

    @BeforeEach
    void noOutputYet() throws IOException {
        output = folder.resolve("result.tif");
        Files.deleteIfExists(output);
    }

    @Test
    void onTheCommandLine() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + MEMORY,
                        "-jar",
                        System.getProperty("kernelj.cli.jar"),
                        "apply",
                        "--kernel=" + SETTINGS.kernel(),
                        "--normalize",
                        input.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertRight();
    }

    @Test
    void fromAMacro() throws IOException, InterruptedException {
        Path home = ImageJProcess.install(folder.resolve("home"), Path.of(System.getProperty("kernelj.plugin.jar")));
        Outcome outcome = ImageJProcess.headless(home, MEMORY, """
                run("TIFF Virtual Stack...", "open=[%s]");
                run("Apply Kernel...", "%s");
                if (!is("Virtual Stack")) exit("the result isn't a virtual stack");
                print("title " + getTitle());
                run("Quit");
                """.formatted(
                input, SETTINGS.with(ApplySettings.OUTPUT, output.toString()).format()));
        assertThat(outcome.output()).contains("title result.tif");
        assertRight();
    }

    private void assertRight() throws IOException {
        ImageStack result = ImageFiles.openVirtual(output).getStack();
        assertThat(result.size()).isEqualTo(PLANES);
        for (int z = 0; z < PLANES; z++) {
            int same = z < PERIOD ? z : z >= PLANES - PERIOD ? z - PLANES + 3 * PERIOD : PERIOD + z % PERIOD;
            assertThat((byte[]) result.getPixels(z + 1)).isEqualTo((byte[]) expected.getPixels(same + 1));
        }
    }
}
