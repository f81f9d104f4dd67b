package io.github.kernelj.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** An array of a store, chunk by chunk. Safe for use by several threads. */
final class ZarrArray {

    private final ChunkStore store;
    private final String path;
    private final ArrayLayout layout;

    private ZarrArray(ChunkStore store, String path, ArrayLayout layout) {
        this.store = store;
        this.path = path;
        this.layout = layout;
    }

    /** @param path empty for the root */
    static ZarrArray open(ChunkStore store, String path) throws IOException {
        for (String name : List.of(ArrayJson.V3, ArrayJson.V2)) {
            Optional<Json> json = Json.read(store, join(path, name));
            if (json.isPresent()) {
                return new ZarrArray(store, path, ArrayJson.parse(json.get()));
            }
        }
        throw new IOException("there is no array " + store.locate(path) + ": neither " + ArrayJson.V2 + " nor "
                + ArrayJson.V3 + " is there");
    }

    /** An array whose metadata is written by {@link #writeMetadata}. */
    static ZarrArray of(ChunkStore store, String path, ArrayLayout layout) {
        return new ZarrArray(store, path, layout);
    }

    void writeMetadata(List<String> dimensionNames) throws IOException {
        String name = layout.version() == 3 ? ArrayJson.V3 : ArrayJson.V2;
        Json.write(store, join(path, name), ArrayJson.format(layout, dimensionNames));
    }

    ArrayLayout layout() {
        return layout;
    }

    ChunkStore store() {
        return store;
    }

    /**
     * The unpacked bytes of a chunk; filled if it isn't stored.
     *
     * @throws IOException naming the chunk's path, if it can't be read or is damaged
     */
    byte[] read(int[] chunk) throws IOException {
        String key = key(chunk);
        Optional<byte[]> stored = store.read(key);
        if (stored.isEmpty()) {
            byte[] bytes = new byte[layout.chunkBytes()];
            layout.elements().fill(bytes, layout.fill());
            return bytes;
        }
        try {
            byte[] packed = layout.checksum() ? checked(stored.get()) : stored.get();
            return layout.compression().decompress(packed, layout.chunkBytes());
        } catch (IOException e) {
            throw new IOException("can't read the chunk " + store.locate(key) + ": " + e.getMessage(), e);
        }
    }

    void write(int[] chunk, byte[] bytes) throws IOException {
        byte[] packed = layout.compression().compress(bytes);
        store.write(key(chunk), layout.checksum() ? withChecksum(packed) : packed);
    }

    boolean isStored(int[] chunk) throws IOException {
        return store.exists(key(chunk));
    }

    private String key(int[] chunk) {
        return join(path, layout.key(chunk));
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    private static byte[] checked(byte[] stored) throws IOException {
        int length = stored.length - Integer.BYTES;
        if (length < 0) {
            throw new IOException("its checksum is cut off");
        }
        int expected = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).getInt(length);
        if (expected != checksum(stored, length)) {
            throw new IOException("it is damaged: its checksum doesn't match");
        }
        return Arrays.copyOf(stored, length);
    }

    private static byte[] withChecksum(byte[] packed) {
        byte[] stored = Arrays.copyOf(packed, packed.length + Integer.BYTES);
        ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).putInt(packed.length, checksum(packed, packed.length));
        return stored;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
