package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.Selection;
import java.io.IOException;

/**
 * How far two images of the same size are apart.
 *
 * @param values how many values were compared, one per pixel and channel
 * @param unequal how many of them differ
 * @param largest the largest difference, in calibrated units
 */
record PixelDifference(long values, long unequal, double largest) {

    static PixelDifference of(ImagePlus one, ImagePlus other) throws IOException {
        ImageVolumes ones = ImageVolumes.of(one, Axes.Stack.SLICES, Selection.ALL);
        ImageVolumes others = ImageVolumes.of(other, Axes.Stack.SLICES, Selection.ALL);
        long values = 0;
        long unequal = 0;
        double largest = 0;
        for (int position = 0; position < ones.positions(); position++) {
            for (int channel = 0; channel < ones.channels(); channel++) {
                for (int z = 0; z < ones.shape().depth(); z++) {
                    float[] a = ones.source(channel, position).plane(z);
                    float[] b = others.source(channel, position).plane(z);
                    for (int i = 0; i < a.length; i++) {
                        double difference = Math.abs((double) a[i] - b[i]);
                        unequal += difference == 0 ? 0 : 1;
                        largest = Math.max(largest, difference);
                    }
                    values += a.length;
                }
            }
        }
        return new PixelDifference(values, unequal, largest);
    }

    /** {@code 65,520 of 65,536 values are as under the true kernel, and none is off by more than 1 gray level}. */
    String inWords() {
        if (unequal == 0) {
            return "all " + DemoText.grouped(values) + " values are as under the true kernel";
        }
        return DemoText.grouped(values - unequal) + " of " + DemoText.grouped(values)
                + " values are as under the true kernel, and none is off by more than " + DemoText.brief(largest)
                + " gray "
                + (largest == 1 ? "level" : "levels");
    }
}
