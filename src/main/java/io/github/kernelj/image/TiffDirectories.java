package io.github.kernelj.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * Walks the directories of a TIFF file without reading what they say: readers follow a chain that runs in a circle for
 * ever, and ask memory for as many values as an entry claims to have.
 */
final class TiffDirectories {

    private static final int BIG = 43;

    /** Bytes of a value by its type, from 1 to 18; others are ignored by readers. */
    private static final int[] SIZES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private TiffDirectories() {}

    /**
     * Whether every directory and all of its values lie in the file, and the chain ends.
     *
     * @param in at any position
     * @return whether it's a BigTIFF
     * @throws IOException if not, giving the reason only
     */
    static boolean require(ImageInputStream in) throws IOException {
        in.seek(0);
        in.setByteOrder(in.readByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.readByte();
        boolean big = in.readUnsignedShort() == BIG;
        if (big) {
            in.readInt();
        }
        Set<Long> seen = new HashSet<>();
        for (long at = offset(in, big); at != 0; at = next(in, at, big, seen.size() + 1)) {
            if (!seen.add(at)) {
                throw new IOException("its TIFF header is damaged: its directories run in a circle");
            }
        }
        return big;
    }

    /** Checks a directory and tells where the next one is. */
    private static long next(ImageInputStream in, long at, boolean big, int page) throws IOException {
        requireInside(in, at, 2, page);
        in.seek(at);
        long entries = big ? in.readLong() : in.readUnsignedShort();
        int size = big ? 20 : 12;
        requireInside(in, in.getStreamPosition(), entries, page);
        requireInside(in, in.getStreamPosition(), entries * size, page);
        for (long i = 0; i < entries; i++) {
            in.readUnsignedShort();
            int type = in.readUnsignedShort();
            long count = offset(in, big);
            long value = offset(in, big);
            int bytes = type < SIZES.length ? SIZES[type] : 0;
            if (count < 0 || count > in.length()) {
                throw new IOException(
                        "its TIFF header is damaged: directory " + page + " promises " + count + " values");
            }
            if (bytes * count > (big ? 8 : 4)) {
                requireInside(in, value, bytes * count, page);
            }
        }
        return offset(in, big);
    }

    private static void requireInside(ImageInputStream in, long at, long bytes, int page) throws IOException {
        if (at < 0 || bytes < 0 || at > in.length() - bytes) {
            throw new IOException(
                    "its TIFF header is damaged or truncated: directory " + page + " isn't wholly in the file");
        }
    }

    private static long offset(ImageInputStream in, boolean big) throws IOException {
        return big ? in.readLong() : in.readUnsignedInt();
    }
}
