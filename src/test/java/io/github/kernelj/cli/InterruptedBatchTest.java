package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.task.ZarrVolumes;
import io.github.kernelj.zarr.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch over files and OME-Zarr in a process of its own, killed or interrupted while it works. */
class InterruptedBatchTest {

    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void fill() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
        for (int i = 0; i < 4; i++) {
            ZarrVolumes.write(
                    in.resolve("image-" + i + "5.zarr"),
                    DataType.UINT16,
                    new int[] {1, 1, 12, 120, 120},
                    new int[] {4, 32, 32},
                    100,
                    1000);
        }
        for (int i = 0; i < 26; i++) {
            ImagePlus image = IJ.createImage("noise", i % 3 == 0 ? "16-bit" : "8-bit", 120, 120, i % 3 == 0 ? 8 : 1);
            Random random = new Random(i);
            for (int z = 1; z <= image.getStackSize(); z++) {
                for (int p = 0; p < 14_400; p++) {
                    image.getStack().getProcessor(z).set(p, random.nextInt(250));
                }
            }
            ImageFiles.save(image, in.resolve("image-" + i + ".tif"));
        }
    }

    private Process start(Path output) throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(interruptible());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Main.class.getName(),
                "batch",
                "--kernel=gaussian(sigma=3, dimensions=3)",
                "--threads=2",
                in.toString(),
                output.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile())
                .start();
    }

    /** A shell ignores interrupts in what it runs in the background, and that is handed down to all processes of a build. */
    private static List<String> interruptible() throws Exception {
        List<String> prefix = List.of("env", "--default-signal=INT");
        Process probe = new ProcessBuilder(
                        Stream.concat(prefix.stream(), Stream.of("true")).toList())
                .redirectErrorStream(true)
                .start();
        return probe.waitFor() == 0 ? prefix : List.of();
    }

    /** Waits until some results are there, and a random moment more. */
    private void waitForWork(Process process, Random random, int least) throws Exception {
        while (process.isAlive() && results(out).size() < least) {
            Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(60));
    }

    private static Map<String, byte[]> results(Path folder) throws IOException {
        Map<String, byte[]> results = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    String name = file.getFileName().toString();
                    if (!name.startsWith("kernelj-batch.")) {
                        try {
                            results.put(name, Files.isDirectory(file) ? chunks(file) : Files.readAllBytes(file));
                        } catch (IOException | UncheckedIOException e) {
                            // A temporary file or folder that has just got its name.
                        }
                    }
                }
            }
        }
        return results;
    }

    /** Names and bytes of all files of a volume, one behind the other. */
    private static byte[] chunks(Path volume) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.walk(volume)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.write(volume.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                all.write(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    private void killAndFinish(int kills) throws Exception {
        Path whole = folder.resolve("whole");
        assertThat(start(whole).waitFor()).isZero();
        Random random = new Random(7);
        int killed = 0;
        for (int i = 0; i < kills; i++) {
            Process process = start(out);
            waitForWork(process, random, 24 * i / kills + 1);
            killed += process.isAlive() ? 1 : 0;
            process.destroyForcibly().waitFor();
        }
        assertThat(killed).as("killed at work").isPositive();
        Process last = start(out);
        assertThat(last.waitFor(100, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();
        Map<String, byte[]> expected = results(whole);
        assertThat(expected).hasSize(30);
        Map<String, byte[]> results = results(out);
        assertThat(results.keySet()).isEqualTo(expected.keySet());
        results.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void killedTwiceAndFinished() throws Exception {
        killAndFinish(2);
    }

    @Test
    @Tag("slow")
    void killedTenTimesAndFinished() throws Exception {
        killAndFinish(10);
    }

    /** As a terminal does on Ctrl-C: the batch puts away what it has begun and says how far it came. */
    @Test
    void interrupted() throws Exception {
        Process process = start(out);
        waitForWork(process, new Random(3), 3);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(results(out).keySet()).allMatch(name -> name.matches("image-.*(tif|zarr)"));
        List<String> said = Files.readAllLines(folder.resolve("said.txt"));
        assertThat(said).contains("stopped: cancelled");
        assertThat(said.get(said.size() - 1)).matches("\\d+ done, 0 skipped, 0 failed, \\d+ not begun in .*");
    }
}
