package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.kernelj.task.StoredImages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The images that are open, by title as macros name them. */
final class Images {

    private Images() {}

    /** @throws NoImageException if there is none */
    static ImagePlus current() {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null) {
            throw new NoImageException();
        }
        return image;
    }

    static List<ImagePlus> open() {
        int[] ids = WindowManager.getIDList();
        return ids == null
                ? List.of()
                : Arrays.stream(ids)
                        .mapToObj(WindowManager::getImage)
                        .filter(Objects::nonNull)
                        .toList();
    }

    /**
     * The open image of this title, or else the image file of this name.
     *
     * @param key the setting that names it, for the error
     * @throws IllegalArgumentException if several open images have the title, or there is neither image nor file
     */
    static ImagePlus find(String key, String name) throws IOException {
        List<ImagePlus> titled = titled(name);
        if (titled.size() == 1) {
            return titled.get(0);
        }
        if (titled.size() > 1) {
            throw new IllegalArgumentException(key + "=" + name + ": " + titled.size()
                    + " open images have this title; rename all but one (Image > Rename...)");
        }
        if (isFile(name)) {
            return StoredImages.open(Path.of(name));
        }
        throw new IllegalArgumentException(
                key + "=" + name + ": no open image has this title, and there is no such file");
    }

    /** @throws IllegalArgumentException if another open image has the same title, so that a macro can't name this one */
    static String recordableTitle(ImagePlus image) {
        if (titled(image.getTitle()).size() > 1) {
            throw new IllegalArgumentException("several open images are called " + image.getTitle()
                    + ", so a macro can't name this one; rename it (Image > Rename...)");
        }
        return image.getTitle();
    }

    private static List<ImagePlus> titled(String title) {
        return open().stream().filter(image -> image.getTitle().equals(title)).toList();
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name)) || Files.isDirectory(Path.of(name)) && StoredImages.isZarr(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
