package io.github.kernelj.engine;

/** Whether the kernel is laid on the image as it stands, or flipped along every axis first. */
public enum Operation {
    /** {@code Y(p) = b + Σ W(d) · X(p + d − anchor)}: the default. */
    CORRELATION,
    /** {@code Y(p) = b + Σ W(d) · X(p − d + anchor)}, as in scipy. */
    CONVOLUTION
}
