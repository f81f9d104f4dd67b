package io.github.kernelj.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The options of ImageJ's own {@code Convolve...}, {@code text1=[-1 -1 -1\n-1 8 -1\n-1 -1 -1\n] normalize}, so that an
 * old macro works with the command's name changed: correlation with edge pixels repeated, in place.
 */
public final class ConvolveOptions {

    private static final Pattern KEY = Pattern.compile("(?<!\\S)text1=");

    /** ImageJ puts brackets around a value only if it holds a blank; newlines, tabs and commas alone stand bare. */
    private static final Pattern BARE = Pattern.compile("(?<!\\S)text1=([^\\[&' ][^ ]*)");

    private ConvolveOptions() {}

    /** Whether these are options of {@code Convolve...}. */
    public static boolean matches(String options) {
        return KEY.matcher(options).find();
    }

    /** Whether {@code Convolve...} would have filtered the current plane only. */
    public static boolean isCurrentPlaneOnly(String options) {
        return matches(options) && !read(options, name -> Optional.of("")).containsKey("stack");
    }

    /** The same request in the keys of {@link ApplySettings}; other keys are kept. */
    static Map<String, String> translate(String options, Function<String, Optional<String>> variables) {
        Map<String, String> values = new LinkedHashMap<>(read(options, variables));
        String kernel = rows(values.remove("text1"));
        values.putIfAbsent("destination", Key.word(Destination.IN_PLACE));
        if (values.putIfAbsent("kernel", kernel) != null) {
            throw new IllegalArgumentException("text1 and kernel both give a kernel; keep one of them");
        }
        return values;
    }

    /** Without a newline the numbers are a square of odd width, if their count is one: so {@code Convolve...} reads them. */
    private static String rows(String text) {
        String[] numbers = text.strip().split("[ \\t]+");
        int width = (int) Math.round(Math.sqrt(numbers.length));
        if (width < 3 || width % 2 == 0 || width * width != numbers.length || text.matches("(?s).*[\n;|,].*")) {
            return text.strip();
        }
        return IntStream.range(0, width)
                .mapToObj(row -> String.join(" ", Arrays.copyOfRange(numbers, row * width, (row + 1) * width)))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> read(String options, Function<String, Optional<String>> variables) {
        String bracketed = BARE.matcher(options)
                .replaceFirst(match -> Matcher.quoteReplacement("text1=[" + match.group(1) + "] "));
        return OptionString.parse(bracketed, variables);
    }
}
