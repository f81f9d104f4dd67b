package io.github.kernelj.spark;

import io.github.kernelj.zarr.ChunkStore;
import io.github.kernelj.zarr.FolderStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Stores by address: plain paths and {@code file:} as folders, all other schemes by Hadoop's file systems. */
final class Stores {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private Stores() {}

    /** @throws IOException if there is no file system for the address's scheme, or it refuses */
    static ChunkStore open(String address) throws IOException {
        if (!SCHEME.matcher(address).matches()) {
            return new FolderStore(Path.of(address));
        }
        URI uri = URI.create(address);
        if (uri.getScheme().equals("file")) {
            return new FolderStore(Path.of(uri.getPath()));
        }
        Configuration configuration =
                SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
        return HadoopStore.open(uri, configuration);
    }
}
