package io.github.kernelj.task;

import io.github.kernelj.image.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * How a template is looked for, as the user says it. Immutable.
 *
 * @param template title of an open image, or a file; blank for the selection of the image that is searched
 * @param axes along which the template's x, y and planes run
 * @param planes which slices, or frames, of the selection or the other image are the template's planes
 * @param threshold the least score of a match, from −1 to 1
 * @param count the most matches of a plane, or of a volume if the template is one; empty for all
 * @param distance between matches at least, in pixels, above 0; empty for half the template along each axis
 * @param channel from 1; empty for the one that is shown
 * @param slices that are searched
 * @param frames that are searched
 * @param map whether the scores are shown as an image
 * @param drift whether the best match of each time is kept only, and its way plotted
 * @param threads at least 1; empty for one for each processor
 */
public record FindSettings(
        String template,
        SearchAxes axes,
        Range planes,
        double threshold,
        OptionalInt count,
        OptionalDouble distance,
        OptionalInt channel,
        Range slices,
        Range frames,
        boolean map,
        boolean drift,
        OptionalInt threads) {

    /** Along which axes a template is moved as one. */
    public enum SearchAxes {
        /** Every plane is searched alone. */
        XY,
        /** The template's planes are slices; every frame is searched alone. */
        XYZ,
        /** The template's planes are frames; every slice is searched alone. */
        XYT
    }

    private static final String ALL = "all";

    public static final Key TEMPLATE = Key.of(
            "template",
            "",
            "The image to look for: the title of an open image, or a file; without it, the area selection of the image"
                    + " that is searched. Masked by its selection; RGB counts as luminance.");
    public static final Key AXES = Key.choice(
            "axes",
            SearchAxes.XY,
            "What is searched at once: every plane alone (xy; each plane of another image is then a template of its own),"
                    + " the slices of each frame (xyz), or the frames of each slice (xyt).");
    public static final Key PLANES = Key.of(
            "planes",
            ALL,
            "With axes=xyz or xyt, the slices or frames that are the template's planes, counted from 1, such as 10-14.");
    public static final Key THRESHOLD =
            Key.of("threshold", "0.5", "The least score of a match, from -1 to 1; 1 is the template itself.");
    public static final Key COUNT = Key.of(
            "count",
            ALL,
            "The most matches of each plane, or of each volume with axes=xyz or xyt: the best so many, or all.");
    public static final Key DISTANCE = Key.of(
                    "distance",
                    Values.AUTO,
                    "How far apart matches are at least; auto is half the template along each axis.")
            .in("pixel");
    public static final Key CHANNEL = Key.of(
            "channel", Values.AUTO, "The channel that is searched, counted from 1; auto is the one that is shown.");
    public static final Key SLICES = Key.of("slices", ALL, "The slices to search, counted from 1, such as 5 or 10-20.");
    public static final Key FRAMES = Key.of("frames", ALL, "The frames to search, counted from 1, such as 5 or 10-20.");
    public static final Key MAP = Key.flag("map", "Show the scores of all places as an image.");
    public static final Key DRIFT = Key.flag(
            "drift",
            "Keep the best match of each frame only, or of each slice if there is one frame, and plot how it moves.");
    public static final Key THREADS =
            Key.of("threads", Values.AUTO, "The number of threads, at least 1; the result doesn't depend on it.");

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS =
            List.of(TEMPLATE, AXES, PLANES, THRESHOLD, COUNT, DISTANCE, CHANNEL, SLICES, FRAMES, MAP, DRIFT, THREADS);

    /** @throws IllegalArgumentException naming the key, if a value isn't allowed */
    public FindSettings {
        if (!(threshold >= -1 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold=" + threshold + ": threshold is a score from -1 to 1");
        }
        if (distance.isPresent() && !(distance.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "distance=" + distance.getAsDouble() + ": distance is auto or a number of pixels above 0");
        }
        if (drift && axes == SearchAxes.XYT) {
            throw new IllegalArgumentException(
                    "drift needs axes=xy or axes=xyz: with axes=xyt the template itself spans time");
        }
        requirePositive(COUNT, count);
        requirePositive(CHANNEL, channel);
        requirePositive(THREADS, threads);
    }

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static FindSettings parse(Map<String, String> texts) {
        Values values = new Values(texts, KEYS);
        return new FindSettings(
                values.text(TEMPLATE).strip(),
                values.choice(AXES, SearchAxes.class),
                values.range(PLANES),
                values.number(THRESHOLD),
                integer(values, COUNT, ALL),
                values.numberOrAuto(DISTANCE),
                integer(values, CHANNEL, Values.AUTO),
                values.range(SLICES),
                values.range(FRAMES),
                values.flag(MAP),
                values.flag(DRIFT),
                integer(values, THREADS, Values.AUTO));
    }

    /**
     * Reads the option string of a macro.
     *
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @throws IllegalArgumentException naming what can't be understood
     */
    public static FindSettings parse(String options, Function<String, Optional<String>> variables) {
        return parse(OptionString.parse(options, variables));
    }

    /** Every value that isn't the default; {@link #parse(Map)} reads it back. */
    public Map<String, String> toMap() {
        return new Values.Writer()
                .put(TEMPLATE, template)
                .put(AXES, axes)
                .put(PLANES, planes)
                .put(THRESHOLD, threshold)
                .put(COUNT, text(count, ALL))
                .put(DISTANCE, distance)
                .put(CHANNEL, text(channel, Values.AUTO))
                .put(SLICES, slices)
                .put(FRAMES, frames)
                .put(MAP, map)
                .put(DRIFT, drift)
                .put(THREADS, text(threads, Values.AUTO))
                .toMap();
    }

    /** The same for another template. */
    public FindSettings withTemplate(String newTemplate) {
        return new FindSettings(
                newTemplate, axes, planes, threshold, count, distance, channel, slices, frames, map, drift, threads);
    }

    /** The same with the scores as an image, or without. */
    public FindSettings withMap(boolean newMap) {
        return new FindSettings(
                template, axes, planes, threshold, count, distance, channel, slices, frames, newMap, drift, threads);
    }

    /** Whether the template is the selection of the image that is searched. */
    public boolean templateIsSelection() {
        return template.isBlank();
    }

    private static OptionalInt integer(Values values, Key key, String none) {
        return values.text(key).equals(none) ? OptionalInt.empty() : OptionalInt.of(values.integer(key, 1));
    }

    private static Object text(OptionalInt value, String none) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : none;
    }

    private static void requirePositive(Key key, OptionalInt value) {
        if (value.isPresent() && value.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    key.name() + "=" + value.getAsInt() + ": " + key.name() + " is a whole number from 1");
        }
    }
}
