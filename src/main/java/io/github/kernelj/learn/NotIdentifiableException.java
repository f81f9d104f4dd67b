package io.github.kernelj.learn;

/** The pair doesn't determine the kernel: many kernels fit it equally well, as with a flat image. */
public final class NotIdentifiableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    NotIdentifiableException(String message) {
        super(message);
    }
}
