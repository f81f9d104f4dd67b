package io.github.kernelj.image;

import ij.process.ColorProcessor;

/** A plane of differences: blue below 0, white at 0, red above. Planes larger than the picture are averaged down. */
public final class DifferencePicture {

    private static final int WIDEST = 320;
    private static final int NARROWEST = 160;

    private DifferencePicture() {}

    /**
     * Draws the difference.
     *
     * @param minuend width · height values, row by row
     * @param subtrahend as many
     * @param most the magnitude of the deepest colours, at least 0
     * @return an RGB image of at most 320 x 320 pixels; small planes are enlarged by a whole number
     */
    public static ColorProcessor of(float[] minuend, float[] subtrahend, int width, int height, double most) {
        int longest = Math.max(width, height);
        int pixels = (longest + WIDEST - 1) / WIDEST;
        int enlarged = longest < NARROWEST ? NARROWEST / longest : 1;
        int columns = (width + pixels - 1) / pixels;
        int rows = (height + pixels - 1) / pixels;
        DivergingScale scale = new DivergingScale(most);
        ColorProcessor picture = new ColorProcessor(columns * enlarged, rows * enlarged);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double sum = 0;
                int count = 0;
                for (int y = row * pixels; y < Math.min(height, (row + 1) * pixels); y++) {
                    for (int x = column * pixels; x < Math.min(width, (column + 1) * pixels); x++) {
                        sum += (double) minuend[y * width + x] - subtrahend[y * width + x];
                        count++;
                    }
                }
                picture.setColor(scale.of(sum / count));
                picture.fillRect(column * enlarged, row * enlarged, enlarged, enlarged);
            }
        }
        return picture;
    }
}
