package io.github.kernelj.plugin;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The plane that an image shows, one for each channel that is seen: its pixels give way to a preview for a while and are
 * put back exactly. Copies are held from the start; nothing but pixels of the plane is ever changed.
 */
final class ShownPlane {

    private final ImagePlus image;
    private final ImagePlus original;
    private final int slice;
    private final int frame;
    private final Map<Integer, Object> live = new LinkedHashMap<>();
    private final Map<Integer, Object> copies = new LinkedHashMap<>();
    private boolean changed;

    ShownPlane(ImagePlus image) {
        this.image = image;
        this.slice = image.getZ();
        this.frame = image.getT();
        for (int channel = 1; channel <= image.getNChannels(); channel++) {
            if (isSeen(channel)) {
                Object pixels = pixels(channel);
                live.put(channel, pixels);
                copies.put(channel, copyOf(pixels));
            }
        }
        this.original = original();
    }

    /** Slice that is shown, counted from 1. */
    int slice() {
        return slice;
    }

    /** Frame that is shown, counted from 1. */
    int frame() {
        return frame;
    }

    /** The only channel that is seen, counted from 1; 0 if there are several. */
    int onlyChannel() {
        return live.size() == 1 ? live.keySet().iterator().next() : 0;
    }

    /** The image as it is without preview, to be read and not to be shown. */
    ImagePlus source() {
        return original;
    }

    /** What of the plane is in sight. */
    Rectangle visible() {
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        ImageCanvas canvas = image.getCanvas();
        return canvas == null ? all : canvas.getSrcRect().intersection(all);
    }

    /**
     * Shows an area of a result instead of the pixels.
     *
     * @param result as large as the area, with a plane for each channel
     * @param firstChannel the image's channel, counted from 1, that the result's first one belongs to
     * @param channels how many of the image's channels the result was made of
     * @return whether the pixels have the result's values, rather than just its look
     * @throws IllegalArgumentException if the image's pixels can't look like the result's, saying why
     */
    synchronized boolean show(ImagePlus result, Rectangle area, int firstChannel, int channels) {
        SameLook look = new SameLook(result, image, area);
        boolean exact = true;
        if (image.getBitDepth() == 24) {
            look.copyColours((int[]) live.get(1));
            exact = result.getBitDepth() == 24;
        } else {
            requireSameKind(result, channels);
            for (Map.Entry<Integer, Object> plane : live.entrySet()) {
                int channel = plane.getKey() - firstChannel + 1;
                if (channel >= 1 && channel <= result.getNChannels()) {
                    look.copyGray(channel, plane.getKey(), plane.getValue());
                    exact &= look.isExact(channel, plane.getKey());
                }
            }
        }
        changed = true;
        image.updateAndDraw();
        return exact;
    }

    /** Puts the pixels back. */
    synchronized void restore() {
        if (!changed) {
            return;
        }
        live.forEach((channel, pixels) -> System.arraycopy(copies.get(channel), 0, pixels, 0, Array.getLength(pixels)));
        changed = false;
        image.updateAndDraw();
    }

    private void requireSameKind(ImagePlus result, int channels) {
        if (result.getBitDepth() == 24) {
            throw new IllegalArgumentException(
                    "no preview: the result will be RGB, which an 8-bit colour image can't show");
        }
        if (result.getNChannels() != channels) {
            throw new IllegalArgumentException("no preview: the result will have " + result.getNChannels()
                    + " channels, made of " + channels + ", which this window can't show");
        }
    }

    private boolean isComposed() {
        return image.isComposite() && image.getCompositeMode() == IJ.COMPOSITE;
    }

    private boolean isSeen(int channel) {
        return isComposed() || channel == image.getC();
    }

    /** The array that the window draws. */
    private Object pixels(int channel) {
        if (image.getStackSize() == 1) {
            return image.getProcessor().getPixels();
        }
        if (!image.getStack().isVirtual()) {
            return image.getStack().getPixels(image.getStackIndex(channel, slice, frame));
        }
        ImageProcessor drawn = isComposed() ? ((CompositeImage) image).getProcessor(channel) : image.getProcessor();
        return drawn.getPixels();
    }

    private ImagePlus original() {
        ImagePlus twin;
        if (image.getStackSize() == 1) {
            ImageProcessor plane = image.getProcessor().duplicate();
            plane.setPixels(copies.get(image.getC()));
            twin = new ImagePlus(image.getTitle(), plane);
        } else {
            Map<Integer, Object> planes = new LinkedHashMap<>();
            copies.forEach((channel, pixels) -> planes.put(image.getStackIndex(channel, slice, frame), pixels));
            twin = new ImagePlus(image.getTitle(), new OriginalStack(image.getStack(), planes));
            twin.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
        }
        Calibration calibration = image.getCalibration().copy();
        if (image.isComposite()) {
            CompositeImage composite = new CompositeImage(twin, image.getCompositeMode());
            composite.setLuts(image.getLuts());
            twin = composite;
        } else if (image.getBitDepth() != 24) {
            twin.getProcessor().setLut(image.getLuts()[0]);
        }
        twin.setCalibration(calibration);
        if (image.getRoi() != null) {
            twin.setRoi((ij.gui.Roi) image.getRoi().clone());
        }
        return twin;
    }

    private static Object copyOf(Object pixels) {
        int length = Array.getLength(pixels);
        Object copy = Array.newInstance(pixels.getClass().getComponentType(), length);
        System.arraycopy(pixels, 0, copy, 0, length);
        return copy;
    }
}
