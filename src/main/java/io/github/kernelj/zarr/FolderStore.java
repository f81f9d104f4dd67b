package io.github.kernelj.zarr;

import io.github.kernelj.kernel.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a file for each key.
 *
 * @param folder need not be there before something is written
 */
public record FolderStore(Path folder) implements ChunkStore {

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Path file = file(key);
        try {
            return Files.isDirectory(file) ? Optional.empty() : Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("can't read " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFile.write(file, out -> out.write(bytes));
    }

    @Override
    public boolean exists(String key) {
        return Files.isRegularFile(file(key));
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    @Override
    public void sweep() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(AtomicFile::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public String locate(String key) {
        return file(key).toString();
    }

    private Path file(String key) {
        return key.isEmpty() ? folder : folder.resolve(key);
    }
}
