package io.github.kernelj.plugin;

/** An image is needed and none is open. */
final class NoImageException extends IllegalStateException {

    NoImageException() {
        super("There are no images open");
    }
}
