package io.github.kernelj.kernel;

/**
 * Sampled Gaussians and their derivatives, as in {@code scipy.ndimage.gaussian_filter1d}: the samples of the Gaussian are
 * divided by their sum, and those of a derivative are these times the derivative's polynomial.
 */
final class GaussianTaps {

    /** Half of the taps reach this many standard deviations, scipy's {@code truncate}. */
    private static final double TRUNCATE = 4;

    private GaussianTaps() {}

    /** {@code int(4 sigma + 0.5)} pixels along each axis; the 1e-9 keeps calibrations from tipping a tie over. */
    static double[] radii(double[] sigmas) {
        double[] radii = new double[sigmas.length];
        for (int axis = 0; axis < sigmas.length; axis++) {
            radii[axis] = Math.floor(TRUNCATE * sigmas[axis] + 0.5 + 1e-9);
        }
        return radii;
    }

    /**
     * The product of Gaussians along each axis.
     *
     * @param shape extents; the Gaussians are centred on its anchor
     * @param sigmas standard deviations in pixels, one for each axis
     * @param orders orders of the derivatives, one for each axis, per pixel
     */
    static Taps product(Shape shape, double[] sigmas, int[] orders) {
        int[] extents = {shape.width(), shape.height(), shape.depth()};
        double[][] factors = new double[sigmas.length][];
        for (int axis = 0; axis < sigmas.length; axis++) {
            factors[axis] = along(extents[axis], sigmas[axis], orders[axis]);
        }
        return Taps.product(factors);
    }

    private static double[] along(int extent, double sigma, int order) {
        double[] weights = new double[extent];
        double sum = 0;
        for (int i = 0; i < extent; i++) {
            double u = (i - extent / 2) / sigma;
            weights[i] = Math.exp(-u * u / 2);
            sum += weights[i];
        }
        for (int i = 0; i < extent; i++) {
            weights[i] *= hermite(order, (i - extent / 2) / sigma) / Math.pow(sigma, order) / sum;
        }
        return weights;
    }

    /**
     * The probabilists' Hermite polynomial: the n-th derivative of a Gaussian is (-1/sigma)^n He_n(x/sigma) times the
     * Gaussian, and correlation turns x around, which takes the sign away.
     */
    private static double hermite(int order, double u) {
        double below = 0;
        double value = 1;
        for (int n = 0; n < order; n++) {
            double next = u * value - n * below;
            below = value;
            value = next;
        }
        return value;
    }
}
