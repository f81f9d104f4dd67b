package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void writesThePageAndNamesIt() {
        Path demo = folder.resolve("demo");
        assertThat(run("demo", demo.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("1. The lesson")
                .endsWith(demo.resolve("index.html") + System.lineSeparator());
        assertThat(demo.resolve("index.html")).isNotEmptyFile();
    }

    @Test
    void helpNamesTheFolder() {
        assertThat(run("demo", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains("Usage: kernelj demo", "[FOLDER]", "Default: " + Path.of("target", "demo"));
    }

    @Test
    void aFailureIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThat(run("demo", file.toString())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("kernelj: can't use " + file + " as a folder: it is a file");
    }

    private int run(String... args) {
        return Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
    }
}
