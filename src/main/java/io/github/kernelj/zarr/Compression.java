package io.github.kernelj.zarr;

import java.io.IOException;

/** How the bytes of a chunk are packed. Immutable and safe for use by several threads. */
interface Compression {

    /** Its name in metadata, such as {@code zstd}; empty for raw bytes. */
    String id();

    byte[] compress(byte[] bytes);

    /**
     * Unpacks a chunk.
     *
     * @param length of the unpacked bytes
     * @throws IOException if the stored bytes are damaged or unpack to another length; the place isn't named
     */
    byte[] decompress(byte[] stored, int length) throws IOException;
}
