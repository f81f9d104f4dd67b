package io.github.kernelj.zarr;

/**
 * One dimension of an image.
 *
 * @param axis {@code t}, {@code c}, {@code z}, {@code y} or {@code x}
 * @param size number of frames, channels or pixels, at least 1
 * @param chunk extent of a chunk, at least 1
 * @param unit as OME-NGFF spells it, such as {@code micrometer} or {@code second}; empty if there is none
 * @param spacing of the pixels, in the unit; above 0
 * @param origin where pixel 0 lies, in the unit
 */
public record Dimension(char axis, int size, int chunk, String unit, double spacing, double origin) {

    /** The axes in the order of OME-NGFF, the slowest first. */
    public static final String AXES = "tczyx";

    public Dimension {
        if (AXES.indexOf(axis) < 0) {
            throw new IllegalArgumentException("an axis is one of t, c, z, y and x, got '" + axis + "'");
        }
        if (size < 1 || chunk < 1) {
            throw new IllegalArgumentException(
                    "size and chunk must be at least 1 along " + axis + ", got " + size + " and " + chunk);
        }
        if (!(spacing > 0) || !Double.isFinite(spacing) || !Double.isFinite(origin)) {
            throw new IllegalArgumentException(
                    "the spacing along " + axis + " must be above 0, got " + spacing + " from " + origin);
        }
    }

    /** A dimension that isn't there. */
    static Dimension absent(char axis) {
        return new Dimension(axis, 1, 1, "", 1, 0);
    }

    /** Pixels of unknown spacing. */
    public static Dimension of(char axis, int size, int chunk) {
        return new Dimension(axis, size, chunk, "", 1, 0);
    }

    /** Number of chunks. */
    public int chunks() {
        return (size + chunk - 1) / chunk;
    }

    /** The same extent in half as many pixels, each the mean of two. */
    Dimension halved() {
        int half = (size + 1) / 2;
        return new Dimension(axis, half, Math.min(chunk, half), unit, 2 * spacing, origin + spacing / 2);
    }

    String type() {
        return axis == 't' ? "time" : axis == 'c' ? "channel" : "space";
    }
}
