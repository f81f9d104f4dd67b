package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.Blitter;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;

/**
 * One plane of an image as a picture for pages and reports: of volumes the middle slice, of films the middle frame, of
 * composites all channels in their colours, of other multi-channel images the current channel. Never cut to the region of
 * interest.
 */
public final class Slices {

    private Slices() {}

    /** Which values are shown black and white. */
    public enum Range {
        /** The image's own display range. */
        DISPLAY,
        /** From the least to the largest pixel of the plane. */
        FULL,
        /** As far below 0 as above, 0 in the middle of the grays: for results of zero-sum kernels. */
        SYMMETRIC
    }

    /**
     * A picture and the values that are black and white in it.
     *
     * @param picture an RGB image
     * @param min in calibrated units
     * @param max in calibrated units; RGB and multi-channel images have the range 0 to 255
     */
    public record Slice(ColorProcessor picture, double min, double max) {}

    /**
     * The middle plane.
     *
     * @param image not changed
     * @param width of the picture in pixels; the height follows
     * @throws IllegalArgumentException if the width is below 1
     */
    public static Slice of(ImagePlus image, int width, Range range) {
        if (isColour(image)) {
            return colour(image, width);
        }
        Calibration calibration = image.getCalibration();
        double least = calibration.getCValue(image.getDisplayRangeMin());
        double most = calibration.getCValue(image.getDisplayRangeMax());
        if (range != Range.DISPLAY) {
            double[] values = extremes(middlePlane(image, 1));
            double magnitude = Math.max(Math.abs(values[0]), Math.abs(values[1]));
            least = range == Range.SYMMETRIC ? -magnitude : values[0];
            most = range == Range.SYMMETRIC ? magnitude : values[1];
        }
        return of(image, width, Math.min(least, most), Math.max(least, most));
    }

    /**
     * The middle plane between given values, so that a pair of images can share its grays. Colours are shown as they
     * are, whatever the range.
     *
     * @param image not changed
     * @param width of the picture in pixels; the height follows
     * @param min black, or the first colour of the image's colour table; in calibrated units
     * @param max white, or the last colour; in calibrated units
     * @throws IllegalArgumentException if the width is below 1, or the range isn't finite or runs downwards
     */
    public static Slice of(ImagePlus image, int width, double min, double max) {
        if (isColour(image)) {
            return colour(image, width);
        }
        if (!(max >= min) || !Double.isFinite(max - min)) {
            throw new IllegalArgumentException(
                    "a display range runs upwards between finite values, got " + min + " to " + max);
        }
        FloatProcessor plane = middlePlane(image, 1);
        plane.setMinAndMax(min, max > min ? max : Math.nextUp((float) min));
        return new Slice(scaled(plane.convertToColorProcessor(), width), min, max);
    }

    private static boolean isColour(ImagePlus image) {
        return image.getBitDepth() == 24 || image instanceof CompositeImage;
    }

    private static Slice colour(ImagePlus image, int width) {
        if (!(image instanceof CompositeImage composite)) {
            return new Slice(scaled(stored(image, 1).convertToColorProcessor(), width), 0, 255);
        }
        boolean blended = composite.getMode() == CompositeImage.COMPOSITE;
        int first = blended ? 1 : image.getC();
        int last = blended ? image.getNChannels() : image.getC();
        ColorProcessor sum = new ColorProcessor(image.getWidth(), image.getHeight());
        for (int channel = first; channel <= last; channel++) {
            FloatProcessor plane = middlePlane(image, channel);
            if (composite.getMode() == CompositeImage.GRAYSCALE) {
                plane.setLut(LUT.createLutFromColor(Color.WHITE));
            }
            double[] range = displayRange(image, image.getLuts()[channel - 1], plane);
            plane.setMinAndMax(range[0], range[1]);
            sum.copyBits(plane.convertToColorProcessor(), 0, 0, Blitter.ADD);
        }
        return new Slice(scaled(sum, width), 0, 255);
    }

    /** A channel's range in calibrated units; that of its pixels if its colour table was never given one. */
    private static double[] displayRange(ImagePlus image, LUT lut, FloatProcessor plane) {
        Calibration calibration = image.getCalibration();
        return lut.min < lut.max
                ? new double[] {calibration.getCValue(lut.min), calibration.getCValue(lut.max)}
                : extremes(plane);
    }

    /** In calibrated units, with the channel's colour table. */
    private static FloatProcessor middlePlane(ImagePlus image, int channel) {
        ImageProcessor plane = stored(image, channel);
        // Not every virtual stack hands its planes out with the calibration.
        plane.setCalibrationTable(image.getCalibration().getCTable());
        FloatProcessor calibrated = plane.convertToFloatProcessor();
        LUT[] luts = image.getLuts();
        calibrated.setLut(luts.length >= channel ? luts[channel - 1] : plane.getLut());
        return calibrated;
    }

    private static ImageProcessor stored(ImagePlus image, int channel) {
        int index = image.getStackIndex(channel, middle(image.getNSlices()), middle(image.getNFrames()));
        return image.getStack().getProcessor(index);
    }

    private static int middle(int count) {
        return (count + 1) / 2;
    }

    /** Least and largest finite value; 0 and 0 if there is none. */
    private static double[] extremes(FloatProcessor plane) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float value : (float[]) plane.getPixels()) {
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        return least <= most ? new double[] {least, most} : new double[] {0, 0};
    }

    /** Enlarged pixels stay sharp squares; shrunken ones are averaged. */
    private static ColorProcessor scaled(ColorProcessor picture, int width) {
        if (width < 1) {
            throw new IllegalArgumentException("a picture needs a width of at least 1 pixel, got " + width);
        }
        int height = Math.max(1, (int) Math.round((double) width * picture.getHeight() / picture.getWidth()));
        boolean shrink = width < picture.getWidth();
        picture.setInterpolationMethod(shrink ? ImageProcessor.BILINEAR : ImageProcessor.NONE);
        return picture.resize(width, height, shrink).convertToColorProcessor();
    }
}
