package io.github.kernelj.zarr;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of numbers that an array's elements can be: all integers and floats of Zarr. */
public enum DataType {
    INT8("i1", -0x1p7, 0x1p7 - 1),
    UINT8("u1", 0, 0x1p8 - 1),
    INT16("i2", -0x1p15, 0x1p15 - 1),
    UINT16("u2", 0, 0x1p16 - 1),
    INT32("i4", -0x1p31, 0x1p31 - 1),
    UINT32("u4", 0, 0x1p32 - 1),
    INT64("i8", -0x1p63, 0x1p63),
    UINT64("u8", 0, 0x1p64),
    FLOAT16("f2", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    FLOAT32("f4", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
    FLOAT64("f8", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final String code;
    private final double least;
    private final double most;

    DataType(String code, double least, double most) {
        this.code = code;
        this.least = least;
        this.most = most;
    }

    /** The type that Zarr 3 calls so, such as {@code uint16}. */
    static Optional<DataType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.word().equals(name)).findFirst();
    }

    /** The type of numpy's code without its byte order, such as {@code u2}. */
    static Optional<DataType> coded(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }

    /** As Zarr 3 writes it: {@code uint16}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As numpy writes it, without the byte order: {@code u2}. */
    String code() {
        return code;
    }

    /** Size of an element in bytes: 1, 2, 4 or 8. */
    public int bytes() {
        return code.charAt(1) - '0';
    }

    public boolean isInteger() {
        return code.charAt(0) != 'f';
    }

    /** The least value; minus infinity for floats. */
    public double least() {
        return least;
    }

    /** The largest value, rounded to double; infinity for floats. */
    public double most() {
        return most;
    }
}
