package io.github.kernelj.plugin;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.util.Locale;
import java.util.Random;

/** Every kind of image people bring, small, with all that ImageJ keeps beside pixels; the same each time it is made. */
enum ImageKind {
    GRAY_8(8, 1, 1, 1),
    COLOUR_8(8, 1, 1, 1),
    GRAY_16(16, 1, 1, 1),
    TOMOGRAM(16, 1, 4, 1),
    TWELVE_BITS(16, 1, 1, 1),
    FLOAT_WITH_NAN(32, 1, 1, 1),
    RGB(24, 1, 1, 1),
    COMPOSITE(8, 3, 1, 1),
    STACK(8, 1, 4, 1),
    HYPERSTACK(16, 2, 3, 2),
    VIDEO(8, 1, 1, 5),
    VIRTUAL_STACK(16, 1, 4, 1);

    static final int WIDTH = 19;
    static final int HEIGHT = 13;

    /** Pixel 0 of the tomogram stands for this many HU: shorts are signed, and 0 is that of water. */
    private static final double LEAST_HU = -32768 - 1024;

    final int bits;
    final int channels;
    final int slices;
    final int frames;

    ImageKind(int bits, int channels, int slices, int frames) {
        this.bits = bits;
        this.channels = channels;
        this.slices = slices;
        this.frames = frames;
    }

    boolean isColour() {
        return this == RGB || this == COLOUR_8;
    }

    /** Whether values are whole numbers. */
    boolean isWhole() {
        return bits < 32;
    }

    /** The value of pixel 0, in calibrated units. */
    double offset() {
        return this == TOMOGRAM ? LEAST_HU : 0;
    }

    /** The axis along which planes follow each other. */
    String axes() {
        return this == VIDEO ? "xyt" : "xyz";
    }

    int depth() {
        return this == VIDEO ? frames : slices;
    }

    /** How many volumes each channel has. */
    int positions() {
        return this == VIDEO ? slices : frames;
    }

    /** Where a plane lies in the stack of an image with so many channels and planes to a volume. */
    int stackIndex(int channel, int channelCount, int z, int depth, int position) {
        return this == VIDEO
                ? 1 + channel + channelCount * (position + positions() * z)
                : 1 + channel + channelCount * (z + depth * position);
    }

    ImagePlus make() {
        ImagePlus image = new ImagePlus(name().toLowerCase(Locale.ROOT) + ".tif", stack());
        image.setDimensions(channels, slices, frames);
        if (this == COLOUR_8) {
            image.getProcessor().setColorModel(palette());
        } else if (channels > 1) {
            image = composite(image);
        } else if (bits != 24) {
            image.getProcessor().setLut(LUT.createLutFromColor(this == GRAY_16 ? Color.CYAN : Color.WHITE));
            image.getProcessor().setMinAndMax(lowest() + 5, lowest() + spread() - 3);
        }
        image.setOpenAsHyperStack(slices > 1 && frames > 1);
        decorate(image);
        image.setPosition(Math.min(2, image.getStackSize()));
        image.changes = false;
        return image;
    }

    private ImageStack stack() {
        ImageStack stack = this == VIRTUAL_STACK ? new FromNowhere(this) : new ImageStack(WIDTH, HEIGHT);
        for (int i = 1; i <= channels * slices * frames && this != VIRTUAL_STACK; i++) {
            stack.addSlice("plane " + i, plane(i));
        }
        return stack;
    }

    private ImageProcessor plane(int index) {
        Random random = new Random(1000L * ordinal() + index);
        ImageProcessor plane = switch (bits) {
            case 8 -> new ByteProcessor(WIDTH, HEIGHT);
            case 16 -> new ShortProcessor(WIDTH, HEIGHT);
            case 24 -> new ColorProcessor(WIDTH, HEIGHT);
            default -> new FloatProcessor(WIDTH, HEIGHT);
        };
        for (int i = 0; i < plane.getPixelCount(); i++) {
            if (bits == 32) {
                plane.setf(i, (float) random.nextGaussian() * 300);
            } else if (bits == 24) {
                plane.set(i, random.nextInt() & 0xffffff);
            } else {
                plane.set(i, lowest() + random.nextInt(spread()));
            }
        }
        if (bits == 32) {
            plane.setf(7, 4, Float.NaN);
            plane.setf(8, 4, Float.NaN);
            plane.setf(15, 9, Float.POSITIVE_INFINITY);
        }
        return plane;
    }

    /** The least pixel: dark enough that kernels with negative weights clip some, bright enough that most stay. */
    private int lowest() {
        return switch (this) {
            case TOMOGRAM -> 32768;
            case GRAY_16, HYPERSTACK, VIRTUAL_STACK -> 2000;
            case FLOAT_WITH_NAN, TWELVE_BITS -> 0;
            default -> 30;
        };
    }

    private int spread() {
        return switch (this) {
            case TOMOGRAM -> 3000;
            case GRAY_16, VIRTUAL_STACK -> 60000;
            case HYPERSTACK -> 20000;
            case TWELVE_BITS -> 4096;
            default -> 200;
        };
    }

    /** Colours in no order, as in a GIF. */
    private static LUT palette() {
        byte[][] table = new byte[3][256];
        Random random = new Random(77);
        for (byte[] column : table) {
            random.nextBytes(column);
        }
        return new LUT(table[0], table[1], table[2]);
    }

    private CompositeImage composite(ImagePlus image) {
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        LUT[] luts = new LUT[channels];
        Color[] colours = {Color.MAGENTA, Color.GREEN, Color.YELLOW};
        for (int channel = 0; channel < channels; channel++) {
            luts[channel] = LUT.createLutFromColor(colours[channel]);
            luts[channel].min = lowest() + 2 * channel;
            luts[channel].max = lowest() + spread() - 5 * channel;
        }
        composite.setLuts(luts);
        composite.setDisplayRange(luts[0].min, luts[0].max);
        composite.getActiveChannels()[1] = false;
        return composite;
    }

    private void decorate(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 2;
        calibration.setUnit("mm");
        calibration.xOrigin = 3;
        calibration.yOrigin = 4;
        calibration.zOrigin = 1;
        calibration.frameInterval = 1.5;
        if (this == TOMOGRAM) {
            calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {LEAST_HU, 1}, "HU");
        }
        image.setProperty("Info", "taken on a Monday");
        image.setProp("stain", "DAPI");
        image.setOverlay(new Overlay(new OvalRoi(6, 5, 4, 3)));
    }

    /** Planes that are made when they are asked for. */
    private static final class FromNowhere extends VirtualStack {

        private final ImageKind kind;

        FromNowhere(ImageKind kind) {
            super(WIDTH, HEIGHT, kind.slices);
            this.kind = kind;
            setBitDepth(kind.bits);
        }

        @Override
        public ImageProcessor getProcessor(int index) {
            return kind.plane(index);
        }

        @Override
        public String getSliceLabel(int index) {
            return "plane " + index;
        }
    }
}
