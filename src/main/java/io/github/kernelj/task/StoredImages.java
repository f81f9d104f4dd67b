package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Images wherever they are stored: files, or folders of OME-Zarr. */
public final class StoredImages {

    private StoredImages() {}

    /** Whether a path is, or by its name would be, a folder of OME-Zarr. */
    public static boolean isZarr(Path path) {
        return ZarrFolder.isZarr(path);
    }

    /** {@link #isZarr(Path)} for what a user wrote, which needn't be a path at all. */
    public static boolean isZarr(String name) {
        try {
            return Files.isDirectory(Path.of(name)) && isZarr(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether an image that is saved there becomes OME-Zarr. */
    public static boolean isNamedZarr(Path path) {
        return ZarrFolder.isNamedSo(path);
    }

    /**
     * Opens an image; it isn't shown. Of OME-Zarr it is a virtual stack, whose chunks are read when they are asked for.
     *
     * @throws IOException naming the file or folder and what is wrong
     */
    public static ImagePlus open(Path path) throws IOException {
        return isZarr(path) ? ZarrImages.open(path) : ImageFiles.open(path);
    }

    /**
     * Opens a folder of OME-Zarr, whatever its name, as a virtual stack.
     *
     * @throws IOException naming the folder and what is wrong
     */
    public static ImagePlus openZarr(Path folder) throws IOException {
        return ZarrImages.open(folder);
    }

    /** Bytes of an image: of the file; of all pixels of OME-Zarr, as far as it can be understood. */
    static long size(Path path) throws IOException {
        return isZarr(path) ? ZarrImages.size(path) : Files.size(path);
    }

    /** {@link #open}, plane by plane where the file's kind allows it. */
    static ImagePlus openVirtual(Path path) throws IOException {
        return isZarr(path) ? ZarrImages.open(path) : ImageFiles.openVirtual(path);
    }

    /**
     * Saves an image: as OME-Zarr if the name ends in {@code .zarr}, else as a file whose ending tells the format. What is
     * there is replaced. A failure leaves nothing behind.
     *
     * @param storage how OME-Zarr is written; of no consequence to files
     * @throws IllegalArgumentException as {@link #requireWritable}
     * @throws IOException naming the file or folder and what is wrong
     */
    public static void save(ImagePlus image, Path path, ZarrSettings storage) throws IOException {
        if (ZarrFolder.isNamedSo(path)) {
            ZarrImages.save(image, path, storage, Progress.NONE);
        } else {
            ImageFiles.save(image, path);
        }
    }

    /**
     * Whether an image could be saved there; to be asked before the work that makes it.
     *
     * @param bitDepth 8, 16, 24 for RGB, or 32
     * @param planes slices times frames
     * @throws IllegalArgumentException if not, saying why
     */
    public static void requireWritable(Path path, int bitDepth, int channels, int planes) {
        if (ZarrFolder.isNamedSo(path)) {
            ZarrFolder.requireWritable(path);
        } else {
            ImageFiles.requireWritable(path, bitDepth, channels, planes);
        }
    }
}
