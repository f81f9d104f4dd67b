package io.github.kernelj.image;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.util.Locale;

/**
 * The pixels of a plane that may change. Immutable.
 */
final class RegionOfInterest {

    private final int width;
    private final int height;
    private final boolean[] inside;

    private RegionOfInterest(int width, int height, boolean[] inside) {
        this.width = width;
        this.height = height;
        this.inside = inside;
    }

    /**
     * The image's region of interest, or null if there is none or it covers the image.
     *
     * @throws IllegalArgumentException if there is one that encloses no pixel, naming its kind
     */
    static RegionOfInterest of(ImagePlus image) {
        Roi roi = image.getRoi();
        if (roi == null) {
            return null;
        }
        if (!roi.isArea()) {
            throw new IllegalArgumentException(
                    "the region of interest of '" + image.getTitle() + "' is a "
                            + roi.getTypeAsString().toLowerCase(Locale.ROOT)
                            + " selection, which encloses no pixel; draw an area or remove it (Edit > Selection > Select None)");
        }
        int width = image.getWidth();
        int height = image.getHeight();
        boolean[] inside = new boolean[width * height];
        int count = mark(roi, width, height, inside);
        if (count == 0) {
            throw new IllegalArgumentException("the region of interest of '" + image.getTitle()
                    + "' encloses no pixel of the image; draw another or remove it (Edit > Selection > Select None)");
        }
        return count == inside.length ? null : new RegionOfInterest(width, height, inside);
    }

    private static int mark(Roi roi, int width, int height, boolean[] inside) {
        Rectangle bounds = roi.getBounds();
        Rectangle visible = bounds.intersection(new Rectangle(width, height));
        ImageProcessor mask = roi.getMask();
        int count = 0;
        for (int y = visible.y; y < visible.y + visible.height; y++) {
            for (int x = visible.x; x < visible.x + visible.width; x++) {
                if (mask == null || mask.get(x - bounds.x, y - bounds.y) != 0) {
                    inside[y * width + x] = true;
                    count++;
                }
            }
        }
        return count;
    }

    boolean holds(int x, int y) {
        return inside[y * width + x];
    }

    /** The part over a rectangle of the image, which it mustn't leave. */
    RegionOfInterest crop(int x, int y, int newWidth, int newHeight) {
        boolean[] cropped = new boolean[newWidth * newHeight];
        for (int row = 0; row < newHeight; row++) {
            System.arraycopy(inside, (y + row) * width + x, cropped, row * newWidth, newWidth);
        }
        return new RegionOfInterest(newWidth, newHeight, cropped);
    }

    /** Copies what lies inside from one pixel array of this region's size to another of the same type. */
    void copyInside(Object from, Object to) {
        copy(from, 0, width, to, true);
    }

    /**
     * Copies what lies outside from a plane of the image, of which this region covers a part, to a plane of this region's
     * size and the same type.
     *
     * @param offset where in {@code from} the first pixel of this region lies
     * @param rowLength of {@code from}
     */
    void copyOutside(Object from, int offset, int rowLength, Object to) {
        copy(from, offset, rowLength, to, false);
    }

    /** Copies runs of pixels, as an array copy works for every type of pixel. */
    private void copy(Object from, int offset, int rowLength, Object to, boolean which) {
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int x = 0;
            while (x < width) {
                int start = x;
                boolean copied = inside[row + x] == which;
                while (x < width && inside[row + x] == (copied == which)) {
                    x++;
                }
                if (copied) {
                    System.arraycopy(from, offset + y * rowLength + start, to, row + start, x - start);
                }
            }
        }
    }
}
