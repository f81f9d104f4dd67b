package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.kernelj.image.ImageFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandTest {

    @TempDir
    Path folder;

    private Path in;
    private Path out;
    private String said;
    private String errors;

    @BeforeEach
    void fill() throws IOException {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
        for (String name : new String[] {"a.png", "b.tif"}) {
            ImageFiles.save(new ImagePlus(name, new ByteProcessor(3, 1, new byte[] {1, 2, 4})), in.resolve(name));
        }
    }

    private int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                args);
        said = outBytes.toString(StandardCharsets.UTF_8);
        errors = errBytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    @Test
    void statusIs0IfEveryFileIsDone() throws IOException {
        assertThat(run("batch", "--kernel=1 1 1", in.toString(), out.toString()))
                .isZero();
        assertThat(said).matches("2 done, 0 skipped, 0 failed in \\d+\\.\\d s\\R");
        assertThat(errors).isEmpty();
        assertThat((byte[]) ImageFiles.open(out.resolve("a.tif")).getProcessor().getPixels())
                .containsExactly(4, 7, 10);
        assertThat(run("batch", "--kernel=1 1 1", in.toString(), out.toString()))
                .isZero();
        assertThat(said).startsWith("0 done, 2 skipped, 0 failed");
    }

    @Test
    void statusIs1AndFailuresAreNamed() throws IOException {
        Path broken = Files.writeString(in.resolve("c.tif"), "no image");
        assertThat(run("batch", "--kernel=300", in.toString(), out.toString())).isEqualTo(1);
        assertThat(said)
                .startsWith("failed: c.tif: can't open " + broken + ": it is of no known kind")
                .contains("2 done, 0 skipped, 1 failed");
        assertThat(errors)
                .startsWith("kernelj: note: in 2 files values lay beyond")
                .hasLineCount(1);
    }

    @Test
    void wrongUsageIsStatus2() {
        assertThat(run("batch", "--kernel=1", "--name={x}.tif", in.toString(), out.toString()))
                .isEqualTo(2);
        assertThat(errors).startsWith("kernelj: name={x}.tif: {x} stands for nothing");
        assertThat(run("batch", "--kernel=1", in.toString())).isEqualTo(2);
        assertThat(run("batch", "--kernel=1", folder + "/none", out.toString())).isEqualTo(1);
        assertThat(errors)
                .isEqualTo("kernelj: there is no folder or file " + folder + "/none" + System.lineSeparator());
        assertThat(out).doesNotExist();
    }

    @Test
    void helpNamesEveryKey() {
        assertThat(run("batch", "--help")).isZero();
        assertThat(said)
                .contains(
                        "--existing=EXISTING",
                        "--errors=ERRORS",
                        "--name=NAME",
                        "--memory=MEMORY",
                        "--recursive",
                        "Examples:")
                .doesNotContain("--destination", "--output");
    }
}
