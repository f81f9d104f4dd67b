package io.github.kernelj.image;

import java.io.IOException;
import java.util.Locale;

/**
 * Whether an image can be what its header says. Headers of damaged and of hostile files promise anything; they are asked
 * before memory is.
 */
final class Room {

    /** The most pixels of a plane that ImageJ can hold. */
    private static final int MOST_PIXELS = Integer.MAX_VALUE - 8;

    private Room() {}

    /**
     * Refuses what can't be a plane of ImageJ's.
     *
     * @throws IOException giving the reason only
     */
    static void requirePlane(long width, long height) throws IOException {
        if (width < 1 || height < 1) {
            throw new IOException("it is damaged: its size is " + width + " x " + height + " pixels");
        }
        // Divided, as the product may overflow.
        if (width > MOST_PIXELS / height) {
            throw new IOException("its size, " + width + " x " + height
                    + " pixels, is more than ImageJ can hold; the most" + " is about 46000 x 46000");
        }
    }

    /**
     * Refuses an image that memory can't hold while it's decoded.
     *
     * @param bytesPerPixel while it's decoded, of all planes
     * @throws IOException giving the reason only
     */
    static void requireMemory(long width, long height, double bytesPerPixel) throws IOException {
        requirePlane(width, height);
        double needed = (double) width * height * bytesPerPixel;
        if (needed > available()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "its %d x %d pixels need %.1f GB of memory while it is read, and %.1f GB are free; give Java more memory",
                    width,
                    height,
                    needed / (1 << 30),
                    (double) available() / (1 << 30)));
        }
    }

    /**
     * Refuses a file that is far too short for its pixels, however well they are compressed.
     *
     * @param most pixels that a byte of such a file can stand for
     * @throws IOException giving the reason only
     */
    static void requirePlausible(long width, long height, long fileBytes, int most) throws IOException {
        requirePlane(width, height);
        if (width * height > most * (fileBytes + 1)) {
            throw new IOException("it is truncated or damaged: " + fileBytes + " bytes can't hold " + width + " x "
                    + height + " pixels");
        }
    }

    /** Bytes that the heap can still take. */
    static long available() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    }
}
