package io.github.kernelj.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/** TIFF files put together by hand, for kinds that no writer at hand writes; little-endian, one strip or tile a page. */
final class TiffBytes {

    private static final int SHORT = 3;
    private static final int LONG = 4;

    private record Page(Map<Integer, long[]> tags, byte[] data) {}

    private final List<Page> pages = new ArrayList<>();

    /** Adds a page; strip or tile offset and length are added here. */
    TiffBytes page(int width, int height, int bits, int format, byte[] data, int... moreTags) {
        TreeMap<Integer, long[]> tags = new TreeMap<>();
        tags.put(256, new long[] {width});
        tags.put(257, new long[] {height});
        tags.put(258, new long[] {bits});
        tags.put(259, new long[] {1});
        tags.put(262, new long[] {1});
        tags.put(277, new long[] {1});
        tags.put(278, new long[] {height});
        tags.put(339, new long[] {format});
        for (int i = 0; i < moreTags.length; i += 2) {
            tags.put(moreTags[i], new long[] {moreTags[i + 1]});
        }
        pages.add(new Page(tags, data));
        return this;
    }

    byte[] bytes() {
        int size = 8;
        for (Page page : pages) {
            size += even(page.data.length) + 2 + 12 * (page.tags.size() + 2) + 4;
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42);
        int link = out.position();
        out.putInt(0);
        for (Page page : pages) {
            int data = out.position();
            out.put(page.data);
            out.position(data + even(page.data.length));
            boolean tiled = page.tags.containsKey(322);
            page.tags.put(tiled ? 324 : 273, new long[] {data});
            page.tags.put(tiled ? 325 : 279, new long[] {page.data.length});
            out.putInt(link, out.position());
            out.putShort((short) page.tags.size());
            page.tags.forEach((tag, values) -> {
                boolean isLong = tag == 273 || tag == 279 || tag == 324 || tag == 325 || tag == 254;
                out.putShort(tag.shortValue())
                        .putShort((short) (isLong ? LONG : SHORT))
                        .putInt(values.length);
                out.putInt((int) values[0]);
            });
            link = out.position();
            out.putInt(0);
        }
        return out.array();
    }

    private static int even(int length) {
        return length + (length & 1);
    }

    static byte[] deflate(byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(data);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static byte[] floats(float... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            out.putFloat(value);
        }
        return out.array();
    }

    static byte[] doubles(double... values) {
        ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            out.putDouble(value);
        }
        return out.array();
    }

    static byte[] shorts(int... values) {
        ByteBuffer out = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            out.putShort((short) value);
        }
        return out.array();
    }

    static byte[] ints(int... values) {
        ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            out.putInt(value);
        }
        return out.array();
    }

    /** Floats with the floating point predictor: bytes of a row split by significance, then differences. */
    static byte[] predicted(int width, float... values) {
        byte[] out = new byte[4 * values.length];
        for (int row = 0; row < values.length / width; row++) {
            byte[] line = new byte[4 * width];
            for (int x = 0; x < width; x++) {
                int bits = Float.floatToRawIntBits(values[row * width + x]);
                for (int b = 0; b < 4; b++) {
                    line[b * width + x] = (byte) (bits >>> (24 - 8 * b));
                }
            }
            for (int i = line.length - 1; i > 0; i--) {
                line[i] -= line[i - 1];
            }
            System.arraycopy(line, 0, out, row * line.length, line.length);
        }
        return out;
    }
}
