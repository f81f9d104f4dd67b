package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Pixels;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Objects;

/**
 * An image seen as volumes of float planes in calibrated units. The planes of a volume follow each other along the stack
 * axis: along slices there is a volume for every channel and frame, along frames one for every channel and slice. The
 * other axis is counted by <em>position</em>. Of RGB images red, green and blue are channels 0, 1 and 2.
 *
 * <p>Nothing of the image is altered, neither pixels nor the slice it shows. Virtual stacks are streamed: a plane is read
 * when it is asked for and not kept (of RGB stacks the last one is, so that three channels read together cost one read).
 * Sources may be used by several threads.
 */
public final class ImageVolumes {

    private static final int RED_SHIFT = 16;

    private final ImagePlus image;
    private final ImageStack stack;
    private final Object onlyPlane;
    private final Axes.Stack axis;
    private final Selection selection;
    private final int[] palette;
    private final ValueCalibration calibration;
    private int lastIndex;
    private int[] lastColours;

    private ImageVolumes(ImagePlus image, Axes.Stack axis, Selection selection) {
        this.image = image;
        this.axis = Objects.requireNonNull(axis, "axis");
        this.palette = isIndexed(image) ? palette(image) : null;
        // Held from the start, so that closing the window doesn't take the pixels away.
        this.stack = image.getStackSize() > 1 ? image.getImageStack() : null;
        this.onlyPlane = stack == null ? image.getProcessor().getPixels() : null;
        this.calibration = isColour() ? ValueCalibration.plain(256) : ValueCalibration.of(image);
        this.selection =
                selection.within(isColour() ? 3 : image.getNChannels(), image.getNSlices(), image.getNFrames());
    }

    /**
     * The volumes of an image.
     *
     * @param stackAxis along which the planes of a volume follow each other; of no consequence to kernels that stay in the
     *     plane
     * @param selection which channels, slices and frames; others aren't read
     * @throws IllegalArgumentException if the selection leaves the image, naming the image's extent, or the image is empty
     *     or an RGB image that has channels besides
     */
    public static ImageVolumes of(ImagePlus image, Axes.Stack stackAxis, Selection selection) {
        if (image.getWidth() < 1 || image.getHeight() < 1 || image.getProcessor() == null) {
            throw new IllegalArgumentException("'" + image.getTitle() + "' has no pixels");
        }
        if (image.getBitDepth() == 24 && image.getNChannels() > 1) {
            throw new IllegalArgumentException("'" + image.getTitle() + "' is RGB and has " + image.getNChannels()
                    + " channels besides; make them slices or frames (Image > Properties...)");
        }
        return new ImageVolumes(image, stackAxis, selection);
    }

    /** Number of selected channels. */
    public int channels() {
        return selection.channels().size();
    }

    /** Number of volumes for each channel: of selected frames if planes follow each other along slices, else of slices. */
    public int positions() {
        return (axis == Axes.Stack.SLICES ? selection.frames() : selection.slices()).size();
    }

    /** Width and height of every plane, and the number of selected planes along the stack axis. */
    public Shape shape() {
        Range along = axis == Axes.Stack.SLICES ? selection.slices() : selection.frames();
        return new Shape(image.getWidth(), image.getHeight(), along.size());
    }

    /**
     * One volume.
     *
     * @param channel from 0 to {@link #channels()} − 1
     * @param position from 0 to {@link #positions()} − 1
     */
    public PlaneSource source(int channel, int position) {
        Objects.checkIndex(channel, channels());
        Objects.checkIndex(position, positions());
        return new PlaneSource() {
            @Override
            public Shape shape() {
                return ImageVolumes.this.shape();
            }

            @Override
            public float[] plane(int z) throws IOException {
                return StoredPixels.values(pixels(z));
            }

            @Override
            public Pixels pixels(int z) throws IOException {
                return ImageVolumes.this.pixels(channel, position, z);
            }
        };
    }

    /** The least value that a pixel of the image's type stands for, in calibrated units; −∞ for floats. */
    public double leastValue() {
        return calibration.least();
    }

    /** The greatest value that a pixel of the image's type stands for, in calibrated units; ∞ for floats. */
    public double greatestValue() {
        return calibration.greatest();
    }

    /** What people should know about how the image was read, in sentences; mostly none. */
    public List<String> notices() {
        return palette == null
                ? List.of()
                : List.of("'" + image.getTitle()
                        + "' is an 8-bit colour image, whose pixels are numbers of colours: converted to RGB");
    }

    /** The image itself. */
    ImagePlus image() {
        return image;
    }

    /** The selection with every end known. */
    Selection selection() {
        return selection;
    }

    Axes.Stack axis() {
        return axis;
    }

    /** Whether channels are red, green and blue of one plane. */
    boolean isColour() {
        return palette != null || image.getBitDepth() == 24;
    }

    /** Whether pixels are numbers of colours. */
    boolean isIndexed() {
        return palette != null;
    }

