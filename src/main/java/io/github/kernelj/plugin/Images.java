package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.WindowManager;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.task.StoredImages;
import java.io.IOException;
import java.nio.file.Path;

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

    /**
     * The open image of this title, or else the image file of this name.
     *
     * @param key the setting that names it, for the error
     * @throws IllegalArgumentException if several open images have the title, or there is neither image nor file
     */
    static ImagePlus find(String key, String name) throws IOException {
        if (OpenImages.titled(name).isEmpty() && StoredImages.isZarr(name)) {
            return StoredImages.open(Path.of(name));
        }
        return OpenImages.find(key + "=" + name, name);
    }

    /** @throws IllegalArgumentException if another open image has the same title, so that a macro can't name this one */
    static String recordableTitle(ImagePlus image) {
        if (OpenImages.titled(image.getTitle()).size() > 1) {
            throw new IllegalArgumentException("several open images are called " + image.getTitle()
                    + ", so a macro can't name this one; rename it (Image > Rename...)");
        }
        return image.getTitle();
    }
}
