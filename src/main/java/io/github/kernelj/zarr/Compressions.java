package io.github.kernelj.zarr;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** The compressions that aren't blosc. */
final class Compressions {

    private Compressions() {}

    /** Bytes as they are. */
    record Raw() implements Compression {

        @Override
        public String id() {
            return "";
        }

        @Override
        public byte[] compress(byte[] bytes) {
            return bytes;
        }

        @Override
        public byte[] decompress(byte[] stored, int length) throws IOException {
            return ofLength(stored, length);
        }
    }

    /** @param level from 0 to 9, or −1 */
    record Gzip(int level) implements Compression {

        @Override
        public String id() {
            return "gzip";
        }

        @Override
        public byte[] compress(byte[] bytes) {
            return pack(bytes, out -> new GZIPOutputStream(out) {
                {
                    def.setLevel(level);
                }
            });
        }

        @Override
        public byte[] decompress(byte[] stored, int length) throws IOException {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
                return readAll(in, length);
            }
        }
    }

    /** @param level from 0 to 9, or −1 */
    record Zlib(int level) implements Compression {

        @Override
        public String id() {
            return "zlib";
        }

        @Override
        public byte[] compress(byte[] bytes) {
            Deflater deflater = new Deflater(level);
            try {
                return pack(bytes, out -> new DeflaterOutputStream(out, deflater));
            } finally {
                deflater.end();
            }
        }

        @Override
        public byte[] decompress(byte[] stored, int length) throws IOException {
            try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(stored))) {
                return readAll(in, length);
            }
        }
    }

    /** @param level as it stands in the metadata; the encoder here knows one only */
    record Zstd(int level) implements Compression {

        @Override
        public String id() {
            return "zstd";
        }

        @Override
        public byte[] compress(byte[] bytes) {
            return Compressions.compress(new ZstdCompressor(), bytes, 0, bytes.length);
        }

        @Override
        public byte[] decompress(byte[] stored, int length) throws IOException {
            byte[] bytes = new byte[length];
            return ofLength(bytes, unpack(new ZstdDecompressor(), stored, 0, stored.length, bytes, 0, length), length);
        }
    }

    /** An lz4 block behind its unpacked length, as numcodecs writes it. */
    record Lz4() implements Compression {

        @Override
        public String id() {
            return "lz4";
        }

        @Override
        public byte[] compress(byte[] bytes) {
            byte[] packed = Compressions.compress(new Lz4Compressor(), bytes, 0, bytes.length);
            return ByteBuffer.allocate(Integer.BYTES + packed.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(bytes.length)
                    .put(packed)
                    .array();
        }

        @Override
        public byte[] decompress(byte[] stored, int length) throws IOException {
            if (stored.length < Integer.BYTES) {
                throw new IOException("the lz4 header is cut off");
            }
            byte[] bytes = new byte[length];
            int packed = stored.length - Integer.BYTES;
            return ofLength(
                    bytes, unpack(new Lz4Decompressor(), stored, Integer.BYTES, packed, bytes, 0, length), length);
        }
    }

    /** The stream that packs what is written to it. */
    private interface Packing {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] pack(byte[] bytes, Packing packing) {
        ByteArrayOutputStream stored = new ByteArrayOutputStream(bytes.length / 2 + 64);
        try (OutputStream out = packing.over(stored)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored.toByteArray();
    }

    private static byte[] readAll(InputStream in, int length) throws IOException {
        // One more than expected, so that too many bytes are noticed.
        return ofLength(in.readNBytes(length + 1), length);
    }

    static byte[] compress(Compressor compressor, byte[] bytes, int from, int length) {
        byte[] packed = new byte[compressor.maxCompressedLength(length)];
        return Arrays.copyOf(packed, compressor.compress(bytes, from, length, packed, 0, packed.length));
    }

    /** @return number of unpacked bytes */
    static int unpack(Decompressor decompressor, byte[] stored, int from, int packed, byte[] to, int at, int length)
            throws IOException {
        try {
            return decompressor.decompress(stored, from, packed, to, at, length);
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("it is damaged (" + e.getMessage() + ")", e);
        }
    }

    private static byte[] ofLength(byte[] bytes, int length) throws IOException {
        return ofLength(bytes, bytes.length, length);
    }

    static byte[] ofLength(byte[] bytes, int found, int length) throws IOException {
        if (found != length) {
            throw new IOException("it unpacks to " + (found > length ? "more than " + length : found)
                    + " bytes instead of " + length);
        }
        return bytes;
    }
}
