package io.github.kernelj.task;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Files that appear whole or not at all: written under a temporary name in the same folder, then renamed. */
final class WholeFile {

    private WholeFile() {}

    /** @throws IOException naming the file; the temporary one is removed and an older file left as it was */
    static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // Not createTempFile: its files are readable by their owner only, and so would be the page.
        Path temporary = folder.resolve(".kernelj-" + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            Files.write(temporary, content);
            move(temporary, file);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw new IOException("can't write " + file + ": " + reason(e), e);
        }
    }

    private static void move(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Without the name of the temporary file, which means nothing to anybody. */
    private static String reason(IOException e) {
        if (e instanceof DirectoryNotEmptyException) {
            return "it is a folder";
        }
        if (e instanceof FileSystemException system) {
            return system.getReason() != null ? system.getReason() : "permission denied";
        }
        return e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
