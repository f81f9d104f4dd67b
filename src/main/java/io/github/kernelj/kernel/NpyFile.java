package io.github.kernelj.kernel;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Weights as NumPy keeps arrays; {@link NpyLayout} says which axes are which. No place for bias, anchor or name. */
final class NpyFile {

    private static final int CHUNK = 1 << 13;

    private NpyFile() {}

    /**
     * Reads both byte orders, C and Fortran order, 32- and 64-bit floats and whole numbers of up to 64 bits; every number
     * becomes the nearest float.
     *
     * @param bytes the length of the file, which has to be that of header and numbers
     * @throws IllegalArgumentException if it isn't a kernel or a bank, saying why
     */
    static KernelBank read(InputStream in, long bytes) throws IOException {
        NpyHeader header = NpyHeader.read(new DataInputStream(in));
        NpyLayout layout = NpyLayout.of(header.shape());
        long expected = header.length() + (long) header.count() * header.itemSize();
        if (bytes != expected) {
            throw new IllegalArgumentException(
                    (bytes < expected ? "it is truncated" : "it has more than an array in it") + ": " + expected
                            + " bytes belong to the array, and the file has " + bytes);
        }
        float[] values = values(in, header);
        return layout.bank(header.fortran() ? toC(values, header.shape()) : values);
    }

    static void write(KernelBank bank, OutputStream out) throws IOException {
        out.write(NpyHeader.write(NpyLayout.of(bank).axes()));
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                writeLittleEndian(bank.kernel(output, input), out);
            }
        }
    }

    /** The weights as 32-bit floats, the least significant byte first. */
    static void writeLittleEndian(Kernel kernel, OutputStream out) throws IOException {
        float[] weights = kernel.weights();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < weights.length; from += CHUNK) {
            int count = Math.min(CHUNK, weights.length - from);
            buffer.asFloatBuffer().put(weights, from, count);
            out.write(buffer.array(), 0, count * Float.BYTES);
        }
    }

    private static float[] values(InputStream in, NpyHeader header) throws IOException {
        float[] values = new float[header.count()];
        for (int from = 0; from < values.length; from += CHUNK) {
            int until = Math.min(values.length, from + CHUNK);
            ByteBuffer chunk = ByteBuffer.wrap(in.readNBytes((until - from) * header.itemSize()))
                    .order(header.order());
            for (int i = from; i < until; i++) {
                values[i] = value(chunk, header.type());
            }
        }
        return values;
    }

    private static float value(ByteBuffer bytes, String type) {
        return switch (type) {
            case "f4" -> bytes.getFloat();
            case "f8" -> (float) bytes.getDouble();
            case "i1" -> bytes.get();
            case "u1" -> Byte.toUnsignedInt(bytes.get());
            case "i2" -> bytes.getShort();
            case "u2" -> Short.toUnsignedInt(bytes.getShort());
            case "i4" -> bytes.getInt();
            case "u4" -> Integer.toUnsignedLong(bytes.getInt());
            case "i8" -> bytes.getLong();
            case "u8" -> unsigned(bytes.getLong());
            default -> throw new IllegalStateException("no such type of number: " + type);
        };
    }

    /** Halved, the lowest bit kept for rounding, if it is more than a long holds. */
    private static float unsigned(long value) {
        return value >= 0 ? value : 2 * (float) (value >>> 1 | value & 1);
    }

    private static float[] toC(float[] fortran, List<Integer> shape) {
        float[] c = new float[fortran.length];
        int[] strides = new int[shape.size()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        int[] index = new int[strides.length];
        int at = 0;
        for (float value : fortran) {
            c[at] = value;
            for (int axis = 0; axis < index.length; axis++) {
                at += strides[axis];
                if (++index[axis] < shape.get(axis)) {
                    break;
                }
                at -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return c;
    }
}
