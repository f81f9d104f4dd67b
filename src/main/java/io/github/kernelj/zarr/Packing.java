package io.github.kernelj.zarr;

/** The compressions that an array can be written with. */
public enum Packing {
    /** Facebook's zstd behind a byte shuffle, in a blosc frame: small and fast. The default. */
    BLOSC_ZSTD,
    /** lz4 behind a byte shuffle, in a blosc frame: larger and faster. */
    BLOSC_LZ4,
    ZSTD,
    GZIP,
    /** Bytes as they are. */
    RAW;

    Compression compression(DataType type) {
        return switch (this) {
            case BLOSC_ZSTD -> new Blosc("zstd", 3, Shuffle.SHUFFLE, type.bytes());
            case BLOSC_LZ4 -> new Blosc("lz4", 5, Shuffle.SHUFFLE, type.bytes());
            case ZSTD -> new Compressions.Zstd(3);
            case GZIP -> new Compressions.Gzip(5);
            case RAW -> new Compressions.Raw();
        };
    }
}
