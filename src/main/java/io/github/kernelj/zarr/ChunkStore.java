package io.github.kernelj.zarr;

import java.io.IOException;
import java.util.Optional;

/**
 * Where the bytes of a Zarr hierarchy lie: a folder, an object store. Keys are relative paths with {@code /} between
 * their parts, such as {@code 0/.zarray} or {@code 0/c/1/2/3}. Safe for use by several threads.
 */
public interface ChunkStore {

    /**
     * All bytes under a key; nothing if there are none.
     *
     * @throws IOException naming the place, if there are bytes that can't be read
     */
    Optional<byte[]> read(String key) throws IOException;

    /**
     * Puts bytes under a key, wholly or not at all, in place of those that are there. Two writers of the same bytes don't
     * disturb each other.
     *
     * @throws IOException naming the place and the reason
     */
    void write(String key, byte[] bytes) throws IOException;

    /** Whether there are bytes under a key. */
    boolean exists(String key) throws IOException;

    /** Removes the bytes under a key, if there are any. */
    void delete(String key) throws IOException;

    /**
     * Deletes what writers that were killed have left unfinished; nobody may be writing meanwhile. Where bytes appear at once
     * or not at all there is nothing to delete.
     *
     * @throws IOException if something can't be looked at or deleted
     */
    default void sweep() throws IOException {}

    /** The path or address of a key, for errors; of the whole for an empty key. */
    String locate(String key);
}
