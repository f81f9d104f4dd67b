package io.github.kernelj.zarr;

import java.util.Locale;

/** How blosc rearranges the bytes of elements before they are compressed, so that alike bytes lie together. */
enum Shuffle {
    NOSHUFFLE,
    /** All first bytes of the elements, then all second ones, and so on. */
    SHUFFLE,
    /** All lowest bits of the first bytes, then all second bits, and so on; read, not written. */
    BITSHUFFLE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of {@code length} from {@code bytes[from]} on, shuffled. */
    static byte[] shuffled(byte[] bytes, int from, int length, int size) {
        byte[] shuffled = new byte[length];
        int count = length / size;
        for (int part = 0; part < size; part++) {
            for (int i = 0; i < count; i++) {
                shuffled[part * count + i] = bytes[from + i * size + part];
            }
        }
        System.arraycopy(bytes, from + count * size, shuffled, count * size, length - count * size);
        return shuffled;
    }

    /** Puts the bytes of a block back in order, into {@code to[at]} and what follows. */
    void restore(byte[] block, int size, byte[] to, int at) {
        int count = block.length / size;
        boolean whole = this != BITSHUFFLE || count % 8 == 0;
        if (this == NOSHUFFLE || !whole) {
            System.arraycopy(block, 0, to, at, block.length);
            return;
        }
        if (this == SHUFFLE) {
            for (int part = 0; part < size; part++) {
                for (int i = 0; i < count; i++) {
                    to[at + i * size + part] = block[part * count + i];
                }
            }
        } else {
            restoreBits(block, size, count, to, at);
        }
        System.arraycopy(block, count * size, to, at + count * size, block.length - count * size);
    }

    private static void restoreBits(byte[] block, int size, int count, byte[] to, int at) {
        int row = count / 8;
        for (int part = 0; part < size; part++) {
            for (int group = 0; group < row; group++) {
                for (int element = 0; element < 8; element++) {
                    int value = 0;
                    for (int bit = 0; bit < 8; bit++) {
                        value |= (block[(part * 8 + bit) * row + group] >> element & 1) << bit;
                    }
                    to[at + (group * 8 + element) * size + part] = (byte) value;
                }
            }
        }
    }
}
