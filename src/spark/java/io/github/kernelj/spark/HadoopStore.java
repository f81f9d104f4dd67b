package io.github.kernelj.spark;

import io.github.kernelj.zarr.ChunkStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder of one of Hadoop's file systems. In object stores a file appears when it is closed, wholly; elsewhere it is
 * written under another name and renamed.
 */
final class HadoopStore implements ChunkStore {

    private static final Set<String> OBJECT_STORES = Set.of("s3a", "s3", "s3n", "gs", "oss", "cosn", "obs");

    /** What names of unfinished files begin and end with. */
    private static final String PREFIX = ".kernelj-";

    private static final String SUFFIX = ".part";

    private final FileSystem files;
    private final Path root;

    private HadoopStore(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    static HadoopStore open(URI address, Configuration configuration) throws IOException {
        try {
            return new HadoopStore(FileSystem.get(address, configuration), new Path(address));
        } catch (IOException | RuntimeException e) {
            throw new IOException("can't open " + address + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<byte[]> read(String key) throws IOException {
        Path path = path(key);
        try {
            FileStatus status = files.getFileStatus(path);
            if (status.isDirectory()) {
                return Optional.empty();
            }
            byte[] bytes = new byte[Math.toIntExact(status.getLen())];
            try (FSDataInputStream in = files.open(path)) {
                in.readFully(bytes);
            }
            return Optional.of(bytes);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IOException("can't read " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void write(String key, byte[] bytes) throws IOException {
        Path path = path(key);
        try {
            if (OBJECT_STORES.contains(files.getScheme())) {
                put(path, bytes);
            } else {
                putAndRename(path, bytes);
            }
        } catch (IOException e) {
            throw new IOException("can't write " + path + ": " + e.getMessage(), e);
        }
    }

    private void put(Path path, byte[] bytes) throws IOException {
        try (FSDataOutputStream out = files.create(path, true)) {
            out.write(bytes);
        }
    }

    private void putAndRename(Path path, byte[] bytes) throws IOException {
        Path part = new Path(path.getParent(), PREFIX + UUID.randomUUID() + SUFFIX);
        try {
            put(part, bytes);
            if (!files.rename(part, path)) {
                // Most file systems don't rename over a file. Whoever wrote it wrote the same bytes.
                files.delete(path, false);
                if (!files.rename(part, path) && !files.exists(path)) {
                    throw new IOException("it can't be renamed from " + part);
                }
            }
        } finally {
            files.delete(part, false);
        }
    }

    @Override
    public boolean exists(String key) throws IOException {
        try {
            return files.getFileStatus(path(key)).isFile();
        } catch (FileNotFoundException e) {
            return false;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        files.delete(path(key), false);
    }

    @Override
    public void sweep() throws IOException {
        if (!OBJECT_STORES.contains(files.getScheme()) && files.exists(root)) {
            sweep(root);
        }
    }

    private void sweep(Path folder) throws IOException {
        for (FileStatus status : files.listStatus(folder)) {
            String name = status.getPath().getName();
            if (status.isDirectory()) {
                sweep(status.getPath());
            } else if (name.startsWith(PREFIX) && name.endsWith(SUFFIX)) {
                files.delete(status.getPath(), false);
            }
        }
    }

    @Override
    public String locate(String key) {
        return path(key).toString();
    }

    private Path path(String key) {
        return key.isEmpty() ? root : new Path(root, key);
    }
}
