package io.github.kernelj.image;

import ij.ImagePlus;
import ij.WindowManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The images that are open in ImageJ, in windows or in a macro's batch mode, by title as macros name them. */
public final class OpenImages {

    private OpenImages() {}

    public static List<ImagePlus> all() {
        int[] ids = WindowManager.getIDList();
        return ids == null
                ? List.of()
                : Arrays.stream(ids)
                        .mapToObj(WindowManager::getImage)
                        .filter(Objects::nonNull)
                        .toList();
    }

    public static List<ImagePlus> titled(String title) {
        return all().stream().filter(image -> image.getTitle().equals(title)).toList();
    }

    /**
     * The open image of this title, or else the image file of this name.
     *
     * @param what begins the error: the setting, or the call, that names the image
     * @throws IllegalArgumentException if several open images have the title, or there is neither image nor file
     * @throws IOException if the file can't be read as an image
     */
    public static ImagePlus find(String what, String name) throws IOException {
        List<ImagePlus> titled = titled(name);
        if (titled.size() == 1) {
            return titled.get(0);
        }
        if (titled.size() > 1) {
            throw new IllegalArgumentException(what + ": " + titled.size()
                    + " open images have this title; rename all but one (Image > Rename...)");
        }
        if (isFile(name)) {
            return ImageFiles.open(Path.of(name));
        }
        throw new IllegalArgumentException(what + ": no open image has this title, and there is no such file");
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
