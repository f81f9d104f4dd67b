package io.github.kernelj.plugin;

import ij.ImagePlus;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.stream.IntStream;

/** All that images are compared by when only pixels count. */
record PixelBytes(String kind, String pixels) {

    /** Dimensions, bit depth, and a checksum of every plane. */
    static PixelBytes of(ImagePlus image) {
        int[] checksums = IntStream.rangeClosed(1, image.getStackSize())
                .map(index -> checksum(image.getStack().getPixels(index)))
                .toArray();
        return new PixelBytes(
                Arrays.toString(image.getDimensions()) + ", " + image.getBitDepth() + " bits",
                Arrays.toString(checksums));
    }

    private static int checksum(Object pixels) {
        int sum = 1;
        for (int i = 0; i < Array.getLength(pixels); i++) {
            sum = 31 * sum + Array.get(pixels, i).hashCode();
        }
        return sum;
    }
}
