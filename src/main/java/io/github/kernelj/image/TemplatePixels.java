package io.github.kernelj.image;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The pixels of an image that are looked for elsewhere: those in its area selection, or all; of RGB images the luminance.
 * The arrays aren't to be changed.
 *
 * @param shape extents of the bounding box
 * @param values one array for each template, z, y, x with x fastest; more than one where planes are templates of their own
 * @param mask for each pixel of a template whether it counts
 * @param outline the selection, its bounding box at 0, 0
 * @param place what was taken, in words
 */
public record TemplatePixels(Shape shape, List<float[]> values, boolean[] mask, Roi outline, String place) {

    /** Which planes of an image make a template. */
    public enum Planes {
        /** The plane that is shown. */
        SHOWN,
        /** Every plane is a template of its own. */
        EACH,
        /** The slices of the frame that is shown are the planes of one template. */
        SLICES,
        /** The frames of the slice that is shown are the planes of one template. */
        FRAMES
    }

    /**
     * Takes the pixels of an image, which stays as it is.
     *
     * @param channel of an image with several, from 1
     * @param range which slices, or frames, are a template's planes; other than for {@code SLICES} and {@code FRAMES} it is
     *     of no consequence
     * @throws IllegalArgumentException if there are more than {@link SelectedPixels#MOST} pixels, the selection is no area, or
     *     a plane isn't there
     * @throws IOException if a plane can't be read
     */
    public static TemplatePixels of(ImagePlus image, int channel, Planes planes, Range range) throws IOException {
        Roi roi = image.getRoi();
        if (roi != null && !roi.isArea()) {
            throw new IllegalArgumentException("the selection of '" + image.getTitle()
                    + "' isn't an area; draw one around what is looked for (a rectangle, say)");
        }
        boolean frames = planes == Planes.FRAMES;
        Range shownSlice = new Range(image.getZ(), image.getZ());
        Range shownFrame = new Range(image.getT(), image.getT());
        Range slices = planes == Planes.SLICES ? range : planes == Planes.EACH ? Range.ALL : shownSlice;
        Range times = frames ? range : planes == Planes.EACH ? Range.ALL : shownFrame;
        ImageVolumes volumes = ImageVolumes.of(
                image,
                frames ? Axes.Stack.FRAMES : Axes.Stack.SLICES,
                new Selection(channels(image, channel), slices, times));
        List<float[]> templates = new ArrayList<>();
        SelectedPixels box = null;
        for (int position = 0; position < volumes.positions(); position++) {
            box = SelectedPixels.box(image, Luminance.of(volumes, position), "planes");
            int perTemplate =
                    planes == Planes.EACH ? box.shape().width() * box.shape().height() : box.values().length;
            for (int start = 0; start < box.values().length; start += perTemplate) {
                templates.add(Arrays.copyOfRange(box.values(), start, start + perTemplate));
            }
        }
        Shape shape = planes == Planes.EACH
                ? Shape.of(box.shape().width(), box.shape().height())
                : box.shape();
        Roi outline = roi == null ? new Roi(0, 0, shape.width(), shape.height()) : (Roi) roi.clone();
        outline.setLocation(Math.min(0, outline.getXBase()), Math.min(0, outline.getYBase()));
        return new TemplatePixels(
                shape, templates, Arrays.copyOf(box.inside(), (int) shape.volume()), outline, box.place());
    }

    /** All channels of an RGB image, or else the one. */
    public static Range channels(ImagePlus image, int channel) {
        return image.getNChannels() == 1 ? Range.ALL : new Range(channel, channel);
    }
}
