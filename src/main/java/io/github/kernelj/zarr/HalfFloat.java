package io.github.kernelj.zarr;

/** 16-bit floats of IEEE 754: 1 sign bit, 5 exponent bits, 10 fraction bits. */
final class HalfFloat {

    private static final float LEAST_NORMAL = 0x1p-14f;
    private static final float LEAST_SUBNORMAL = 0x1p-24f;

    private HalfFloat() {}

    /** The value of 16 bits; exact. */
    static float toFloat(short bits) {
        float sign = bits < 0 ? -1 : 1;
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0) {
            return sign * fraction * LEAST_SUBNORMAL;
        }
        if (exponent == 0x1f) {
            return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
        }
        return sign * Float.intBitsToFloat(exponent + 127 - 15 << 23 | fraction << 13);
    }

    /** The nearest 16-bit float, ties to even; beyond 65504 it is infinite. */
    static short ofFloat(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude < LEAST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude / LEAST_SUBNORMAL));
        }
        if (magnitude >= 65520) {
            return (short) (sign | 0x7c00);
        }
        int bits = Float.floatToRawIntBits(magnitude) - (127 - 15 << 23);
        int even = bits >> 13 & 1;
        return (short) (sign | bits + 0xfff + even >> 13);
    }
}
