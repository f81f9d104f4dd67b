package io.github.kernelj.zarr;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How an array is cut into chunks and stored. Immutable.
 *
 * @param version of Zarr, 2 or 3
 * @param shape extent along each dimension, the slowest first
 * @param chunks extents of a chunk; those at the end are as large and reach beyond the array
 * @param elements type and byte order
 * @param columnMajor whether the first dimension of a chunk varies fastest, rather than the last
 * @param fill value of elements in chunks that aren't there
 * @param compression of a chunk's bytes
 * @param separator between the numbers of a chunk's key, {@code /} or {@code .}
 * @param prefixed whether chunk keys begin with {@code c}, as Zarr 3 has it
 * @param checksum whether the stored bytes end in their CRC-32C
 */
record ArrayLayout(
        int version,
        List<Integer> shape,
        List<Integer> chunks,
        Elements elements,
        boolean columnMajor,
        double fill,
        Compression compression,
        char separator,
        boolean prefixed,
        boolean checksum) {

    ArrayLayout {
        shape = List.copyOf(shape);
        chunks = List.copyOf(chunks);
        if (shape.size() != chunks.size() || shape.isEmpty()) {
            throw new IllegalArgumentException("the shape " + shape + " and the chunks " + chunks + " don't match");
        }
        if (shape.stream().anyMatch(n -> n < 1) || chunks.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "extents must be at least 1: the shape is " + shape + ", the chunks " + chunks);
        }
        long bytes = chunks.stream().mapToLong(n -> n).reduce(elements.type().bytes(), Math::multiplyExact);
        if (bytes > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException(
                    "chunks of " + chunks + " have " + bytes + " bytes; the most is 2 GB less one");
        }
    }

    /** An array to be written: little-endian, row-major, filled with 0. */
    static ArrayLayout of(int version, List<Integer> shape, List<Integer> chunks, DataType type, Packing packing) {
        return new ArrayLayout(
                version,
                shape,
                chunks,
                new Elements(type, ByteOrder.LITTLE_ENDIAN),
                false,
                0,
                packing.compression(type),
                '/',
                version == 3,
                false);
    }

    /** Number of bytes of an unpacked chunk. */
    int chunkBytes() {
        return chunks.stream().reduce(elements.type().bytes(), (a, b) -> a * b);
    }

    /** The key of a chunk, relative to the array's. */
    String key(int[] chunk) {
        String numbers =
                Arrays.stream(chunk).mapToObj(Integer::toString).collect(Collectors.joining(String.valueOf(separator)));
        return prefixed ? "c" + separator + numbers : numbers;
    }

    /** How many elements apart neighbours along each dimension lie in a chunk. */
    int[] strides() {
        int[] strides = new int[chunks.size()];
        int stride = 1;
        for (int i = 0; i < strides.length; i++) {
            int dimension = columnMajor ? i : strides.length - 1 - i;
            strides[dimension] = stride;
            stride *= chunks.get(dimension);
        }
        return strides;
    }
}
