package io.github.kernelj.learn;

/** What becomes of pixels at the limits of their type, whose true value isn't known. */
public enum ClipMode {
    /** They are learned from as they are. */
    NONE,
    /**
     * Windows that hold a clipped input pixel are left out, and so are targets whose <em>predicted</em> value lies within
     * four residual standard deviations of a limit. Leaving out by the measured value would be biased: noise decides then
     * which of the bright pixels stay.
     */
    EXCLUDE,
    /**
     * Windows that hold a clipped input pixel are left out; clipped targets count as "at least" or "at most" the limit, with
     * normal noise (a Tobit model, fitted by expectation and maximisation).
     */
    CENSORED
}
