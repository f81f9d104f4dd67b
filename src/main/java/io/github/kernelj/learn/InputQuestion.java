package io.github.kernelj.learn;

import io.github.kernelj.engine.Centre;
import io.github.kernelj.engine.Pixels;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.stream.DoubleStream;

/**
 * What the engine centres an input by, and samples from which its noise is estimated, of boxes of whole rows.
 *
 * @param stride of how many places one is looked at; 0 for none
 */
record InputQuestion(int stride) implements PixelQuestion {

    @Override
    public PixelSums answer(PixelPart part, PairBoxes pixels) throws IOException {
        Shape image = pixels.input();
        WindowBox box = part.box();
        // Second differences reach two rows further.
        int rows = Math.min(box.size().height() + 2, image.height() - box.y());
        PlaneSource source = pixels.input(
                part.pair(),
                new WindowBox(
                        0,
                        box.y(),
                        box.z(),
                        new Shape(image.width(), rows, box.size().depth())));
        double[] least = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
        DoubleStream.Builder samples = DoubleStream.builder();
        for (int z = 0; z < box.size().depth(); z++) {
            float[] plane = source.plane(z);
            if (box.z() + z == 0) {
                float[] extremes = Centre.extremes(
                        Pixels.of(plane), (long) box.y() * image.width(), (long) image.width() * image.height());
                least = new double[] {extremes[0], -extremes[1]};
            }
            if (stride > 0) {
                InputNoise.addSamples(
                        plane, image.width(), box.y(), box.size().height(), image.height(), stride, samples);
            }
        }
        return PixelSums.of(new double[0], least, samples.build().toArray());
    }

    /** What is subtracted from a pair's input. */
    static float centre(PixelSums ofPair) {
        return Centre.of((float) ofPair.least()[0], (float) -ofPair.least()[1]);
    }
}
