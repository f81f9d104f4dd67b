package io.github.kernelj.image;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The pixels of an image that its selection holds, in calibrated units: the bounding box of an area, 0 outside of the area,
 * through the slices; or the values along a straight line, a pixel apart; or the whole image. Of several channels and
 * frames those that are shown. The arrays aren't to be changed.
 *
 * @param shape extents; of a line its length by 1
 * @param values z, y, x with x fastest
 * @param inside for each value whether it lies in the selection
 * @param place what was selected, in words
 */
public record SelectedPixels(Shape shape, float[] values, boolean[] inside, String place) {

    /** Most pixels that are taken. */
    public static final int MOST = 1 << 20;

    /**
     * The selected pixels of an image, which stays as it is.
     *
     * @param slices of a line only the slice that is shown counts
     * @throws IllegalArgumentException if there are more than {@link #MOST}, the image is RGB, a slice isn't there, or the
     *     selection is neither an area nor a straight line, naming its kind
     * @throws IOException if a plane can't be read
     */
    public static SelectedPixels of(ImagePlus image, Range slices) throws IOException {
        if (image.getBitDepth() == 24) {
            throw new IllegalArgumentException("'" + image.getTitle()
                    + "' is RGB, and a kernel has one value per tap; convert a copy to 32-bit (Image > Type > 32-bit)");
        }
        Roi roi = image.getRoi();
        if (roi != null && roi.getType() == Roi.LINE) {
            return alongLine(image, (Line) roi);
        }
        if (roi != null && !roi.isArea()) {
            throw new IllegalArgumentException("the selection of '" + image.getTitle() + "' is a "
                    + roi.getTypeAsString().toLowerCase(Locale.ROOT)
                    + "; draw an area or a straight line, or remove it to take the whole image");
        }
        return box(image, shown(image, slices), "slices");
    }

    /**
     * The pixels of some planes of an image in the bounding box of its area, or all if it has no selection.
     *
     * @param key what chooses among the planes, for the error
     */
    static SelectedPixels box(ImagePlus image, PlaneSource planes, String key) throws IOException {
        Roi roi = image.getRoi();
        Rectangle all = new Rectangle(image.getWidth(), image.getHeight());
        Rectangle bounds = roi == null ? all : roi.getBounds();
        Rectangle box = bounds.intersection(all);
        if (box.isEmpty()) {
            throw new IllegalArgumentException("the selection of '" + image.getTitle()
                    + "' holds no pixel of the image; draw another or remove it to take the whole image");
        }
        Shape shape = new Shape(box.width, box.height, planes.shape().depth());
        if (shape.volume() > MOST) {
            throw new IllegalArgumentException("the selection has " + shape + " pixels, " + shape.volume()
                    + " in all, but a kernel from a selection has at most " + MOST
                    + " taps; draw a smaller area or choose fewer " + key + " with " + key
                    + "=");
        }
        ImageProcessor mask = roi == null ? null : roi.getMask();
        float[] values = new float[(int) shape.volume()];
        boolean[] inside = new boolean[values.length];
        int i = 0;
        for (int z = 0; z < shape.depth(); z++) {
            float[] plane = planes.plane(z);
            for (int y = box.y; y < box.y + box.height; y++) {
                for (int x = box.x; x < box.x + box.width; x++) {
                    inside[i] = mask == null || mask.get(x - bounds.x, y - bounds.y) != 0;
                    values[i] = inside[i] ? plane[y * all.width + x] : 0;
                    i++;
                }
            }
        }
        String kind = roi == null ? "whole image" : roi.getTypeAsString().toLowerCase(Locale.ROOT);
        return new SelectedPixels(shape, values, inside, kind + ", " + shape + " at " + box.x + "," + box.y);
    }

    private static SelectedPixels alongLine(ImagePlus image, Line line) throws IOException {
        float[] plane = shown(image, new Range(image.getZ(), image.getZ())).plane(0);
        int steps = (int) Math.round(Math.hypot(line.x2d - line.x1d, line.y2d - line.y1d));
        if (steps >= MOST) {
            throw new IllegalArgumentException("the line is " + steps
                    + " pixels long, but a kernel from a selection has at most " + MOST + " taps; draw a shorter one");
        }
        float[] values = new float[steps + 1];
        for (int i = 0; i <= steps; i++) {
            double share = steps == 0 ? 0 : (double) i / steps;
            values[i] = between(
                    plane,
                    image.getWidth(),
                    line.x1d + share * (line.x2d - line.x1d),
                    line.y1d + share * (line.y2d - line.y1d));
        }
        boolean[] inside = new boolean[values.length];
        Arrays.fill(inside, true);
        return new SelectedPixels(
                Shape.of(values.length, 1),
                values,
                inside,
                String.format(Locale.ROOT, "line from %.4g,%.4g to %.4g,%.4g", line.x1d, line.y1d, line.x2d, line.y2d));
    }

    /** Linear interpolation; ImageJ's own falls short by a thousandth at the last column and row. */
    private static float between(float[] plane, int width, double x, double y) {
        int height = plane.length / width;
        double column = Math.max(0, Math.min(x, width - 1.0));
        double row = Math.max(0, Math.min(y, height - 1.0));
        int left = (int) column;
        int top = (int) row;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double upper = mix(plane[top * width + left], plane[top * width + right], column - left);
        double lower = mix(plane[bottom * width + left], plane[bottom * width + right], column - left);
        return (float) mix(upper, lower, row - top);
    }

    /** A neighbour that has no share isn't looked at: it may be NaN. */
    private static double mix(double first, double second, double share) {
        return share == 0 ? first : first + share * (second - first);
    }

    private static PlaneSource shown(ImagePlus image, Range slices) {
        Selection selection =
                new Selection(new Range(image.getC(), image.getC()), slices, new Range(image.getT(), image.getT()));
        return ImageVolumes.of(image, Axes.Stack.SLICES, selection).source(0, 0);
    }
}
