package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Progress;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What goes wrong in a batch is told, and nothing is lost by it. */
class BatchFaultsTest extends BatchFixture {

    @Test
    void unreadableAndLockedFilesAreNamed() throws IOException {
        BatchFolder.fill(in, 6);
        BatchResult result = run(settings(), (input, output, settings, progress) -> {
            String name = input.getFileName().toString();
            if (name.startsWith("image-002")) {
                throw new AccessDeniedException(input.toString());
            }
            if (name.startsWith("image-003")) {
                throw new NoSuchFileException(input.toString());
            }
            if (name.startsWith("image-004")) {
                throw new java.nio.file.FileSystemException(
                        input.toString(), null, "it is being used by another process");
            }
            if (name.startsWith("image-005")) {
                throw new IllegalStateException("");
            }
            return ApplyTask.apply(input, output, settings, progress);
        });
        assertThat(result.done()).isEqualTo(2);
        assertThat(result.failed())
                .extracting(BatchOutcome::reason)
                .containsExactly(
                        "permission denied",
                        "the file system refuses (NoSuchFileException)",
                        "it is being used by another process",
                        "");
    }

    @Test
    void aFullDiskStopsTheBatchWithOneError() throws IOException {
        BatchFolder.fill(in, 30);
        AtomicInteger tries = new AtomicInteger();
        BatchResult result = run(settings("threads", "1"), (input, output, settings, progress) -> {
            if (tries.incrementAndGet() > 5) {
                throw new IOException("can't write " + output + ": No space left on device");
            }
            return ApplyTask.apply(input, output, settings, progress);
        });
        assertThat(result.done()).isEqualTo(5);
        assertThat(result.failed()).hasSize(1);
        assertThat(result.left()).isEqualTo(24);
        assertThat(result.stopped().orElseThrow()).startsWith("the disk of " + out + " is full, or takes no more: ");
        assertThat(run(settings()).done()).isEqualTo(25);
    }

    /** A real one, where this machine lets it be mounted. */
    @Test
    void aRealFullDiskLeavesWholeFilesOnly() throws IOException, InterruptedException {
        BatchFolder.fill(in, 200);
        Files.createDirectories(out);
        Process mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", out.toString())
                .redirectErrorStream(true)
                .start();
        assumeTrue(mount.waitFor() == 0, "no right to mount");
        try {
            BatchResult result = run(settings("threads", "2"));
            assertThat(result.stopped().orElseThrow()).contains("No space left on device");
            assertThat(result.done()).isPositive();
            Map<String, byte[]> results = BatchFolder.results(out);
            assertThat(results).hasSize(result.done());
            assertThat(results.keySet()).allMatch(name -> name.endsWith(".tif"));
        } finally {
            new ProcessBuilder("umount", out.toString()).start().waitFor();
        }
    }

    @Test
    void aFolderThatVanishesStopsTheBatch() throws IOException {
        BatchFolder.fill(in, 10);
        Path moved = folder.resolve("moved");
        BatchResult result = run(settings("threads", "1"), (input, output, settings, progress) -> {
            if (input.toString().contains("image-004")) {
                Files.move(in, moved);
            }
            return ApplyTask.apply(input, output, settings, progress);
        });
        assertThat(result.done()).isEqualTo(4);
        assertThat(result.stopped()).contains("the folder " + in + " is no longer there");
        Files.move(moved, in);
        BatchResult gone = run(settings("threads", "1"), (input, output, settings, progress) -> {
            Files.move(out, moved);
            return ApplyTask.apply(input, output, settings, progress);
        });
        assertThat(gone.stopped()).contains("the folder " + out + " is no longer there");
        assertThat(gone.failed().get(0).reason()).contains("there is no folder " + out);
    }

    @Test
    void anImageThatTakesAllMemoryIsTriedAloneAndThenNamed() throws IOException {
        BatchFolder.fill(in, 6);
        List<String> tries = Collections.synchronizedList(new ArrayList<>());
        BatchResult result = run(settings(), (input, output, settings, progress) -> {
            String name = input.getFileName().toString();
            tries.add(name + " " + settings.threads().getAsInt());
            if (name.startsWith("image-002")
                    || name.startsWith("image-003") && settings.threads().getAsInt() == 1) {
                throw new OutOfMemoryError("Java heap space");
            }
            return ApplyTask.apply(input, output, settings, progress);
        });
        assertThat(result.done()).isEqualTo(5);
        assertThat(result.failed().get(0).reason()).isEqualTo("not enough memory for this image; give Java more");
        int all = Runtime.getRuntime().availableProcessors();
        assertThat(tries).contains("image-002.bmp 1", "image-002.bmp " + all, "image-003.pgm " + all);
    }

    @Test
    void stopsAtTheFirstErrorIfAsked() throws IOException {
        BatchFolder.fill(in, 10);
        BatchFolder.spoil(in.resolve("image-003.pgm"), 0);
        BatchResult result = run(settings("errors", "stop", "threads", "1"));
        assertThat(result.done()).isEqualTo(3);
        assertThat(result.left()).isEqualTo(6);
        assertThat(result.stopped()).contains("errors=stop, and image-003.pgm failed");
    }

    @Test
    void cancellingLeavesNoHalfFile() throws IOException {
        BatchFolder.fill(in, 20);
        AtomicInteger asked = new AtomicInteger();
        BatchResult result = BatchTask.run(settings("threads", "2"), new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return asked.incrementAndGet() > 25;
            }
        });
        assertThat(result.stopped()).contains("cancelled");
        assertThat(result.left()).isPositive();
        assertThat(result.failed()).isEmpty();
        assertThat(BatchFolder.results(out))
                .hasSize(result.done())
                .allSatisfy((name, bytes) -> assertThat(name).endsWith(".tif"));
    }

    @Test
    void leftoversOfDeadProcessesAreDeletedAndNothingElse() throws IOException, InterruptedException {
        BatchFolder.fill(in, 1);
        Files.createDirectories(out);
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        String id = "-0123abcd-0123-abcd-0123-0123456789ab.part";
        Path leftover = Files.createFile(out.resolve(".kernelj-" + dead.pid() + id));
        Path living = Files.createFile(
                out.resolve(".kernelj-" + ProcessHandle.current().pid() + id));
        Path foreign = Files.createFile(out.resolve(".kernelj-notes.part"));
        Path volume = Files.createDirectory(out.resolve(".kernelj-" + dead.pid() + id.replace("cd-", "ce-")));
        Files.createFile(Files.createDirectory(volume.resolve("0")).resolve(".zarray"));
        BatchResult result = run(settings());
        assertThat(result.leftovers()).isEqualTo(2);
        assertThat(result.summary()).contains("deleted 2 unfinished images of an earlier run");
        assertThat(List.of(leftover, volume)).noneMatch(Files::exists);
        assertThat(List.of(living, foreign)).allMatch(Files::exists);
    }
}
