package io.github.kernelj.image;

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
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import java.awt.Color;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One small image of every kind, and what tests do with them. */
final class TestImages {

    static final int WIDTH = 7;
    static final int HEIGHT = 5;

    private TestImages() {}

    static ImagePlus gray8() {
        return new ImagePlus("gray.tif", noise(8, 1));
    }

    static ImagePlus gray16() {
        return new ImagePlus("deep", noise(16, 2));
    }

    static ImagePlus twelveBits() {
        ImageProcessor plane = noise(16, 3);
        for (int i = 0; i < plane.getPixelCount(); i++) {
            plane.set(i, plane.get(i) & 0xfff);
        }
        plane.setMinAndMax(0, 4095);
        return new ImagePlus("twelve", plane);
    }

    static ImagePlus signed16() {
        ImagePlus image = new ImagePlus("signed", noise(16, 4));
        image.getCalibration().setSigned16BitCalibration();
        return image;
    }

    /** HU with an offset and a slope that isn't 1. */
    static ImagePlus tomogram() {
        ImagePlus image = new ImagePlus("ct.dcm", noise(16, 5));
        image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {-1024, 0.5}, "HU");
        return image;
    }

    static ImagePlus opticalDensity() {
        ImagePlus image = new ImagePlus("gel", noise(8, 6));
        image.getCalibration().setFunction(Calibration.UNCALIBRATED_OD, null, "OD");
        return image;
    }

    static ImagePlus float32() {
        ImageProcessor plane = noise(32, 7);
        plane.setf(3, Float.NaN);
        plane.setf(4, Float.NEGATIVE_INFINITY);
        plane.setMinAndMax(-2, 3);
        return new ImagePlus("float", plane);
    }

    static ImagePlus rgb() {
        return new ImagePlus("colour.png", noise(24, 8));
    }

    static ImagePlus rgbStack() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < 3; i++) {
            stack.addSlice("colour " + i, noise(24, 20 + i));
        }
        return new ImagePlus("colours", stack);
    }

    /** Gray values in the false colours of a smooth scale. */
    static ImagePlus falseColours() {
        ImagePlus image = new ImagePlus("fire", noise(8, 9));
        image.getProcessor().setLut(LUT.createLutFromColor(Color.ORANGE));
        return image;
    }

    /** Pixels that are numbers of colours. */
    static ImagePlus indexed() {
        byte[][] table = new byte[3][256];
        Random random = new Random(10);
        for (byte[] column : table) {
            random.nextBytes(column);
        }
        ImageProcessor plane = noise(8, 10);
        plane.setColorModel(new LUT(table[0], table[1], table[2]));
        return new ImagePlus("palette", plane);
    }

    static ImagePlus stack() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < 4; i++) {
            stack.addSlice("section " + i, noise(8, 30 + i));
        }
        return new ImagePlus("sections", stack);
    }

    /** XYCZT, 2 x 3 x 4, composite, with everything ImageJ keeps beside pixels. */
    static ImagePlus hyperstack(int bitDepth) {
        ImagePlus image = new ImagePlus("cells.tif", planes(bitDepth, 2 * 3 * 4));
        image.setDimensions(2, 3, 4);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        LUT[] luts = {LUT.createLutFromColor(Color.MAGENTA), LUT.createLutFromColor(Color.GREEN)};
        luts[0].min = 3;
        luts[0].max = 200;
        luts[1].min = 7;
        luts[1].max = 100;
        composite.setLuts(luts);
        composite.setDisplayRange(3, 200);
        composite.setOpenAsHyperStack(true);
        decorate(composite);
        return composite;
    }

    /** Sizes, units, origin, frame interval, info, properties, overlay. */
    static void decorate(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 2;
        calibration.setUnit("mm");
        calibration.xOrigin = 3;
        calibration.yOrigin = 4;
        calibration.zOrigin = 1;
        calibration.frameInterval = 1.5;
        image.setProperty("Info", "taken on a Monday");
        image.setProp("stain", "DAPI");
        image.setOverlay(new Overlay(new OvalRoi(2, 2, 3, 2)));
    }

    static List<ImagePlus> allKinds() {
        List<ImagePlus> kinds = new ArrayList<>(List.of(
                gray8(),
                gray16(),
                twelveBits(),
                signed16(),
                tomogram(),
                float32(),
                rgb(),
                rgbStack(),
                falseColours(),
                stack(),
                hyperstack(8),
                hyperstack(16),
                hyperstack(32)));
        kinds.forEach(TestImages::decorate);
        return kinds;
    }

    private static ImageStack planes(int bitDepth, int count) {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < count; i++) {
            stack.addSlice("plane " + (i + 1), noise(bitDepth, 100 + i));
        }
        return stack;
    }

    static ImageProcessor noise(int bitDepth, long seed) {
        Random random = new Random(seed);
        ImageProcessor plane = switch (bitDepth) {
            case 8 -> new ByteProcessor(WIDTH, HEIGHT);
            case 16 -> new ShortProcessor(WIDTH, HEIGHT);
            case 24 -> new ColorProcessor(WIDTH, HEIGHT);
            default -> new FloatProcessor(WIDTH, HEIGHT);
        };
        for (int i = 0; i < plane.getPixelCount(); i++) {
            if (bitDepth == 32) {
                plane.setf(i, (float) random.nextGaussian() * 100);
            } else {
                plane.set(i, random.nextInt() & (bitDepth == 8 ? 0xff : bitDepth == 16 ? 0xffff : 0xffffff));
            }
        }
        plane.resetMinAndMax();
        return plane;
    }

    /** A virtual stack of 16-bit planes that counts how often each is read. */
    static class CountingStack extends VirtualStack {

        final int[] reads;
        private final int bits;

        CountingStack(int planes, int bits) {
            super(WIDTH, HEIGHT, planes);
            this.reads = new int[planes];
            this.bits = bits;
            setBitDepth(bits);
        }

        @Override
        public ImageProcessor getProcessor(int n) {
            reads[n - 1]++;
            return noise(bits, n);
        }

        @Override
        public String getSliceLabel(int n) {
            return "virtual " + n;
        }
    }

    /** Carries every plane over unchanged. */
    static ImagePlus identity(ImageVolumes volumes, ResultImage result) throws IOException {
        for (int position = 0; position < volumes.positions(); position++) {
            for (int channel = 0; channel < volumes.channels(); channel++) {
                PlaneSource source = volumes.source(channel, position);
                PlaneSink sink = result.sink(channel, position);
                for (int z = 0; z < source.shape().depth(); z++) {
                    sink.accept(z, source.plane(z));
                }
            }
        }
        return result.finish();
    }

    /** Fills every plane of every output volume with one value. */
    static ImagePlus constant(ImageVolumes volumes, ResultForm form, ResultImage result, float value)
            throws IOException {
        for (int position = 0; position < volumes.positions(); position++) {
            for (int channel = 0; channel < form.channels(); channel++) {
                for (int z = 0; z < form.shape().depth(); z++) {
                    float[] plane =
                            new float[form.shape().width() * form.shape().height()];
                    java.util.Arrays.fill(plane, value);
                    result.sink(channel, position).accept(z, plane);
                }
            }
        }
        return result.finish();
    }

    /** All pixels as ImageJ stores them, plane by plane; RGB without its unused bits. */
    static List<List<Number>> pixels(ImagePlus image) {
        List<List<Number>> planes = new ArrayList<>();
        for (int i = 1; i <= image.getStackSize(); i++) {
            Object pixels = image.getStackSize() == 1
                    ? image.getProcessor().getPixels()
                    : image.getStack().getPixels(i);
            List<Number> plane = new ArrayList<>();
            for (int p = 0; p < Array.getLength(pixels); p++) {
                Number pixel = (Number) Array.get(pixels, p);
                plane.add(pixels instanceof int[] ? (Number) (pixel.intValue() & 0xffffff) : pixel);
            }
            planes.add(plane);
        }
        return planes;
    }
}
