package io.github.kernelj.kernel;

import java.util.Locale;
import java.util.Optional;

/**
 * A kernel divided by the sum of its weights, so that the brightness of a flat image stays. The bias isn't changed.
 *
 * @param kernel the kernel to use
 * @param notice what the user has to know: the sum is zero and nothing was divided, or it is nearly zero
 */
public record KernelNormalization(Kernel kernel, Optional<String> notice) {

    /** A sum below this fraction of the sum of magnitudes is nearly zero: dividing by it amplifies noise a millionfold. */
    private static final double NEARLY_ZERO = 1e-6;

    /** A sum below this fraction, half a float's last bit, can't be told from zero: weights are rounded that much. */
    private static final double ZERO = 0x1p-24;

    /** Divides by the sum; a kernel whose sum is zero, up to the rounding of its weights, is returned as it is. */
    public static KernelNormalization of(Kernel kernel) {
        double sum = kernel.sum();
        if (isZero(kernel)) {
            return new KernelNormalization(
                    kernel,
                    Optional.of(
                            "The kernel's weights sum to zero, so it is applied as it is (scale 1), not normalised."));
        }
        // No overflow: a weight is at most the magnitude, which is below 2^24 times the sum.
        return new KernelNormalization(
                kernel.scaled(1 / sum),
                isNearlyZero(kernel)
                        ? Optional.of(
                                "The kernel's weights sum to nearly zero (" + text(sum) + ", of magnitudes that sum to "
                                        + text(kernel.magnitude()) + "), so normalising amplifies noise.")
                        : Optional.empty());
    }

    /** Whether the sum is nearly, but not quite, zero. */
    static boolean isNearlyZero(Kernel kernel) {
        return !isZero(kernel) && Math.abs(kernel.sum()) < NEARLY_ZERO * kernel.magnitude();
    }

    private static boolean isZero(Kernel kernel) {
        return isZero(kernel.sum(), kernel.magnitude());
    }

    /** Whether weights of this sum, and this sum of magnitudes, sum to zero up to their rounding. */
    static boolean isZero(double sum, double magnitude) {
        return Math.abs(sum) <= ZERO * magnitude;
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
