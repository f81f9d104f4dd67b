package io.github.kernelj.learn;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.util.Random;

/** Example pairs for tests. */
final class Pairs {

    private Pairs() {}

    static Volume noise(Shape shape, double mean, double spread, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[(int) shape.volume()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (mean + spread * (2 * random.nextDouble() - 1));
        }
        return Volume.of(shape, pixels);
    }

    /** Whole numbers, as in a 16-bit image. */
    static Volume counts(Shape shape, int mean, int spread, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[(int) shape.volume()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = mean - spread + random.nextInt(2 * spread + 1);
        }
        return Volume.of(shape, pixels);
    }

    static double[] weights(int taps, long seed) {
        return new Random(seed).doubles(taps, -1, 1).toArray();
    }

    /** The image correlated with the weights, whole windows only, rounded to float. */
    static Volume correlated(Volume image, Shape kernel, double[] weights, double bias) {
        Shape size = image.shape();
        Shape valid = new Shape(
                size.width() - kernel.width() + 1,
                size.height() - kernel.height() + 1,
                size.depth() - kernel.depth() + 1);
        double[][] windows = ExplicitLoop.windows(image, kernel);
        float[] pixels = new float[windows.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (ExplicitLoop.dot(windows[i], weights) + bias);
        }
        return Volume.of(valid, pixels);
    }

    /** A target of the input's size that holds the valid target's pixels at the anchor, and rubbish around. */
    static Volume embedded(Volume valid, Shape image, Anchor anchor) {
        Volume all = noise(image, 1e6, 1e6, 99);
        for (int z = 0; z < valid.shape().depth(); z++) {
            for (int y = 0; y < valid.shape().height(); y++) {
                System.arraycopy(
                        valid.plane(z),
                        y * valid.shape().width(),
                        all.plane(z + anchor.z()),
                        (y + anchor.y()) * image.width() + anchor.x(),
                        valid.shape().width());
            }
        }
        return all;
    }

    /** The lesson's image and its vertical edges. */
    static ExamplePair lesson() {
        float[] image = new float[48];
        for (int i = 0; i < image.length; i++) {
            image[i] = i % 8 >= 2 && i % 8 <= 5 ? 0 : 1;
        }
        Volume input = Volume.of(Shape.of(8, 6), image);
        return new ExamplePair(input, correlated(input, Shape.of(2, 1), new double[] {1, -1}, 0));
    }
}
