package io.github.kernelj.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A local file system under {@code slow:}, whose second chunk folder takes a minute for the first file that comes. */
public final class SlowFiles extends RawLocalFileSystem {

    private static final long MINUTE = 60_000;

    @Override
    public URI getUri() {
        return URI.create("slow:///");
    }

    @Override
    public String getScheme() {
        return "slow";
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
        dawdle(path);
        return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public FSDataOutputStream create(
            Path path, boolean overwrite, int bufferSize, short replication, long blockSize, Progressable progress)
            throws IOException {
        dawdle(path);
        return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    }

    /** A file beside the image remembers, for all processes, who came first. */
    private static void dawdle(Path path) throws IOException {
        String place = path.toUri().getPath();
        int image = place.indexOf(".zarr/");
        if (!place.contains(".zarr/0/0/1/")) {
            return;
        }
        java.nio.file.Path first = java.nio.file.Path.of(place.substring(0, image) + ".slow");
        try {
            Files.createFile(first);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        try {
            Thread.sleep(MINUTE);
        } catch (InterruptedException e) {
            Files.createFile(first.resolveSibling("given-up"));
            throw new IOException("given up", e);
        }
    }
}
