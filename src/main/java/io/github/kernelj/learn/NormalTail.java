package io.github.kernelj.learn;

/** The upper tail of the standard normal distribution. */
final class NormalTail {

    private static final double ROOT = Math.sqrt(2 / Math.PI);

    /** From here on the continued fraction has converged after its 60 terms to double precision. */
    private static final double FAR = 2.5;

    private NormalTail() {}

    /**
     * φ(x) / (1 − Φ(x)), the mean of a standard normal value that is known to be above x; relative precision about 1e-12.
     * Near 0 by the series of the tail, further out by Laplace's continued fraction (Abramowitz and Stegun, 26.2.10 and
     * 26.2.14).
     */
    static double hazard(double x) {
        if (x > FAR) {
            double fraction = x;
            for (int term = 60; term >= 1; term--) {
                fraction = x + term / fraction;
            }
            return fraction;
        }
        double density = ROOT / 2 * Math.exp(-x * x / 2);
        return density / upper(x, density);
    }

    private static double upper(double x, double density) {
        if (x < -FAR) {
            return 1 - density / hazard(-x);
        }
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 - density * sum;
    }
}
