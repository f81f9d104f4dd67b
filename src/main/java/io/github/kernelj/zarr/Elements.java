package io.github.kernelj.zarr;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Elements as bytes, and as float values. Integers beyond 2^24 and 64-bit floats are rounded to the nearest float; values
 * become integers rounded half up and clipped, NaN becomes 0.
 *
 * @param type of the elements
 * @param order of the bytes of an element
 */
record Elements(DataType type, ByteOrder order) {

    /**
     * Reads elements.
     *
     * @param bytes of a chunk
     * @param from number of the first element
     * @param step how many elements further the next one lies
     * @param to takes the values from index {@code at} on
     */
    void read(byte[] bytes, int from, int step, float[] to, int at, int count) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(order);
        int size = type.bytes();
        int skip = step * size;
        int i = from * size;
        int end = at + count;
        switch (type) {
            case INT8 -> {
                for (int x = at; x < end; x++, i += skip) {
                    to[x] = bytes[i];
                }
            }
            case UINT8 -> {
                for (int x = at; x < end; x++, i += skip) {
                    to[x] = bytes[i] & 0xff;
                }
            }
            case INT16 -> {
                for (int x = at; x < end; x++, i += skip) {
                    to[x] = in.getShort(i);
                }
            }
            case UINT16 -> {
                for (int x = at; x < end; x++, i += skip) {
                    to[x] = in.getShort(i) & 0xffff;
                }
            }
            case FLOAT32 -> {
                for (int x = at; x < end; x++, i += skip) {
                    to[x] = in.getFloat(i);
                }
            }
            default -> {
                for (int x = at; x < end; x++, i += skip) {
                    to[x] = value(in, i);
                }
            }
        }
    }

    /** The rarer types. */
    private float value(ByteBuffer in, int i) {
        return switch (type) {
            case INT32 -> in.getInt(i);
            case UINT32 -> in.getInt(i) & 0xffffffffL;
            case INT64 -> in.getLong(i);
            case UINT64 -> unsigned(in.getLong(i));
            case FLOAT16 -> HalfFloat.toFloat(in.getShort(i));
            case FLOAT64 -> (float) in.getDouble(i);
            default -> throw new AssertionError(type);
        };
    }

    /** Halved, with the lost bit kept so that rounding sees it, and doubled again. */
    private static float unsigned(long bits) {
        return bits >= 0 ? bits : (float) (bits >>> 1 | bits & 1) * 2;
    }

    /**
     * Writes elements that lie side by side.
     *
     * @param values read from index {@code at} on
     * @param bytes takes the elements, from number {@code to} on
     * @param losses takes the counts of what the type can't hold
     */
    void write(float[] values, int at, int count, byte[] bytes, int to, Losses losses) {
        ByteBuffer out = ByteBuffer.wrap(bytes).order(order);
        int size = type.bytes();
        if (!type.isInteger()) {
            for (int i = 0; i < count; i++) {
                putFloat(out, (to + i) * size, values[at + i]);
            }
            return;
        }
        long clipped = 0;
        long missing = 0;
        for (int i = 0; i < count; i++) {
            // Sums in double, as 0.5 - 2^-25 + 0.5 is 1 in float.
            double rounded = Math.floor(values[at + i] + 0.5);
            if (rounded >= type.least() && rounded <= type.most()) {
                put(out, (to + i) * size, rounded);
            } else if (Double.isNaN(rounded)) {
                missing++;
                put(out, (to + i) * size, 0);
            } else {
                clipped++;
                put(out, (to + i) * size, rounded < 0 ? type.least() : type.most());
            }
        }
        if (clipped + missing > 0) {
            losses.add(clipped, missing);
        }
    }

    /** An array's elements, all of one value. */
    void fill(byte[] bytes, double value) {
        int size = type.bytes();
        ByteBuffer out = ByteBuffer.wrap(bytes).order(order);
        if (!type.isInteger()) {
            putFloat(out, 0, value);
        } else {
            put(out, 0, Double.isNaN(value) ? 0 : value);
        }
        for (int filled = size; filled < bytes.length; filled *= 2) {
            System.arraycopy(bytes, 0, bytes, filled, Math.min(filled, bytes.length - filled));
        }
    }

    private void putFloat(ByteBuffer out, int i, double value) {
        switch (type) {
            case FLOAT16 -> out.putShort(i, HalfFloat.ofFloat((float) value));
            case FLOAT32 -> out.putFloat(i, (float) value);
            default -> out.putDouble(i, value);
        }
    }

    private void put(ByteBuffer out, int i, double whole) {
        switch (type.bytes()) {
            case 1 -> out.put(i, (byte) (int) whole);
            case 2 -> out.putShort(i, (short) (int) whole);
            case 4 -> out.putInt(i, (int) (long) whole);
            default -> out.putLong(i, whole >= 0x1p63 && type == DataType.UINT64 ? large(whole) : (long) whole);
        }
    }

    private static long large(double whole) {
        return whole >= 0x1p64 ? -1 : (long) (whole - 0x1p63) ^ Long.MIN_VALUE;
    }
}
