package io.github.kernelj.learn;

/**
 * How alike two planes look: the structural similarity index of Wang, Bovik, Sheikh and Simoncelli (2004), "Image quality
 * assessment: from error visibility to structural similarity", with its Gaussian window of 11 x 11 pixels and σ = 1.5,
 * K1 = 0.01 and K2 = 0.03. In double.
 */
public final class StructuralSimilarity {

    /** Pixels that the window reaches to each side; so far from the border there is no value. */
    public static final int REACH = 5;

    private static final double SIGMA = 1.5;
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;
    private static final double[] WINDOW = window();

    private StructuralSimilarity() {}

    private static double[] window() {
        double[] window = new double[2 * REACH + 1];
        double sum = 0;
        for (int i = -REACH; i <= REACH; i++) {
            window[i + REACH] = Math.exp(-i * i / (2 * SIGMA * SIGMA));
            sum += window[i + REACH];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }

    /**
     * The index about each pixel, at most 1.
     *
     * @param a width · height values, row by row
     * @param b as many
     * @param range the difference between the largest and the smallest possible value, above 0
     * @return as many values; NaN nearer than {@value #REACH} pixels to the border, and where the window holds NaN
     */
    public static double[] map(float[] a, float[] b, int width, int height, double range) {
        if (a.length != width * height || b.length != a.length) {
            throw new IllegalArgumentException("planes of " + width + " x " + height + " have " + width * height
                    + " pixels, got " + a.length + " and " + b.length);
        }
        double origin = a.length == 0 ? 0 : a[a.length / 2];
        double[][] products = new double[5][a.length];
        for (int i = 0; i < a.length; i++) {
            double x = a[i] - origin;
            double y = b[i] - origin;
            products[0][i] = x;
            products[1][i] = y;
            products[2][i] = x * x;
            products[3][i] = y * y;
            products[4][i] = x * y;
        }
        for (int i = 0; i < products.length; i++) {
            products[i] = averaged(averaged(products[i], width, height, 1), width, height, width);
        }
        double[] map = new double[a.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = index(products, i, origin, range);
        }
        return map;
    }

    private static double index(double[][] means, int i, double origin, double range) {
        double c1 = K1 * range * (K1 * range);
        double c2 = K2 * range * (K2 * range);
        double x = means[0][i];
        double y = means[1][i];
        double varianceX = means[2][i] - x * x;
        double varianceY = means[3][i] - y * y;
        double covariance = means[4][i] - x * y;
        double meanX = x + origin;
        double meanY = y + origin;
        return (2 * meanX * meanY + c1)
                * (2 * covariance + c2)
                / ((meanX * meanX + meanY * meanY + c1) * (varianceX + varianceY + c2));
    }

    /** The weighted mean along x (pitch 1) or y (pitch width); NaN too near to the border. */
    private static double[] averaged(double[] values, int width, int height, int pitch) {
        double[] means = new double[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int place = pitch == 1 ? x : y;
                int extent = pitch == 1 ? width : height;
                int i = y * width + x;
                means[i] = place < REACH || place >= extent - REACH ? Double.NaN : around(values, i, pitch);
            }
        }
        return means;
    }

    private static double around(double[] values, int centre, int pitch) {
        double sum = 0;
        int from = centre - REACH * pitch;
        for (int k = 0; k < WINDOW.length; k++) {
            sum += WINDOW[k] * values[from + k * pitch];
        }
        return sum;
    }
}
