package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchTaskTest extends BatchFixture {

    @Test
    void fourHundredFilesWithTwentyBrokenOnes() throws IOException {
        BatchFolder.fill(in, 400);
        for (int i = 0; i < 20; i++) {
            Path file = file(in, 20 * i + i % 9);
            BatchFolder.spoil(file, i);
        }
        BatchResult result = run(settings());
        assertThat(result.done()).isEqualTo(380);
        assertThat(result.failed())
                .hasSize(20)
                .allSatisfy(outcome -> assertThat(outcome.reason())
                        .startsWith("can't open " + in.resolve(outcome.file()) + ": ")
                        .hasSizeGreaterThan(in.toString().length() + 30));
        assertThat(result.isComplete()).isFalse();
        assertThat(result.summary()).hasSize(21).last().asString().startsWith("380 done, 0 skipped, 20 failed in ");
        assertThat(BatchFolder.results(out)).hasSize(380);
        assertThat(Files.readAllLines(out.resolve("kernelj-batch.csv"))).hasSize(401);
    }

    /** The n-th file by name. */
    private static Path file(Path folder, int n) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().skip(n).findFirst().orElseThrow();
        }
    }

    @Test
    void pixelsAreThoseOfTheMenu() throws IOException {
        BatchFolder.fill(in, 10);
        BatchSettings settings = settings("kernel", "1 2 1 | 2 4 2 | 1 2 1", "type", "32-bit");
        assertThat(run(settings).done()).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            Path input = file(in, i);
            ImagePlus expected = ApplyTask.apply(ImageFiles.open(input), settings.apply(), Progress.NONE)
                    .image();
            ImagePlus written =
                    ImageFiles.open(out.resolve(input.getFileName().toString().replace('.', '-') + ".tif"));
            assertThat(written.getDimensions()).isEqualTo(expected.getDimensions());
            for (int z = 1; z <= expected.getStackSize(); z++) {
                assertThat((float[]) written.getStack().getPixels(z))
                        .isEqualTo((float[]) expected.getStack().getPixels(z));
            }
        }
    }

    @Test
    void theInputsFormatIsKeptWhereItCanBeWritten() throws IOException {
        BatchFolder.fill(in, 8);
        assertThat(run(settings("name", "{name}.{ext}")).done()).isEqualTo(8);
        assertThat(BatchFolder.results(out).keySet())
                .contains("image-001.png", "image-002.bmp", "image-003.pgm", "image-006.pfm", "image-007.csv");
    }

    @Test
    void aFormatThatCannotHoldTheDepthIsRefusedBeforeAnything() throws IOException {
        BatchFolder.fill(in, 8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("name", "{name}.png", "type", "32-bit"))
                .withMessageContaining("PNG holds no 32-bit values; use .tif or type=8-bit or 16-bit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("name", "{name}.jpg"))
                .withMessageContaining("JPEG loses detail");
        BatchResult result = run(settings("name", "{name}-{ext}.png"));
        assertThat(result.failed()).extracting(BatchOutcome::file).containsExactly("image-006.pfm", "image-007.csv");
        assertThat(result.failed().get(0).reason()).contains("PNG holds no 32-bit values");
    }

    @Test
    void existingResultsAreSkippedOverwrittenRenamedOrRefused() throws IOException {
        BatchFolder.fill(in, 3);
        run(settings());
        Map<String, byte[]> first = BatchFolder.results(out);
        Files.write(out.resolve("image-001-png.tif"), new byte[] {1});
        BatchResult skipped = run(settings("existing", "skip"));
        assertThat(skipped.skipped()).isEqualTo(3);
        assertThat(skipped.isComplete()).isTrue();
        assertThat(out.resolve("image-001-png.tif")).hasBinaryContent(new byte[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("existing", "fail")))
                .withMessage(
                        out.resolve("image-000-tif.tif")
                                + " is there already; use existing=skip, overwrite or rename, or another folder. Nothing was done");
        assertThat(run(settings("existing", "rename")).done()).isEqualTo(3);
        assertThat(out.resolve("image-001-png-1.tif")).hasBinaryContent(first.get("image-001-png.tif"));
        assertThat(out.resolve("image-001-png.tif")).hasBinaryContent(new byte[] {1});
        assertThat(run(settings("existing", "overwrite")).done()).isEqualTo(3);
        assertThat(out.resolve("image-001-png.tif")).hasBinaryContent(first.get("image-001-png.tif"));
    }

    @Test
    void foldersAndPatterns() throws IOException {
        BatchFolder.fill(in.resolve("a"), 2);
        BatchFolder.fill(in.resolve("a/b"), 2);
        BatchFolder.fill(in, 2);
        Files.createDirectories(in.resolve(".hidden"));
        Files.writeString(in.resolve(".hidden/x.tif"), "no image");
        Files.writeString(in.resolve("._image.tif"), "no image");
        assertThat(run(settings()).done()).isEqualTo(2);
        assertThat(run(settings("recursive", "true", "existing", "overwrite")).done())
                .isEqualTo(6);
        assertThat(BatchFolder.results(out))
                .containsKeys("image-000-tif.tif", "a/image-001-png.tif", "a/b/image-000-tif.tif");
        assertThat(done("input", in + "/*.png")).isEqualTo(1);
        assertThat(done("input", in + "/**.png")).isEqualTo(3);
        assertThat(done("input", in + "/a/*/image-00?.{tif,bmp}")).isEqualTo(1);
        assertThat(done("input", in + "/*.png", "recursive", "true")).isEqualTo(3);
        assertThat(done("input", in + "/image-000.tif")).isEqualTo(1);
    }

    private int done(String... more) throws IOException {
        String[] all = Arrays.copyOf(more, more.length + 2);
        all[more.length] = "output";
        all[more.length + 1] = folder.resolve("out" + System.nanoTime()).toString();
        return run(settings(all)).done();
    }

    @Test
    void saysWhatCannotBeFound() throws IOException {
        assertThatIOException().isThrownBy(() -> run(settings())).withMessage("there is no folder or file " + in);
        Files.createDirectories(in);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings()))
                .withMessage("input=" + in + ": there are no images; recursive enters folders");
        assertThatIOException()
                .isThrownBy(() -> run(settings("input", folder + "/none/*.tif")))
                .withMessageStartingWith("there is no folder " + folder.resolve("none"));
        BatchFolder.fill(in, 1);
        assertThatIOException()
                .isThrownBy(() -> run(settings("kernel", "none.json")))
                .withMessageContaining("none.json");
        assertThat(out).doesNotExist();
        Files.writeString(out, "a file");
        assertThatIOException()
                .isThrownBy(() -> run(settings()))
                .withMessageStartingWith("can't write to the folder " + out);
    }

    @Test
    void noInputIsEverOverwritten() throws IOException {
        BatchFolder.fill(in, 3);
        Map<String, byte[]> before = BatchFolder.results(in);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("output", in.toString(), "existing", "overwrite")))
                .withMessageContaining("is the folder of the images");
        Files.createSymbolicLink(folder.resolve("link"), in);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("output", folder.resolve("link").toString(), "existing", "overwrite")))
                .withMessageContaining("is the folder of the images");
        Files.createDirectories(out);
        for (boolean symbolic : List.of(true, false)) {
            Path link = out.resolve("image-000-tif.tif");
            Files.deleteIfExists(link);
            if (symbolic) {
                Files.createSymbolicLink(link, in.resolve("image-001.png"));
            } else {
                Files.createLink(link, in.resolve("image-001.png"));
            }
            for (String existing : List.of("overwrite", "skip")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> run(settings("existing", existing)))
                        .withMessageStartingWith("the result " + link + " would be written over one of the images");
            }
        }
        assertThat(BatchFolder.results(in)).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void twoResultsNeverShareAName() throws IOException {
        BatchFolder.fill(in, 2);
        Files.copy(in.resolve("image-000.tif"), in.resolve("IMAGE-000.tif"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("existing", "overwrite")))
                .withMessageContaining(in.resolve("IMAGE-000.tif") + " and " + in.resolve("image-000.tif")
                        + " would both be written to " + out.resolve("image-000-tif.tif"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("name", "same.tif")))
                .withMessageContaining("would both be written to " + out.resolve("same.tif"));
        assertThat(run(settings("name", "{number}.tif")).done()).isEqualTo(3);
        assertThat(BatchFolder.results(out)).containsOnlyKeys("1.tif", "2.tif", "3.tif");
    }

    @Test
    void namePatternsStayInTheirFolder() {
        for (String name :
                List.of("../{name}.tif", "/tmp/{name}.tif", "a\\{name}.tif", "..", ".tif", "x\0.tif", "C:x.tif")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings("name", name))
                    .withMessageStartingWith("name=" + name + ": a name ");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("name", "{nam}.tif"))
                .withMessageContaining("{nam} stands for nothing; there are {name}, {ext} and {number}");
        assertThat(new NamePattern("{name}.tif").of(Path.of("in/{ext}..a.png"), 7))
                .isEqualTo("{ext}..a.tif");
    }

    @Test
    void tableAndLogTellOfEveryFile() throws IOException {
        BatchFolder.fill(in, 2);
        Files.write(in.resolve("a, \"b\".tif"), new byte[0]);
        BatchResult result = run(settings("kernel", "300", "normalize", "false"));
        assertThat(result.notices())
                .containsExactly("in 2 files values lay beyond what the result's pixels hold and were clipped, as"
                        + " kernelj-batch.csv counts; type=32-bit keeps them");
        assertThat(Files.readString(out.resolve("kernelj-batch.log"))).contains(" note: image-001.png: ");
        List<String> table = Files.readAllLines(out.resolve("kernelj-batch.csv"));
        assertThat(table.get(0)).isEqualTo("file,status,reason,clipped pixels,seconds,output");
        assertThat(table).anyMatch(line -> line.startsWith("\"a, \"\"b\"\".tif\",failed,\"can't open "));
        assertThat(table)
                .anyMatch(line -> line.matches("image-001\\.png,done,,\\d{2,},\\d+\\.\\d{3},image-001-png\\.tif"));
        run(settings());
        assertThat(Files.readAllLines(out.resolve("kernelj-batch.csv")))
                .anyMatch(line -> line.startsWith("image-001.png,skipped,the result is there,0,"));
        assertThat(Files.readString(out.resolve("kernelj-batch.log")))
                .contains(
                        "2026-11-01T08:00:00Z begin: 3 files, {",
                        "done: image-001.png",
                        "end: 0 done, 2 skipped, 1 failed");
    }

    @Test
    void theResultDoesNotDependOnThreadsOrMemory() throws IOException {
        BatchFolder.fill(in, 20);
        run(settings("threads", "1"));
        Map<String, byte[]> one = BatchFolder.results(out);
        run(settings("threads", "5", "memory", "16", "existing", "overwrite"));
        assertThat(BatchFolder.results(out)).usingRecursiveComparison().isEqualTo(one);
    }

    @Test
    void settingsGoToTextAndBack() {
        BatchSettings settings = settings("recursive", "true", "existing", "rename", "memory", "500", "border", "wrap");
        assertThat(BatchSettings.parse(settings.toMap())).isEqualTo(settings);
        assertThat(BatchSettings.parse(settings.format(), name -> java.util.Optional.empty()))
                .isEqualTo(settings);
        assertThat(BatchSettings.KEYS.stream().map(Key::name)).doesNotHaveDuplicates();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("memory", "3"))
                .withMessage("memory=3: memory is a whole number from 16");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchSettings.parse(Map.of("kernel", "1", "output", "x")))
                .withMessageStartingWith("input is missing: give a folder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("existing", "ask"))
                .withMessage("existing=ask: existing is one of skip, overwrite, rename, fail");
        assertThat(Set.copyOf(BatchSettings.KEYS)).doesNotContain(ApplySettings.DESTINATION);
    }
}
