package io.github.kernelj.engine;

/**
 * What is done with pixels that are NaN or infinite. A tap of weight 0 doesn't look at its pixel, so it never meets one.
 */
public enum MissingPixels {
    /** Arithmetic takes its course: the windows that hold them become NaN or infinite. The default. */
    PROPAGATE,
    /**
     * They count as the mean of the window's other pixels, weighted by |W|. For kernels without negative weights this is
     * the renormalised window (W summed over the present taps only); a kernel of zero sum still gives 0 on a constant
     * image. A window with none present gives NaN.
     */
    IGNORE,
    /** They count as the constant. */
    FILL
}
