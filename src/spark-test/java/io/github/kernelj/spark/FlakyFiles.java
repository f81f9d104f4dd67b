package io.github.kernelj.spark;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A local file system under {@code flaky:}, in which every third folder of chunks refuses the first file. */
public final class FlakyFiles extends RawLocalFileSystem {

    static final AtomicInteger FAILURES = new AtomicInteger();

    /** Folders that have had their failure. */
    private static final Set<Path> SEEN = ConcurrentHashMap.newKeySet();

    /** Whether the folders refuse whatever is written, once so many chunks are there. */
    static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    @Override
    public URI getUri() {
        return URI.create("flaky:///");
    }

    @Override
    public String getScheme() {
        return "flaky";
    }

    @Override
    public FSDataOutputStream create(
            Path path,
            FsPermission permission,
            boolean overwrite,
            int bufferSize,
            short replication,
            long blockSize,
            Progressable progress)
            throws IOException {
        requireMood(path);
        return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        requireMood(path);
        return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    }

    private static void requireMood(Path path) throws IOException {
        Path folder = path.getParent();
        boolean ofChunks =
                folder.getName().matches("\\d+") && folder.getParent().getName().matches("\\d+");
        if (ofChunks && LEFT.getAndDecrement() <= 0) {
            throw new IOException("the network is down");
        }
        if (ofChunks && Integer.parseInt(folder.getName()) % 3 == 1 && SEEN.add(folder)) {
            FAILURES.incrementAndGet();
            throw new IOException("the network hiccups");
        }
    }
}
