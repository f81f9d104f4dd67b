package io.github.kernelj.match;

import io.github.kernelj.kernel.Shape;

/** The score of one window straight from its formula, in double precision. */
final class WindowScore {

    private WindowScore() {}

    /** The score of the window that begins at a place of the block's pixels, all of them finite; 0 if it is flat. */
    static double of(Template template, BlockPixels pixels, int left, int top, int first) {
        double about = pixels.pixel(left, top, first);
        double mean = about + sum(template, pixels, left, top, first, about) / template.pixels();
        Shape shape = template.shape();
        double product = 0;
        double squares = 0;
        int i = 0;
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++, i++) {
                    if (template.counts(i)) {
                        double value = pixels.pixel(left + x, top + y, first + z) - mean;
                        product += template.weight(i) * value;
                        squares += value * value;
                    }
                }
            }
        }
        return Template.isFlat(squares, mean, template.pixels())
                ? 0
                : Math.max(-1, Math.min(1, product / Math.sqrt(squares)));
    }

    /** Sum of the differences from a value: exactly 0 where all pixels are that value. */
    private static double sum(Template template, BlockPixels pixels, int left, int top, int first, double about) {
        Shape shape = template.shape();
        double sum = 0;
        int i = 0;
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++, i++) {
                    sum += template.counts(i) ? pixels.pixel(left + x, top + y, first + z) - about : 0;
                }
            }
        }
        return sum;
    }
}
