package io.github.kernelj.task;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The option string of an ImageJ macro, {@code normalize extent=[same] kernel=[gaussian(1, size=5)]}, and the settings
 * it stands for.
 *
 * <p>Blanks and newlines separate options. A bare word means {@code true}. A value that starts with a bracket runs to the
 * bracket that closes it, whatever lies between: blanks, {@code key=} or further balanced brackets; one that starts with a
 * single quote runs to the quote that a blank or the end follows. Any other value runs to the next blank outside brackets. A value {@code &name} without brackets is replaced by the macro variable of that
 * name, verbatim, so a variable may hold what an option string can't: unbalanced brackets.
 */
public final class OptionString {

    private static final String TRUE = "true";

    private final String text;
    private int at;

    private OptionString(String text) {
        this.text = text;
    }

    /**
     * Reads an option string.
     *
     * @param options the text between the quotes of {@code run("Apply Kernel...", "...")}
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @return values by key, in the order in which they were written
     * @throws IllegalArgumentException naming the key, if brackets aren't balanced, a key stands twice, or a variable is
     *     unknown
     */
    public static Map<String, String> parse(String options, Function<String, Optional<String>> variables) {
        OptionString tokens = new OptionString(options);
        Map<String, String> values = new LinkedHashMap<>();
        while (tokens.hasNext()) {
            String key = tokens.nextKey();
            String value = tokens.nextValue(key, variables);
            if (values.put(key, value) != null) {
                throw new IllegalArgumentException(key + " is given twice; a key stands once");
            }
        }
        return values;
    }

    /**
     * Writes an option string that {@link #parse} reads back: bare words first, then every value in brackets, the kernel
     * last.
     *
     * @throws IllegalArgumentException if a value holds brackets that aren't balanced
     */
    public static String format(Map<String, String> values) {
        return ordered(values).entrySet().stream()
                .map(entry -> isWord(entry.getValue()) ? entry.getKey() : bracketed(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** The same values in the order in which they are written: bare words, values, the kernel. */
    public static Map<String, String> ordered(Map<String, String> values) {
        Map<String, String> ordered = new LinkedHashMap<>();
        values.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> isWord(entry.getValue()) ? 0 : entry.getKey().equals("kernel") ? 2 : 1))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    /** Whether a key of this value is written as a bare word. */
    public static boolean isWord(String value) {
        return value.equals(TRUE);
    }

    private static String bracketed(String key, String value) {
        int depth = 0;
        for (int i = 0; i < value.length() && depth >= 0; i++) {
            depth += depthOf(value.charAt(i));
        }
        if (depth != 0) {
            throw new IllegalArgumentException(
                    key + "=" + value + ": the brackets aren't balanced, so a macro can't hold"
                            + " the value as it is; put it into a variable and pass " + key + "=&variable");
        }
        return key + "=[" + value + "]";
    }

    private boolean hasNext() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    /** Up to the equals sign or the end of the word. */
    private String nextKey() {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        String key = text.substring(start, at);
        if (!key.matches("[\\w-]+")) {
            throw new IllegalArgumentException(
                    "'" + key + "' is not the name of an option; a value with blanks in it stands"
                            + " in brackets, as in kernel=[1 2 1]");
        }
        return key;
    }

    private String nextValue(String key, Function<String, Optional<String>> variables) {
        if (at == text.length() || text.charAt(at) != '=') {
            return TRUE;
        }
        at++;
        if (at < text.length() && text.charAt(at) == '[') {
            return bracketedValue(key);
        }
        if (at < text.length() && text.charAt(at) == '\'') {
            return quotedValue(key);
        }
        String value = plainValue(key);
        return value.startsWith("&") ? variable(key, value.substring(1), variables) : value;
    }

    private String bracketedValue(String key) {
        int start = at + 1;
        int depth = 0;
        do {
            if (at == text.length()) {
                throw unbalanced(key);
            }
            depth += depthOf(text.charAt(at++));
        } while (depth > 0);
        if (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            throw new IllegalArgumentException(
                    key + "=[" + text.substring(start, at) + " is followed by '" + text.charAt(at)
                            + "': after the closing bracket a blank is due; a kernel that starts with a bracket stands in one more"
                            + " pair, as in kernel=[[1 2 1] * 2]; a value with unbalanced brackets is passed as " + key
                            + "=&variable");
        }
        return text.substring(start, at - 1);
    }

    private String quotedValue(String key) {
        int start = at + 1;
        do {
            at = text.indexOf('\'', at + 1);
            if (at < 0) {
                throw new IllegalArgumentException("the single quote in the value of " + key
                        + " isn't closed; brackets do as well, as in " + key + "=[1 2 1]");
            }
        } while (at + 1 < text.length() && !Character.isWhitespace(text.charAt(at + 1)));
        return text.substring(start, at++);
    }

    private String plainValue(String key) {
        int start = at;
        int depth = 0;
        while (at < text.length() && (depth > 0 || !Character.isWhitespace(text.charAt(at)))) {
            depth += depthOf(text.charAt(at++));
            if (depth < 0) {
                throw unbalanced(key);
            }
        }
        if (depth > 0) {
            throw unbalanced(key);
        }
        return text.substring(start, at);
    }

    private static String variable(String key, String name, Function<String, Optional<String>> variables) {
        return variables
                .apply(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(key + "=&" + name + ": the macro has no variable named " + name));
    }

    private static IllegalArgumentException unbalanced(String key) {
        return new IllegalArgumentException("the brackets in the value of " + key
                + " aren't balanced; put the value into a macro variable and pass " + key + "=&variable");
    }

    private static int depthOf(char c) {
        return c == '[' ? 1 : c == ']' ? -1 : 0;
    }
}
