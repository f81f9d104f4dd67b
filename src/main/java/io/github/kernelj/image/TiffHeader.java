package io.github.kernelj.image;

import com.twelvemonkeys.imageio.metadata.CompoundDirectory;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.metadata.Entry;
import com.twelvemonkeys.imageio.metadata.tiff.TIFF;
import com.twelvemonkeys.imageio.metadata.tiff.TIFFReader;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * What the directories of a TIFF file say, read before any pixel: ImageJ's own reader fills what it can't find or decode
 * with zeros and says so, if at all, in a window, so it's asked only for files of which it is known to read every pixel.
 *
 * @param big whether it's a BigTIFF
 * @param pages one for each image that isn't a smaller copy of another
 */
record TiffHeader(boolean big, List<Page> pages) {

    private static final Set<Integer> IMAGEJ_COMPRESSIONS = Set.of(1, 5, 8, 32773, 32946);
    static final int UNCOMPRESSED = 1;

    /**
     * One image.
     *
     * @param index of its directory in the file
     * @param bits of each sample
     * @param format 1 unsigned, 2 signed, 3 floating point
     * @param offset of the first strip or tile
     * @param end of the last byte that belongs to strips or tiles
     * @param stored how many bytes strips or tiles have together
     * @param pixelWidth in {@code unit}
     * @param pixelHeight in {@code unit}
     * @param unit inch or cm; empty if the size of a pixel isn't told
     */
    record Page(
            int index,
            int width,
            int height,
            int bits,
            int samples,
            int format,
            int photometric,
            int compression,
            int predictor,
            int planar,
            boolean tiled,
            long offset,
            long end,
            long stored,
            double pixelWidth,
            double pixelHeight,
            String unit,
            String description) {

        /** Whether another page has pixels of the same kind and number. */
        boolean isLike(Page other) {
            return width == other.width
                    && height == other.height
                    && bits == other.bits
                    && samples == other.samples
                    && format == other.format;
        }

        /** Whether ImageJ's reader gives every pixel of such a page rightly. */
        boolean suitsImageJ() {
            boolean gray = samples == 1
                    && (bits == 8 && format == 1
                            || bits == 16 && format <= 2
                            || bits == 32 && (format == 3 || format == 2));
            boolean colour = samples == 3 && bits == 8 && photometric == 2 && planar == 1;
            boolean predicted = predictor == 2 && bits <= 16 || predictor == 1;
            return (gray && photometric <= 3 || colour)
                    && predicted
                    && !tiled
                    && IMAGEJ_COMPRESSIONS.contains(compression);
        }

        long uncompressedBytes() {
            return ((long) width * bits * samples + 7) / 8 * height;
        }
    }

