package io.github.kernelj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/release} on copies of the files that it changes. */
class ReleaseScriptTest {

    @TempDir
    Path project;

    private String output;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "needs bash");
        Files.createDirectory(project.resolve(".ci"));
        for (String name : List.of(".ci/release", "pom.xml", "README.md", "CITATION.cff")) {
            Files.copy(Path.of(name), project.resolve(name));
        }
        String log = Files.readString(Path.of("CHANGELOG.md")).replaceFirst("\n## \\[Unreleased\\][^\n]*\n", "\n");
        Files.writeString(
                project.resolve("CHANGELOG.md"),
                log.replaceFirst("\n## ", "\n## [Unreleased]\n\n- Something new.\n\n## "));
    }

    @Test
    void allFilesSayTheNewVersion() throws Exception {
        assertThat(run("9.8.7", "2031-02-03")).as(output).isZero();
        assertThat(project.resolve("pom.xml"))
                .content()
                .contains("<version>9.8.7</version>", "<project.build.outputTimestamp>2031-02-03T00:00:00Z<");
        assertThat(project.resolve("README.md")).content().contains("target/KernelJ_-9.8.7.jar");
        assertThat(project.resolve("CHANGELOG.md")).content().contains("\n## [9.8.7] - 2031-02-03\n\n- Something new.");
        assertThat(project.resolve("CITATION.cff")).content().contains("\nversion: 9.8.7\ndate-released: 2031-02-03\n");
        assertThat(changedLines("pom.xml")).isEqualTo(2);
        assertThat(run("9.8.7")).isEqualTo(1);
        assertThat(output).isEqualTo("release: pom.xml has version 9.8.7 already\n");
    }

    @Test
    void whatIsMissingIsToldAndNothingIsChanged() throws Exception {
        assertThat(run("next")).isEqualTo(1);
        assertThat(output).startsWith("release: give a version such as 0.2.0");
        Files.writeString(project.resolve("CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n\n- Old.\n");
        assertThat(run("9.8.7")).isEqualTo(1);
        assertThat(output).isEqualTo("release: the section [Unreleased] of CHANGELOG.md is empty\n");
        Files.copy(Path.of("LICENSE"), project.resolve("CHANGELOG.md"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(run("9.8.7")).isEqualTo(1);
        assertThat(output).isEqualTo("release: CHANGELOG.md has no section [Unreleased] with what is new\n");
        assertThat(changedLines("pom.xml")).isZero();
    }

    private long changedLines(String name) throws IOException {
        List<String> before = Files.readAllLines(Path.of(name));
        List<String> after = Files.readAllLines(project.resolve(name));
        assertThat(after).hasSameSizeAs(before);
        return Stream.iterate(0, i -> i < before.size(), i -> i + 1)
                .filter(i -> !before.get(i).equals(after.get(i)))
                .count();
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of("bash", project.resolve(".ci/release").toString()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
