package io.github.kernelj.image;

import ij.ImagePlus;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Optional;

/**
 * The part of an image that its selection holds, to be cut out of planes: the bounding box, and within it the pixels that
 * belong to the area. Immutable.
 */
public final class SelectedArea {

    private final Rectangle bounds;
    private final RegionOfInterest region;

    private SelectedArea(Rectangle bounds, RegionOfInterest region) {
        this.bounds = bounds;
        this.region = region;
    }

    /**
     * The selected part of an image; nothing if there is no selection or it covers the image.
     *
     * @throws IllegalArgumentException if the selection encloses no pixel, naming its kind
     */
    public static Optional<SelectedArea> of(ImagePlus image) {
        RegionOfInterest region = RegionOfInterest.of(image);
        if (region == null) {
            return Optional.empty();
        }
        Rectangle bounds = image.getRoi().getBounds().intersection(new Rectangle(image.getWidth(), image.getHeight()));
        return Optional.of(new SelectedArea(bounds, region.crop(bounds.x, bounds.y, bounds.width, bounds.height)));
    }

    /** The planes within the bounding box, whether their pixels belong to the area or not. */
    public PlaneSource box(PlaneSource planes) {
        return cut(planes, bounds.width, bounds.height, 0, 0, false);
    }

    /**
     * The same of planes that are computed from the image, NaN outside of the area. Planes smaller than the image lie in its
     * middle, as those of whole windows do, and are cut smaller by as much.
     *
     * @param image extents of the image
     * @throws IllegalArgumentException if nothing would be left
     */
    public PlaneSource inside(PlaneSource planes, Shape image) {
        int narrower = image.width() - planes.shape().width();
        int lower = image.height() - planes.shape().height();
        int width = bounds.width - narrower;
        int height = bounds.height - lower;
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("the selection, " + this
                    + ", is too small for a single window; draw a larger one or remove it (Edit > Selection > Select"
                    + " None)");
        }
        return cut(planes, width, height, narrower / 2, lower / 2, true);
    }

    private PlaneSource cut(PlaneSource planes, int width, int height, int left, int top, boolean masked) {
        Shape shape = new Shape(width, height, planes.shape().depth());
        int rowLength = planes.shape().width();
        return new PlaneSource() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public float[] plane(int z) throws IOException {
                float[] from = planes.plane(z);
                float[] to = new float[width * height];
                for (int y = 0; y < height; y++) {
                    System.arraycopy(from, (bounds.y + y) * rowLength + bounds.x, to, y * width, width);
                    for (int x = 0; masked && x < width; x++) {
                        to[y * width + x] = region.holds(x + left, y + top) ? to[y * width + x] : Float.NaN;
                    }
                }
                return to;
            }
        };
    }

    /** Size and place, such as {@code 40 x 30 pixels at 12, 7}. */
    @Override
    public String toString() {
        return bounds.width + " x " + bounds.height + " pixels at " + bounds.x + ", " + bounds.y;
    }
}
