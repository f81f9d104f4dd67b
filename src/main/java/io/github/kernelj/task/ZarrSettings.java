package io.github.kernelj.task;

import io.github.kernelj.kernel.Shape;
import io.github.kernelj.zarr.Packing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an image is stored as OME-Zarr, as the user says it. Immutable.
 *
 * @param chunks extents of a chunk; empty for the input's
 * @param compression of the chunks
 * @param version of Zarr: 2 (OME-NGFF 0.4) or 3 (0.5)
 * @param pyramid whether halved copies are written too
 */
public record ZarrSettings(Optional<Shape> chunks, Packing compression, int version, boolean pyramid) {

    public static final Key CHUNKS = Key.of(
                    "chunks",
                    Values.AUTO,
                    "The extents of a chunk as x, y, z, such as 128x128x64; auto is the input's chunks.")
            .in("pixels");
    public static final Key COMPRESSION = Key.choice(
            "compression",
            Packing.BLOSC_ZSTD,
            "How chunks are packed; blosc shuffles bytes first, so that pixels of 16 and 32 bits pack better.");
    public static final Key ZARR =
            Key.choice("zarr", List.of("2", "3"), "The version of Zarr: 2 is OME-NGFF 0.4, 3 is OME-NGFF 0.5.");
    public static final Key PYRAMID = Key.flag(
            "pyramid", "Write copies of half the size, a quarter and so on, too, each pixel a mean, for viewers.");

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS = List.of(CHUNKS, COMPRESSION, ZARR, PYRAMID);

    private static final Pattern EXTENTS = Pattern.compile("([1-9]\\d{0,8})x([1-9]\\d{0,8})(?:x([1-9]\\d{0,8}))?");

    /** All at its default. */
    public static final ZarrSettings DEFAULT = parse(Map.of());

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static ZarrSettings parse(Map<String, String> texts) {
        Values values = new Values(texts, KEYS);
        boolean automatic = values.text(CHUNKS).equals(Values.AUTO);
        if (!ZARR.choices().contains(values.text(ZARR))) {
            throw values.bad(ZARR, "is 2 or 3");
        }
        return new ZarrSettings(
                automatic ? Optional.empty() : Optional.of(extents(values, CHUNKS)),
                values.choice(COMPRESSION, Packing.class),
                values.integer(ZARR, 2),
                values.flag(PYRAMID));
    }

    /** Every value that isn't the default; {@link #parse} reads it back. */
    public Map<String, String> toMap() {
        Optional<String> extents = chunks.map(chunk -> chunk.width() + "x" + chunk.height() + "x" + chunk.depth());
        return new Values.Writer()
                .put(CHUNKS, extents)
                .put(COMPRESSION, compression)
                .put(ZARR, (Object) version)
                .put(PYRAMID, pyramid)
                .toMap();
    }

    /** {@code 128x128x64} or {@code 128x128}. */
    static Shape extents(Values values, Key key) {
        Matcher matcher = EXTENTS.matcher(values.text(key).strip());
        if (!matcher.matches()) {
            throw values.bad(key, "is auto or extents such as 128x128x64, each from 1");
        }
        return new Shape(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3)));
    }
}
