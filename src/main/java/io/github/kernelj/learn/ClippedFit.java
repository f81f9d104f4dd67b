package io.github.kernelj.learn;

/**
 * A kernel learned from a clipped pair, and what was left out for that.
 *
 * @param fit the kernel; its notices tell the counts too
 * @param saturated number of windows left out because they hold a clipped input pixel
 * @param clipped number of other windows left out for their target, or, if censored, whose target counts as a bound
 * @param rounds number of times that the set, or the expected values, were found anew
 * @param stable whether nothing moved any more in the last round
 * @param deviation standard deviation of the noise in the target, in its units
 */
public record ClippedFit(Fit fit, long saturated, long clipped, int rounds, boolean stable, double deviation) {}