    /** @throws IOException if the file is no TIFF, or ends before its pixels do, giving the reason only */
    static TiffHeader read(Path file) throws IOException {
        boolean big;
        List<Page> pages = new ArrayList<>();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            big = TiffDirectories.require(in);
            in.seek(0);
            CompoundDirectory directories = (CompoundDirectory) new TIFFReader().read(in);
            for (int i = 0; i < directories.directoryCount(); i++) {
                Directory directory = directories.getDirectory(i);
                if ((number(directory, TIFF.TAG_SUBFILE_TYPE, 0) & 1) == 0) {
                    pages.add(page(i, directory));
                }
            }
        } catch (RuntimeException e) {
            throw new IOException("its TIFF header is damaged (" + e + ")", e);
        }
        TiffHeader header = new TiffHeader(big, List.copyOf(pages));
        header.requireWhole(Files.size(file));
        return header;
    }

    /** Number of planes that ImageJ's convention of one directory for many planes promises; else that of pages. */
    int planes() {
        return pages.size() == 1 ? Math.max(1, promisedPlanes()) : pages.size();
    }

    /** Whether ImageJ's reader can be trusted with the file. */
    boolean suitsImageJ() {
        long previous = 0;
        for (Page page : pages) {
            if (!page.suitsImageJ() || page.offset < previous) {
                return false;
            }
            previous = page.offset;
        }
        return !big;
    }

    private void requireWhole(long length) throws IOException {
        if (pages.isEmpty()) {
            throw new IOException("it holds no image");
        }
        Page first = pages.get(0);
        Room.requirePlane(first.width, first.height);
        for (Page page : pages) {
            if (!page.isLike(first)) {
                throw new IOException("its page " + (page.index + 1) + " (" + page.width + " x " + page.height + ", "
                        + page.samples + " x " + page.bits + "-bit) isn't like its first (" + first.width + " x "
                        + first.height + ", " + first.samples + " x " + first.bits + "-bit), so they make no stack");
            }
            requireEnd(page.end, length);
            if (page.compression == UNCOMPRESSED && page.stored < page.uncompressedBytes()) {
                throw new IOException("it is truncated: page " + (page.index + 1) + " of " + page.width + " x "
                        + page.height + " pixels needs " + page.uncompressedBytes() + " bytes and has " + page.stored);
            }
        }
        if (planes() > pages.size()) {
            requireEnd(first.offset + planes() * first.uncompressedBytes(), length);
        }
    }

    private static void requireEnd(long end, long length) throws IOException {
        if (end > length) {
            throw new IOException("it is truncated: its pixels end at byte " + end + ", the file at " + length);
        }
    }

    /** ImageJ writes long stacks with a single directory, and their number of planes into the description. */
    private int promisedPlanes() {
        return pages.get(0).compression == UNCOMPRESSED ? described("images") : 1;
    }

    /** A number that ImageJ wrote into the description, such as slices; 1 if it wrote none. */
    int described(String key) {
        String description = pages.get(0).description;
        return !description.startsWith("ImageJ")
                ? 1
                : description
                        .lines()
                        .filter(line -> line.matches(key + "=[1-9]\\d{0,8}"))
                        .mapToInt(line -> Integer.parseInt(line.substring(key.length() + 1)))
                        .findFirst()
                        .orElse(1);
    }

    private static Page page(int index, Directory directory) {
        boolean tiled = directory.getEntryById(TIFF.TAG_TILE_WIDTH) != null;
        long[] offsets = numbers(directory, tiled ? TIFF.TAG_TILE_OFFSETS : TIFF.TAG_STRIP_OFFSETS);
        long[] counts = numbers(directory, tiled ? TIFF.TAG_TILE_BYTE_COUNTS : TIFF.TAG_STRIP_BYTE_COUNTS);
        if (offsets.length == 0 || counts.length != offsets.length) {
            throw new IllegalStateException("page " + (index + 1) + " doesn't say where its pixels are");
        }
        long end = 0;
        for (int i = 0; i < offsets.length; i++) {
            end = Math.max(end, offsets[i] + counts[i]);
        }
        Entry description = directory.getEntryById(TIFF.TAG_IMAGE_DESCRIPTION);
        return new Page(
                index,
                number(directory, TIFF.TAG_IMAGE_WIDTH, 0),
                number(directory, TIFF.TAG_IMAGE_HEIGHT, 0),
                number(directory, TIFF.TAG_BITS_PER_SAMPLE, 1),
                number(directory, TIFF.TAG_SAMPLES_PER_PIXEL, 1),
                number(directory, TIFF.TAG_SAMPLE_FORMAT, 1),
                number(directory, TIFF.TAG_PHOTOMETRIC_INTERPRETATION, 1),
                number(directory, TIFF.TAG_COMPRESSION, UNCOMPRESSED),
                number(directory, TIFF.TAG_PREDICTOR, 1),
                number(directory, TIFF.TAG_PLANAR_CONFIGURATION, 1),
                tiled,
                offsets[0],
                end,
                LongStream.of(counts).sum(),
                1 / resolution(directory, TIFF.TAG_X_RESOLUTION),
                1 / resolution(directory, TIFF.TAG_Y_RESOLUTION),
                unit(directory),
                description == null ? "" : String.valueOf(description.getValue()));
    }

    private static double resolution(Directory directory, int tag) {
        Entry entry = directory.getEntryById(tag);
        return entry != null && entry.getValue() instanceof Number number ? number.doubleValue() : 0;
    }

    /** Many writers put 72 dots per inch where they know nothing. */
    private static String unit(Directory directory) {
        double dots = resolution(directory, TIFF.TAG_X_RESOLUTION);
        int code = number(directory, TIFF.TAG_RESOLUTION_UNIT, 2);
        boolean known = dots > 0 && resolution(directory, TIFF.TAG_Y_RESOLUTION) > 0 && !(code == 2 && dots == 72);
        return !known || code < 2 ? "" : code == 2 ? "inch" : "cm";
    }

    private static int number(Directory directory, int tag, int absent) {
        long[] numbers = numbers(directory, tag);
        return numbers.length == 0 ? absent : Math.toIntExact(numbers[0]);
    }

    private static long[] numbers(Directory directory, int tag) {
        Entry entry = directory.getEntryById(tag);
        Object value = entry == null ? null : entry.getValue();
        if (value instanceof Number number) {
            return new long[] {number.longValue()};
        }
        if (value == null || !value.getClass().isArray()) {
            return new long[0];
        }
        long[] numbers = new long[Array.getLength(value)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ((Number) Array.get(value, i)).longValue();
        }
        return numbers;
    }
}
