package io.github.kernelj.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protocol buffer message on its way out: fields are appended, then all is written. Sizes are known before anything is
 * written, so large fields aren't copied. Source: the encoding that protobuf.dev describes.
 */
final class ProtobufMessage {

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BITS = 7;

    /** What is written of a field that isn't held in memory. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final List<Content> parts = new ArrayList<>();
    private long size;

    ProtobufMessage number(int field, long value) {
        return bytes(varint(tag(field, VARINT))).bytes(varint(value));
    }

    ProtobufMessage text(int field, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return content(field, bytes.length, out -> out.write(bytes));
    }

    ProtobufMessage message(int field, ProtobufMessage value) {
        return content(field, value.size, value::writeTo);
    }

    private static long tag(int field, int type) {
        return ((long) field << TYPE_BITS) + type;
    }

    /** @param length of what is written, in bytes */
    ProtobufMessage content(int field, long length, Content content) {
        bytes(varint(tag(field, LENGTH_DELIMITED))).bytes(varint(length));
        parts.add(content);
        size += length;
        return this;
    }

    void writeTo(OutputStream out) throws IOException {
        for (Content part : parts) {
            part.writeTo(out);
        }
    }

    private ProtobufMessage bytes(byte[] bytes) {
        parts.add(out -> out.write(bytes));
        size += bytes.length;
        return this;
    }

    /** Seven bits a byte, the lowest first; the eighth says that more follow. */
    private static byte[] varint(long value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & -1L << VARINT_BITS) != 0) {
            bytes.write((int) (rest & (1 << VARINT_BITS) - 1 | 1 << VARINT_BITS));
            rest >>>= VARINT_BITS;
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
