package io.github.kernelj.task;

/** Where the result goes. */
public enum Destination {
    /** A new image; the input stays as it is. The default. */
    NEW,
    /** The pixels of the input image. */
    IN_PLACE
}
