package io.github.kernelj.kernel;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that are there wholly or not at all: written under another name in the same folder, then renamed. A file that is
 * there already is replaced, and stays if writing fails; a symbolic link stays a link, and what it points to is replaced.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

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
        return new Draft(file, target, target.resolveSibling(".kernelj-" + UUID.randomUUID() + ".part"));
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
    static String reason(IOException e) {
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
