package io.github.kernelj.kernel;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Images as kernels, for {@code image("...")} and for TIFF files in a {@link KernelExpression}. Given by whoever knows
 * images; this package doesn't.
 */
public interface KernelImages {

    /** Where images aren't known. */
    KernelImages NONE = new KernelImages() {
        @Override
        public KernelBank named(String name) throws IOException {
            throw new IOException("the image '" + name + "' can't be a kernel here: images aren't read");
        }

        @Override
        public KernelBank read(Path file) throws IOException {
            return named(file.toString());
        }
    };

    /**
     * The pixels of an image as a kernel.
     *
     * @param name of an open image, or the path of an image file
     * @throws IllegalArgumentException if there is no such image, or several, or it can't be a kernel, saying why
     * @throws IOException if it can't be read, naming it
     */
    KernelBank named(String name) throws IOException;

    /**
     * The pixels of an image file as a kernel.
     *
     * @throws IOException if it is missing or can't be read as a kernel, naming it
     */
    KernelBank read(Path file) throws IOException;
}
