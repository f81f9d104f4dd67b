package io.github.kernelj.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of the channels, slices or frames of an image: both ends belong to it, and counting starts at 1.
 *
 * @param first at least 1
 * @param last at least {@code first}; {@link Integer#MAX_VALUE} means to the end, whatever that is
 */
public record Range(int first, int last) {

    /** Everything there is. */
    public static final Range ALL = new Range(1, Integer.MAX_VALUE);

    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,9})(?:\\s*-\\s*(\\d{1,9}))?");

    /** @throws IllegalArgumentException if the range starts below 1 or ends before its start */
    public Range {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "a range counts from 1 and doesn't run backwards, got " + first + "-" + last);
        }
    }

    /**
     * Reads {@code 2}, {@code 1-3}, {@code all} or nothing, which means all.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static Range parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.equalsIgnoreCase("all")) {
            return ALL;
        }
        Matcher matcher = SYNTAX.matcher(stripped);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a range is written 2, 1-3 or all; got '" + stripped + "'");
        }
        int first = Integer.parseInt(matcher.group(1));
        return new Range(first, matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2)));
    }

    /** Whether this is {@link #ALL}. */
    public boolean isAll() {
        return equals(ALL);
    }

    /** How many channels, slices or frames there are in the range. */
    public int size() {
        return last - first + 1;
    }

    /**
     * The range with its end known.
     *
     * @param name what is counted, as its key is spelled: channels, slices or frames
     * @param available how many the image has
     * @throws IllegalArgumentException if the range leaves the image
     */
    Range within(String name, int available) {
        if (isAll()) {
            return new Range(1, available);
        }
        if (last > available) {
            String noun = available == 1 ? name.substring(0, name.length() - 1) : name;
            throw new IllegalArgumentException(
                    name + "=" + this + " leaves the image, which has " + available + " " + noun);
        }
        return this;
    }

    /** As {@link #parse(String)} reads it: {@code 2}, {@code 1-3} or {@code all}. */
    @Override
    public String toString() {
        if (isAll()) {
            return "all";
        }
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
