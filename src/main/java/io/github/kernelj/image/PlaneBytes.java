package io.github.kernelj.image;

import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Pixels of a plane as they stand in an uncompressed file: big-endian, colours as red, green and blue. */
final class PlaneBytes {

    private static final int PIXELS_AT_ONCE = 1 << 16;
    private static final int OPAQUE = 0xff000000;

    private PlaneBytes() {}

    /** @param bitDepth 8, 16, 24 for RGB, or 32 */
    static int perPixel(int bitDepth) {
        return bitDepth / 8;
    }

    /** @param pixels {@code byte[]}, {@code short[]}, {@code int[]} of colours, or {@code float[]} */
    static void write(FileChannel file, long offset, Object pixels) throws IOException {
        int perPixel = pixels instanceof byte[] ? 1 : pixels instanceof short[] ? 2 : pixels instanceof int[] ? 3 : 4;
        int length = Array.getLength(pixels);
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.min(length, PIXELS_AT_ONCE) * perPixel);
        for (int from = 0; from < length; from += PIXELS_AT_ONCE) {
            int count = Math.min(PIXELS_AT_ONCE, length - from);
            put(pixels, from, count, buffer.clear());
            buffer.position(0).limit(count * perPixel);
            long at = offset + (long) from * perPixel;
            while (buffer.hasRemaining()) {
                at += file.write(buffer, at);
            }
        }
    }

    /** @return a new array of {@code length} pixels */
    static Object read(FileChannel file, long offset, int bitDepth, int length) throws IOException {
        int perPixel = perPixel(bitDepth);
        Object pixels = Array.newInstance(
                bitDepth == 8 ? byte.class : bitDepth == 16 ? short.class : bitDepth == 24 ? int.class : float.class,
                length);
        ByteBuffer buffer = ByteBuffer.allocateDirect(Math.min(length, PIXELS_AT_ONCE) * perPixel);
        for (int from = 0; from < length; from += PIXELS_AT_ONCE) {
            int count = Math.min(PIXELS_AT_ONCE, length - from);
            buffer.clear().limit(count * perPixel);
            long at = offset + (long) from * perPixel;
            while (buffer.hasRemaining()) {
                int got = file.read(buffer, at);
                if (got < 0) {
                    throw new EOFException("it ends at byte " + at + ", before its pixels do");
                }
                at += got;
            }
            get(buffer.flip(), pixels, from, count);
        }
        return pixels;
    }

    private static void put(Object pixels, int from, int count, ByteBuffer to) {
        if (pixels instanceof byte[] bytes) {
            to.put(bytes, from, count);
        } else if (pixels instanceof short[] shorts) {
            to.asShortBuffer().put(shorts, from, count);
        } else if (pixels instanceof float[] floats) {
            to.asFloatBuffer().put(floats, from, count);
        } else {
            int[] colours = (int[]) pixels;
            for (int i = 0; i < count; i++) {
                int colour = colours[from + i];
                to.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
            }
        }
    }

    private static void get(ByteBuffer from, Object pixels, int first, int count) {
        if (pixels instanceof byte[] bytes) {
            from.get(bytes, first, count);
        } else if (pixels instanceof short[] shorts) {
            from.asShortBuffer().get(shorts, first, count);
        } else if (pixels instanceof float[] floats) {
            from.asFloatBuffer().get(floats, first, count);
        } else {
            int[] colours = (int[]) pixels;
            for (int i = 0; i < count; i++) {
                colours[first + i] = OPAQUE | (from.get() & 0xff) << 16 | (from.get() & 0xff) << 8 | from.get() & 0xff;
            }
        }
    }
}
