package io.github.kernelj.zarr;

import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frame of c-blosc 1: a header of 16 bytes, the start of each block, and the blocks, each of one or several streams
 * that are compressed alone. Read: lz4, lz4hc, zlib and zstd, with bytes or bits shuffled. Written: lz4 and zstd.
 *
 * <p>Source: README_CHUNK_FORMAT.rst of github.com/Blosc/c-blosc.
 *
 * @param codec {@code lz4} or {@code zstd} if it is to be written; a frame itself says what it holds
 * @param level as it stands in the metadata
 * @param shuffle as it stands in the metadata, and done to what is written
 * @param typeSize size of an element in bytes
 */
record Blosc(String codec, int level, Shuffle shuffle, int typeSize) implements Compression {

    private static final List<String> CODECS = List.of("blosclz", "lz4", "snappy", "zlib", "zstd");
    private static final int HEADER = 16;
    private static final int BLOCK = 1 << 18;
    private static final int SHUFFLED = 1;
    private static final int STORED = 2;
    private static final int BITS_SHUFFLED = 4;
    private static final int UNSPLIT = 16;
    private static final int LEAST_SPLIT = 128;
    private static final int MOST_STREAMS = 16;

    @Override
    public String id() {
        return "blosc";
    }

    @Override
    public byte[] compress(byte[] bytes) {
        boolean shuffles = shuffle == Shuffle.SHUFFLE && typeSize > 1;
        int blockSize = Math.max(typeSize, Math.min(bytes.length, BLOCK / typeSize * typeSize));
        int count = (bytes.length + blockSize - 1) / blockSize;
        List<byte[]> blocks = new ArrayList<>();
        int packed = HEADER + Integer.BYTES * count;
        for (int from = 0; from < bytes.length; from += blockSize) {
            int length = Math.min(blockSize, bytes.length - from);
            byte[] block = shuffles
                    ? Shuffle.shuffled(bytes, from, length, typeSize)
                    : Arrays.copyOfRange(bytes, from, from + length);
            byte[] stream = codec.equals("lz4")
                    ? Compressions.compress(new Lz4Compressor(), block, 0, length)
                    : Compressions.compress(new ZstdCompressor(), block, 0, length);
            // A stream that isn't shorter than its block is the block itself.
            blocks.add(stream.length < length ? stream : block);
            packed += Integer.BYTES + blocks.get(blocks.size() - 1).length;
        }
        int flags = (shuffles ? SHUFFLED : 0) | UNSPLIT | CODECS.indexOf(codec) << 5;
        if (packed >= HEADER + bytes.length) {
            return header(flags | STORED, bytes.length, blockSize, HEADER + bytes.length)
                    .put(bytes)
                    .array();
        }
        ByteBuffer frame = header(flags, bytes.length, blockSize, packed);
        int start = HEADER + Integer.BYTES * count;
        for (byte[] block : blocks) {
            frame.putInt(start);
            start += Integer.BYTES + block.length;
        }
        blocks.forEach(block -> frame.putInt(block.length).put(block));
        return frame.array();
    }

    private ByteBuffer header(int flags, int length, int blockSize, int packed) {
        return ByteBuffer.allocate(packed)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 2)
                .put((byte) 1)
                .put((byte) flags)
                .put((byte) typeSize)
                .putInt(length)
                .putInt(blockSize)
                .putInt(packed);
    }

    @Override
    public byte[] decompress(byte[] stored, int length) throws IOException {
        try {
            return new Frame(stored).unpack(length);
        } catch (IndexOutOfBoundsException
                | NegativeArraySizeException
                | IllegalArgumentException
                | ArithmeticException e) {
            throw new IOException("its blosc frame is damaged", e);
        }
    }

    /** One frame that is read. */
    private static final class Frame {
        private final byte[] stored;
        private final ByteBuffer in;
        private final int flags;
        private final int size;
        private final int length;
        private final int blockSize;

        Frame(byte[] stored) throws IOException {
            if (stored.length < HEADER) {
                throw new IOException("its blosc header is cut off");
            }
            this.stored = stored;
            this.in = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
            this.flags = in.get(2);
            this.size = Math.max(1, in.get(3) & 0xff);
            this.length = in.getInt(4);
            this.blockSize = in.getInt(8);
        }

        byte[] unpack(int expected) throws IOException {
            if (in.getInt(12) > stored.length) {
                throw new IOException(
                        "it is cut off: its blosc frame has " + in.getInt(12) + " bytes, the file " + stored.length);
            }
            Compressions.ofLength(stored, length, expected);
            byte[] bytes = new byte[length];
            if ((flags & STORED) != 0) {
                System.arraycopy(stored, HEADER, bytes, 0, length);
                return bytes;
            }
            for (int block = 0; length > 0 && block <= (length - 1) / blockSize; block++) {
                int from = block * blockSize;
                byte[] part = block(in.getInt(HEADER + Integer.BYTES * block), Math.min(blockSize, length - from));
                order().restore(part, size, bytes, from);
            }
            return bytes;
        }

        private Shuffle order() {
            return (flags & BITS_SHUFFLED) != 0
                    ? Shuffle.BITSHUFFLE
                    : (flags & SHUFFLED) != 0 && size > 1 ? Shuffle.SHUFFLE : Shuffle.NOSHUFFLE;
        }

        private byte[] block(int start, int blockLength) throws IOException {
            boolean split = (flags & UNSPLIT) == 0
                    && size <= MOST_STREAMS
                    && blockSize / size >= LEAST_SPLIT
                    && blockLength == blockSize;
            int streams = split ? size : 1;
            int streamLength = blockLength / streams;
            byte[] block = new byte[blockLength];
            int at = start;
            for (int stream = 0; stream < streams; stream++) {
                int packed = in.getInt(at);
                at += Integer.BYTES;
                if (packed == streamLength) {
                    System.arraycopy(stored, at, block, stream * streamLength, streamLength);
                } else {
                    unpack(at, packed, block, stream * streamLength, streamLength);
                }
                at += packed;
            }
            return block;
        }

        private void unpack(int from, int packed, byte[] to, int at, int expected) throws IOException {
            String codec = CODECS.get(Math.min(flags >> 5 & 7, CODECS.size() - 1));
            int found = switch (codec) {
                case "lz4" -> Compressions.unpack(new Lz4Decompressor(), stored, from, packed, to, at, expected);
                case "zstd" -> Compressions.unpack(new ZstdDecompressor(), stored, from, packed, to, at, expected);
                case "zlib" -> {
                    byte[] stream = Arrays.copyOfRange(stored, from, from + packed);
                    System.arraycopy(new Compressions.Zlib(0).decompress(stream, expected), 0, to, at, expected);
                    yield expected;
                }
                default ->
                    throw new IOException("its blosc frame is compressed by " + codec
                            + ", which isn't supported; lz4, zlib and zstd are");
            };
            Compressions.ofLength(to, found, expected);
        }
    }
}
