package io.github.kernelj.plugin;

import ij.ImagePlus;
import java.awt.Choice;
import java.util.List;

/** Open images to choose from. Those of one title are told apart by their ids, by which macros can select them. */
final class ImageChoice extends Choice {

    private final transient List<ImagePlus> images;

    /**
     * Offers images.
     *
     * @param images at least one
     * @param suggested the one that is chosen at first
     */
    ImageChoice(List<ImagePlus> images, ImagePlus suggested) {
        this.images = List.copyOf(images);
        images.forEach(image -> add(label(image, images)));
        select(Math.max(0, images.indexOf(suggested)));
    }

    /** The image that is chosen now. */
    ImagePlus image() {
        return images.get(getSelectedIndex());
    }

    /** Chooses another. */
    void choose(ImagePlus image) {
        select(images.indexOf(image));
    }

    static String label(ImagePlus image, List<ImagePlus> among) {
        boolean alone = among.stream()
                        .filter(other -> other.getTitle().equals(image.getTitle()))
                        .count()
                == 1;
        return alone ? image.getTitle() : image.getTitle() + " [id " + image.getID() + "]";
    }
}
