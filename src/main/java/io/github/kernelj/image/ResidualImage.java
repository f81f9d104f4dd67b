package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.LUT;
import io.github.kernelj.engine.Axes;
import java.awt.Color;
import java.io.IOException;

/** What a filtered image leaves of its target: blue where it is too bright, white at 0, red where it is too dark. */
public final class ResidualImage {

    private static final int COLOURS = 256;

    private ResidualImage() {}

    /**
     * The target less the filtered image, in calibrated units.
     *
     * @param target 8, 16, 32 bits or RGB
     * @param filtered of the same extents
     * @param most the magnitude of the deepest colours, at least 0
     * @return a 32-bit image that isn't shown, its channels, slices and frames those of the target
     * @throws IllegalArgumentException if the extents differ
     * @throws IOException if a plane of a virtual stack can't be read
     */
    public static ImagePlus of(String title, ImagePlus target, ImagePlus filtered, double most) throws IOException {
        ImageVolumes wanted = ImageVolumes.of(target, Axes.Stack.SLICES, Selection.ALL);
        ImageVolumes got = ImageVolumes.of(filtered, Axes.Stack.SLICES, Selection.ALL);
        if (!wanted.shape().equals(got.shape())
                || wanted.channels() != got.channels()
                || wanted.positions() != got.positions()) {
            throw new IllegalArgumentException(
                    "the filtered image is " + got.shape() + ", the target " + wanted.shape());
        }
        int width = wanted.shape().width();
        int height = wanted.shape().height();
        ImageStack stack = new ImageStack(width, height);
        for (int frame = 0; frame < wanted.positions(); frame++) {
            for (int z = 0; z < wanted.shape().depth(); z++) {
                for (int channel = 0; channel < wanted.channels(); channel++) {
                    float[] left = wanted.source(channel, frame).plane(z).clone();
                    float[] taken = got.source(channel, frame).plane(z);
                    for (int i = 0; i < left.length; i++) {
                        left[i] -= taken[i];
                    }
                    stack.addSlice(new FloatProcessor(width, height, left));
                }
            }
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(wanted.channels(), wanted.shape().depth(), wanted.positions());
        image.setOpenAsHyperStack(wanted.channels() * wanted.positions() > 1);
        image.setLut(colours());
        image.setDisplayRange(-most, most);
        return image;
    }

    private static LUT colours() {
        DivergingScale scale = new DivergingScale(1);
        byte[][] parts = new byte[3][COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            Color colour = scale.of(2.0 * i / (COLOURS - 1) - 1);
            parts[0][i] = (byte) colour.getRed();
            parts[1][i] = (byte) colour.getGreen();
            parts[2][i] = (byte) colour.getBlue();
        }
        return new LUT(parts[0], parts[1], parts[2]);
    }
}
