package io.github.kernelj.kernel;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that are there wholly or not at all: written under another name in the same folder, then renamed. A file that is
 * there already is replaced, and stays if writing fails; a symbolic link stays a link, and what it points to is replaced.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    /** Names the process that writes it. */
    private static final Pattern TEMPORARY =
            Pattern.compile("\\.kernelj-(\\d{1,18})-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.part");

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        /** @param out buffered; need not be flushed or closed */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file.
     *
     * @throws IOException naming the file and the reason; nothing is left behind then
     */
    public static void write(Path file, Content content) throws IOException {
        try (Draft draft = begin(file)) {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(draft.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    BUFFER)) {
                content.writeTo(out);
            } catch (IOException e) {
                throw draft.failed(e);
            }
            draft.commit();
        }
    }

    /**
     * Begins a file that isn't written from front to back.
     *
     * @throws IOException if there can't be such a file, naming it and the reason
     */
    public static Draft begin(Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        requirePlace(file, target);
        // Not createTempFile: its files are readable by their owner only, and so would be the result.
        return new Draft(file, target, beside(target));
    }

    /**
     * A hidden name for what is to become this file or folder, or has been it, in the same folder. It names this process, so
     * that {@link #removeLeftovers} deletes it when the process is no more.
     */
    public static Path beside(Path target) {
        return target.resolveSibling(".kernelj-" + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".part");
    }

    /** A file to be, under its other name; closing it deletes what wasn't committed. */
    public static final class Draft implements AutoCloseable {

        private final Path file;
        private final Path target;
        private final Path temporary;

        private Draft(Path file, Path target, Path temporary) {
            this.file = file;
            this.target = target;
            this.temporary = temporary;
        }

        /** What to write to; there is no such file yet. */
        public Path path() {
            return temporary;
        }

        /** Gives the file its name. It must be closed; nothing more can be written. */
        public void commit() throws IOException {
            try {
                rename(temporary, target);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /** The same failure, naming the file and the reason. */
        public IOException failed(IOException e) {
            return new IOException("can't write " + file + ": " + reason(e), e);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Deletes what processes that are no more left in a folder: files and folders under the other name, which nobody
     * finishes. What a living process is writing stays, and so does anything else.
     *
     * @return how many there were
     * @throws IOException if the folder can't be read, or such a file not be deleted
     */
    public static int removeLeftovers(Path folder) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".kernelj-*.part")) {
            for (Path file : files) {
                Matcher name = TEMPORARY.matcher(file.getFileName().toString());
                boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        || Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
                if (plain && name.matches() && !isWriting(Long.parseLong(name.group(1)), file)) {
                    deleteTree(file);
                    count++;
                }
            }
        }
        return count;
    }

    /** Whether a file or folder has the other name of what isn't finished, by whatever process. */
    public static boolean isUnfinished(Path file) {
        return TEMPORARY.matcher(file.getFileName().toString()).matches();
    }

    /**
     * Deletes a file, or a folder with all that is in it; links in it aren't followed. Nothing happens if there is none.
     *
     * @throws IOException if something can't be deleted
     */
    public static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A process that began after the file was last written has only got the number of the one that wrote it. */
    private static boolean isWriting(long process, Path file) throws IOException {
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(living -> living.info()
                        .startInstant()
                        .map(start -> !start.isAfter(written.plusSeconds(1)))
                        .orElse(true))
                .isPresent();
    }

    private static void requirePlace(Path file, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException("can't write " + file + ": it is a folder");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new FileNotFoundException("can't write " + file + ": there is no folder " + target.getParent());
        }
    }

    private static void rename(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Why it failed, in words: of some exceptions of the file system the message is nothing but a path. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException system) {
            return system.getReason() != null
                    ? system.getReason()
                    : "the file system refuses (" + e.getClass().getSimpleName() + ")";
        }
        return e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
