package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.zarr.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches over folders that hold OME-Zarr beside files. */
class BatchZarrTest {

    private static final String KERNEL = "1 2 1; 2 4 2; 1 2 1 | 0 1 0; 1 3 1; 0 1 0 | 1 2 1; 2 4 2; 1 2 1";

    @TempDir
    Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void fill() throws IOException {
        in = folder.resolve("in");
        out = folder.resolve("out");
        BatchFolder.fill(in, 20);
        volume("a.zarr", DataType.UINT16, 1);
        volume("b.ome.zarr", DataType.FLOAT32, 2);
        volume("inner/c.zarr", DataType.UINT8, 1);
        ApplyTask.apply(
                in.resolve("a.zarr"),
                in.resolve("third.zarr"),
                ApplySettings.of("identity"),
                ZarrSettings.parse(Map.of("zarr", "3", "pyramid", "true")),
                Progress.NONE);
    }

    private void volume(String name, DataType type, int channels) throws IOException {
        Path volume = in.resolve(name);
        Files.createDirectories(volume.getParent());
        ZarrVolumes.write(volume, type, new int[] {1, channels, 9, 30, 40}, new int[] {4, 16, 16}, 20, 200);
    }

    private BatchSettings settings(String... more) {
        Map<String, String> texts = new HashMap<>(Map.of("kernel", KERNEL, "normalize", "true"));
        texts.put("input", in.toString());
        texts.put("output", out.toString());
        for (int i = 0; i < more.length; i += 2) {
            texts.put(more[i], more[i + 1]);
        }
        return BatchSettings.parse(texts);
    }

    private static BatchResult run(BatchSettings settings) throws IOException {
        return BatchTask.run(settings, Progress.NONE);
    }

    private void assertAsApplied(String input, Path found, ZarrSettings storage) throws IOException {
        Path expected = folder.resolve("expected.zarr");
        ApplyTask.apply(in.resolve(input), expected, settings().apply(), storage, Progress.NONE);
        assertThat(BatchFolder.results(found)).usingRecursiveComparison().isEqualTo(BatchFolder.results(expected));
    }

    @Test
    void volumesAreImagesLikeFiles() throws IOException {
        BatchResult result = run(settings("recursive", "true"));
        assertThat(result.failed()).isEmpty();
        assertThat(result.done()).isEqualTo(24);
        for (String name : List.of("a.zarr", "b.ome.zarr", "inner/c.zarr", "third.zarr")) {
            assertAsApplied(name, out.resolve(name), ZarrSettings.DEFAULT);
        }
        try (var files = Files.list(out)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tif"))).hasSize(20);
        }
        List<String> table = Files.readAllLines(out.resolve("kernelj-batch.csv"));
        assertThat(table).hasSize(25);
        assertThat(table).anyMatch(line -> line.startsWith("inner/c.zarr,done,,0,") && line.endsWith(",inner/c.zarr"));
    }

    @Test
    void damagedVolumesAreNamedAndLeaveNothing() throws IOException {
        Path chunk = in.resolve("a.zarr/0/0/0/1/1/1");
        Files.write(chunk, new byte[] {1, 2, 3});
        Files.createDirectory(in.resolve("empty.zarr"));
        BatchResult result = run(settings("input", in + "/*.zarr"));
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.failed()).extracting(BatchOutcome::file).containsExactly("a.zarr", "empty.zarr");
        assertThat(result.failed().get(0).reason()).startsWith("can't read the chunk " + chunk);
        assertThat(result.failed().get(1).reason()).contains("holds neither OME-Zarr nor a Zarr array");
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("b.ome.zarr", "third.zarr", "kernelj-batch.csv", "kernelj-batch.log");
        }
    }

    @Test
    void thePatternTellsTheFormat() throws IOException {
        BatchSettings zarr = settings("name", "{name}-{ext}.zarr", "zarr", "3", "compression", "gzip");
        assertThat(run(zarr).done()).isEqualTo(23);
        assertAsApplied("a.zarr", out.resolve("a-zarr.zarr"), zarr.storage());
        assertAsApplied("image-009.tif", out.resolve("image-009-tif.zarr"), zarr.storage());

        Path files = folder.resolve("files");
        assertThat(run(settings("name", "{name}.tif", "output", files.toString()))
                        .done())
                .isEqualTo(23);
        assertThat(ImageFiles.open(files.resolve("b.ome.tif")).getDimensions()).containsExactly(40, 30, 2, 9, 1);
        Path same = folder.resolve("same");
        assertThat(run(settings("name", "{name}.{ext}", "output", same.toString()))
                        .done())
                .isEqualTo(23);
        assertThat(same.resolve("a.zarr")).isDirectory();
        assertThat(same.resolve("image-001.png")).isRegularFile();
    }

    @Test
    void oneVolumeIsAnInputToo() throws IOException {
        assertThat(run(settings("input", in.resolve("a.zarr").toString())).done())
                .isEqualTo(1);
        assertAsApplied("a.zarr", out.resolve("a.zarr"), ZarrSettings.DEFAULT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("input", in.resolve("a.zarr").toString(), "output", in.toString())))
                .withMessageContaining("is the folder of the images");
    }

    @Test
    void existingVolumesAreSkippedOverwrittenRenamedOrRefused() throws IOException {
        String volumes = in + "/*.zarr";
        run(settings("input", volumes));
        Map<String, byte[]> first = BatchFolder.results(out);
        assertThat(run(settings("input", volumes)).skipped()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(settings("input", volumes, "existing", "fail")))
                .withMessageContaining("is there already");
        assertThat(run(settings("input", volumes, "existing", "overwrite")).done())
                .isEqualTo(3);
        assertThat(BatchFolder.results(out)).usingRecursiveComparison().isEqualTo(first);
        assertThat(run(settings("input", volumes, "existing", "rename")).done()).isEqualTo(3);
        assertAsApplied("b.ome.zarr", out.resolve("b.ome-1.zarr"), ZarrSettings.DEFAULT);
    }

    @Test
    void cancelledVolumesLeaveNothing() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        BatchResult result = BatchTask.run(settings("input", in + "/*.zarr", "threads", "1"), new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 8;
            }
        });
        assertThat(result.left()).isPositive();
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(result.done() + 2)
                    .noneMatch(name -> name.startsWith("."));
        }
    }
}
