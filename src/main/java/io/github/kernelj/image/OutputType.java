package io.github.kernelj.image;

import java.util.Locale;

/** What kind of pixels a result has. */
public enum OutputType {
    /**
     * As the input: 8-, 16- or 32-bit with the same calibration function, or RGB. An image whose values are calibrated by
     * a function that isn't a straight line becomes 32-bit; of an RGB image fewer or more channels than three become
     * 8-bit channels.
     */
    SAME("same", 0),
    /** Values from 0 to 255. */
    BITS_8("8-bit", 8),
    /** Values from 0 to 65535; for 16-bit input with a straight calibration line, whatever values that reaches. */
    BITS_16("16-bit", 16),
    /** Floats, nothing rounded or clipped. */
    BITS_32("32-bit", 32);

    private final String key;
    private final int bitDepth;

    OutputType(String key, int bitDepth) {
        this.key = key;
        this.bitDepth = bitDepth;
    }

    /**
     * Reads {@code same}, {@code 8-bit}, {@code 16-bit} or {@code 32-bit}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static OutputType parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        for (OutputType type : values()) {
            if (type.key.equals(wanted)) {
                return type;
            }
        }
        throw new IllegalArgumentException("type is same, 8-bit, 16-bit or 32-bit; got '" + text.strip() + "'");
    }

    /** Bits per pixel of this type, for an input that yields {@code same} bits. */
    int bitDepth(int same) {
        return this == SAME ? same : bitDepth;
    }

    /** As {@link #parse(String)} reads it. */
    @Override
    public String toString() {
        return key;
    }
}