    /** Whether planes are read from files as they are asked for, so that changes to them are lost. */
    boolean isVirtual() {
        return stack != null && stack.isVirtual();
    }

    /** Whether the image still holds the pixels it had at the start: nobody closed it, or gave it others. */
    boolean isCurrent() {
        if (stack != null) {
            return image.getStackSize() > 1 && image.getImageStack() == stack;
        }
        return image.getStackSize() == 1
                && image.getProcessor() != null
                && image.getProcessor().getPixels() == onlyPlane;
    }

    /** How pixels and values belong together; of colours one is the other. */
    ValueCalibration calibration() {
        return calibration;
    }

    /** Slice and frame, counted from 1, of a plane; {@code z} may lie outside the volume. */
    int[] sliceAndFrame(int position, int z) {
        boolean alongSlices = axis == Axes.Stack.SLICES;
        return new int[] {
            selection.slices().first() + (alongSlices ? z : position),
            selection.frames().first() + (alongSlices ? position : z)
        };
    }

    /** Calibrated values of a plane, read from the stored pixels. */
    Pixels pixels(int channel, int position, int z) throws IOException {
        if (isColour()) {
            return StoredPixels.ofColour(colours(position, z), shift(channel));
        }
        Object stored = stored(channel, position, z);
        return StoredPixels.of(isVirtual() ? copy(stored) : stored, calibration);
    }

    /** A virtual stack may use its array again. */
    private static Object copy(Object pixels) {
        if (pixels instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (pixels instanceof short[] shorts) {
            return shorts.clone();
        }
        return pixels instanceof int[] colours ? colours.clone() : ((float[]) pixels).clone();
    }

    /** The stored pixels of a plane, the image's own array: of RGB images one for all channels. */
    Object stored(int channel, int position, int z) throws IOException {
        Objects.checkIndex(z, shape().depth());
        int[] at = sliceAndFrame(position, z);
        return stored(image.getStackIndex(isColour() ? 1 : selection.channels().first() + channel, at[0], at[1]));
    }

    /** Red, green and blue of a plane in bits 16 to 23, 8 to 15 and 0 to 7; not to be changed. */
    int[] colours(int position, int z) throws IOException {
        Objects.checkIndex(z, shape().depth());
        int[] at = sliceAndFrame(position, z);
        return colours(image.getStackIndex(1, at[0], at[1]));
    }

    /** How far a channel's bits lie to the left in an RGB pixel. */
    int shift(int channel) {
        return RED_SHIFT - 8 * (selection.channels().first() - 1 + channel);
    }

    private synchronized int[] colours(int index) throws IOException {
        if (lastIndex != index) {
            Object pixels = stored(index);
            int[] colours;
            if (palette == null) {
                colours = (int[]) (isVirtual() ? copy(pixels) : pixels);
            } else {
                byte[] numbers = (byte[]) pixels;
                colours = new int[numbers.length];
                for (int i = 0; i < colours.length; i++) {
                    colours[i] = palette[numbers[i] & 0xff];
                }
            }
            lastColours = colours;
            lastIndex = index;
        }
        return lastColours;
    }

    private synchronized Object stored(int index) throws IOException {
        Object pixels;
        try {
            pixels = stack == null ? onlyPlane : stack.getPixels(index);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (!isPlane(pixels)) {
            throw new IOException("plane " + index + " of '" + image.getTitle() + "' can't be read as "
                    + image.getWidth() + " x " + image.getHeight() + " pixels of " + image.getBitDepth() + " bits");
        }
        return pixels;
    }

    private boolean isPlane(Object pixels) {
        Class<?> expected = switch (image.getBitDepth()) {
            case 8 -> byte[].class;
            case 16 -> short[].class;
            case 24 -> int[].class;
            default -> float[].class;
        };
        return expected.isInstance(pixels) && Array.getLength(pixels) == (long) image.getWidth() * image.getHeight();
    }

    /**
     * Whether 8-bit pixels are numbers of colours rather than gray values shown in false colours. ImageJ says so of few
     * images itself (of those it reduced to 256 colours); for others its own test decides: colours that jump from one
     * value to the next aren't a scale.
     */
    private static boolean isIndexed(ImagePlus image) {
        if (image.getBitDepth() != 8 || image instanceof CompositeImage) {
            return false;
        }
        ImageProcessor plane = image.getProcessor();
        return image.getType() == ImagePlus.COLOR_256 || plane.isColorLut() && !plane.isPseudoColorLut();
    }

    private static int[] palette(ImagePlus image) {
        IndexColorModel model = (IndexColorModel) image.getProcessor().getColorModel();
        int[] colours = new int[256];
        for (int i = 0; i < Math.min(256, model.getMapSize()); i++) {
            colours[i] = 0xff000000 | model.getRed(i) << 16 | model.getGreen(i) << 8 | model.getBlue(i);
        }
        return colours;
    }
}
