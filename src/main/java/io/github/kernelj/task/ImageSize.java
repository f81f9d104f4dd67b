package io.github.kernelj.task;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import java.util.Locale;

/**
 * How much there is of an image.
 *
 * @param name of the image, as it stands in a sentence
 * @param volume extents of one channel at one time
 * @param repeats number of such volumes: channels (three for RGB) times frames
 * @param voxel spacing of the pixels
 */
public record ImageSize(String name, Shape volume, int repeats, VoxelSize voxel) {

    /** What counts where no image is open. */
    public static final ImageSize PHOTOGRAPH =
            new ImageSize("a 12-megapixel RGB photograph", Shape.of(4000, 3000), 3, VoxelSize.PIXEL);

    private static final int UNITS = 100;

    /** The size of an image of ImageJ's. */
    public static ImageSize of(ImagePlus image) {
        int channels = image.getBitDepth() == 24 ? 3 : image.getNChannels();
        return new ImageSize(
                "'" + image.getTitle() + "'",
                new Shape(image.getWidth(), image.getHeight(), image.getNSlices()),
                channels * image.getNFrames(),
                voxelSize(image));
    }

    /** Number of pixels, each colour of an RGB pixel counted alone: the inputs of a dense layer. */
    public long inputs() {
        return volume.volume() * repeats;
    }

    /** Number of weights of a dense layer of 100 units, each connected with every input. */
    public long denseWeights() {
        return inputs() * UNITS;
    }

    /** What a dense layer on the image would hold, as a sentence without its end. */
    public String denseLayer() {
        return "a dense layer of " + UNITS + " units on " + name + " would have " + inWords(denseWeights())
                + " weights (" + inWords(inputs()) + " inputs), " + bytes(4.0 * denseWeights()) + " in float32";
    }

    /** Pixels without a usable spacing count as 1 wide. */
    private static VoxelSize voxelSize(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        return new VoxelSize(
                spacing(calibration.pixelWidth),
                spacing(calibration.pixelHeight),
                spacing(calibration.pixelDepth),
                calibration.getUnit());
    }

    private static double spacing(double given) {
        return given > 0 && Double.isFinite(given) ? given : 1;
    }

    private static String inWords(long number) {
        return number < 1_000_000
                ? Long.toString(number)
                : number < 1_000_000_000 ? rounded(number / 1e6) + " million" : rounded(number / 1e9) + " billion";
    }

    private static String bytes(double bytes) {
        String[] units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        while (bytes >= 1000 && unit < units.length - 1) {
            bytes /= 1000;
            unit++;
        }
        return rounded(bytes) + " " + units[unit];
    }

    /** With two significant digits, or as a whole number. */
    private static String rounded(double value) {
        return value >= 10
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value).replaceFirst("\\.0$", "");
    }
}
