package io.github.kernelj.learn;

/**
 * Tail probabilities of Fisher's F distribution, and with it of Student's t, whose square is F with one degree of freedom
 * in the numerator. Degrees of freedom need not be whole. Accurate to about 1e-10.
 */
final class FDistribution {

    private static final int MOST_TERMS = 100_000;
    private static final double PRECISION = 1e-14;
    private static final double TINY = 1e-300;

    /** Lanczos' coefficients for g = 7, nine terms (Godfrey, 2001). */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private FDistribution() {}

    /** The probability of a value above f; NaN if f is. */
    static double above(double f, double numerator, double denominator) {
        if (Double.isNaN(f)) {
            return Double.NaN;
        }
        if (f <= 0) {
            return 1;
        }
        if (Double.isInfinite(f)) {
            return 0;
        }
        return incompleteBeta(denominator / (denominator + numerator * f), denominator / 2, numerator / 2);
    }

    /** The regularised incomplete beta function by its continued fraction (NIST DLMF 8.17.22), summed as by Lentz (1976). */
    private static double incompleteBeta(double x, double a, double b) {
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - incompleteBeta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
        double c = 1;
        double d = 0;
        double fraction = 1;
        for (int term = 0; term < MOST_TERMS; term++) {
            double coefficient = coefficient(term, x, a, b);
            d = 1 / away(1 + coefficient * d);
            c = away(1 + coefficient / c);
            fraction *= c * d;
            if (term > 0 && Math.abs(1 - c * d) < PRECISION) {
                break;
            }
        }
        return front / fraction;
    }

    private static double coefficient(int term, double x, double a, double b) {
        int m = (term + 1) / 2;
        return (term & 1) == 1
                ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double base = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
    }
}
