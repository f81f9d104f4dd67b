package io.github.kernelj.spark;

import io.github.kernelj.zarr.ChunkStore;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A store that counts the bytes that go in and out. */
final class MeteredStore implements ChunkStore {

    private final ChunkStore store;
    private final LongAdder read = new LongAdder();
    private final LongAdder written = new LongAdder();

    MeteredStore(ChunkStore store) {
        this.store = store;
    }

    long bytesRead() {
        return read.sum();
    }

    long bytesWritten() {
        return written.sum();
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Optional<byte[]> bytes = store.read(key);
        bytes.ifPresent(found -> read.add(found.length));
        return bytes;
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        store.write(key, bytes);
        written.add(bytes.length);
    }

    @Override
    public boolean exists(String key) throws IOException {
        return store.exists(key);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(key);
    }

    @Override
    public String locate(String key) {
        return store.locate(key);
    }
}
