package io.github.kernelj.learn;

/** Which squared error is minimised. The best kernel is the same; the rate and the ridge are scaled by N between them. */
public enum Loss {
    /** The mean over the windows: rates then don't depend on the size of the image. The default. */
    MEAN,
    /** The sum over the windows, as in the lesson. */
    SUM;

    /** What the summed error is divided by. */
    double divisor(long count) {
        return this == MEAN ? count : 1;
    }
}
