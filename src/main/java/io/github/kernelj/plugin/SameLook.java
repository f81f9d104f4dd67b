package io.github.kernelj.plugin;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Rectangle;

/**
 * Pixels of one image written into another so that they look there as they do here: as they are if both have the same
 * type and display range, else by taking one display range to the other.
 */
final class SameLook {

    private final ImagePlus from;
    private final ImagePlus to;
    private final Rectangle area;
    private final ImageProcessor mask;
    private final Rectangle bounds;

    /** @param area of {@code to} that {@code from} covers */
    SameLook(ImagePlus from, ImagePlus to, Rectangle area) {
        this.from = from;
        this.to = to;
        this.area = area;
        Roi roi = to.getRoi();
        this.mask = roi != null && roi.isArea() ? roi.getMask() : null;
        this.bounds = roi != null ? roi.getBounds() : area;
    }

    /** Whether pixels keep their values. */
    boolean isExact(int fromChannel, int toChannel) {
        double[] here = range(from, fromChannel);
        double[] there = range(to, toChannel);
        return from.getBitDepth() == to.getBitDepth() && here[0] == there[0] && here[1] == there[1];
    }

    /** The pixels of a whole channel as colours, whatever their type. */
    void copyColours(int[] pixels) {
        ImageProcessor colours = from.getBitDepth() == 24 ? from.getProcessor() : new ColorProcessor(from.getImage());
        copyRows((int[]) colours.getPixels(), pixels);
    }

    /**
     * One channel of gray pixels.
     *
     * @param pixels of the whole plane of {@code to}
     */
    void copyGray(int fromChannel, int toChannel, Object pixels) {
        ImageProcessor source = from.getStack().getProcessor(fromChannel);
        if (isExact(fromChannel, toChannel)) {
            copyRows(source.getPixels(), pixels);
            return;
        }
        double[] here = range(from, fromChannel);
        double[] there = range(to, toChannel);
        double factor = here[1] > here[0] ? (there[1] - there[0]) / (here[1] - here[0]) : 0;
        for (int y = 0; y < area.height; y++) {
            int row = (area.y + y) * to.getWidth() + area.x;
            for (int x = 0; x < area.width; x++) {
                if (isSelected(x, y)) {
                    set(pixels, row + x, there[0] + factor * (source.getf(y * area.width + x) - here[0]));
                }
            }
        }
    }

    /** Outside an area selection pixels stay as they are, so they keep their look too. */
    private boolean isSelected(int x, int y) {
        return mask == null || mask.get(area.x + x - bounds.x, area.y + y - bounds.y) != 0;
    }

    private static void set(Object pixels, int index, double value) {
        if (pixels instanceof byte[] bytes) {
            bytes[index] = (byte) Math.round(Math.max(0, Math.min(255, value)));
        } else if (pixels instanceof short[] shorts) {
            shorts[index] = (short) Math.round(Math.max(0, Math.min(65535, value)));
        } else {
            ((float[]) pixels)[index] = (float) value;
        }
    }

    private void copyRows(Object source, Object pixels) {
        for (int y = 0; y < area.height; y++) {
            System.arraycopy(source, y * area.width, pixels, (area.y + y) * to.getWidth() + area.x, area.width);
        }
    }

    /** The raw pixels that are black and white in a channel, counted from 1. */
    static double[] range(ImagePlus image, int channel) {
        if (image instanceof CompositeImage composite) {
            LUT lut = composite.getChannelLut(channel);
            return new double[] {lut.min, lut.max};
        }
        ImageProcessor plane = image.getProcessor();
        return new double[] {plane.getMin(), plane.getMax()};
    }
}
