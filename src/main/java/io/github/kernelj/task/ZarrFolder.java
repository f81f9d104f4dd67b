package io.github.kernelj.task;

import io.github.kernelj.kernel.AtomicFile;
import io.github.kernelj.zarr.ChunkStore;
import io.github.kernelj.zarr.FolderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Folders of OME-Zarr that are there wholly or not at all, as {@code kernel.AtomicFile} has it for files. */
final class ZarrFolder {

    private static final List<String> METADATA = List.of("zarr.json", ".zattrs", ".zgroup", ".zarray");

    private ZarrFolder() {}

    /** What is written. */
    interface Content {
        void writeTo(ChunkStore store) throws IOException;
    }

    /** Whether an image is read as OME-Zarr: a folder that holds Zarr, or is named so. */
    static boolean isZarr(Path path) {
        return isNamedSo(path) && !Files.isRegularFile(path) || Files.isDirectory(path) && holdsZarr(path);
    }

    /** Whether an image is written as OME-Zarr. */
    static boolean isNamedSo(Path path) {
        return path.getFileName() != null
                && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zarr");
    }

    /** @throws IllegalArgumentException if there is no such place, or something else than Zarr is there */
    static void requireWritable(Path folder) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new IllegalArgumentException("can't write " + folder + ": there is no folder " + parent);
        }
        if (Files.exists(folder) && !(Files.isDirectory(folder) && (holdsZarr(folder) || isEmpty(folder)))) {
            throw new IllegalArgumentException(
                    "can't write " + folder + ": something else than OME-Zarr is there; choose another name");
        }
    }

    /**
     * Writes a folder under another name beside it and renames it. A folder of Zarr that is there is replaced, and stays if
     * writing fails.
     *
     * @throws IOException of the content, or naming the folder; nothing is left behind then
     */
    static void write(Path folder, Content content) throws IOException {
        requireWritable(folder);
        Path part = AtomicFile.beside(folder.toAbsolutePath());
        Path old = AtomicFile.beside(folder.toAbsolutePath());
        try {
            Files.createDirectory(part);
            content.writeTo(new FolderStore(part));
            if (Files.exists(folder)) {
                Files.move(folder, old);
            }
            Files.move(part, folder);
        } finally {
            if (Files.exists(old) && !Files.exists(folder)) {
                Files.move(old, folder);
            }
            AtomicFile.deleteTree(part);
            AtomicFile.deleteTree(old);
        }
    }

    private static boolean holdsZarr(Path folder) {
        return METADATA.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    private static boolean isEmpty(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length == 0;
    }
}
