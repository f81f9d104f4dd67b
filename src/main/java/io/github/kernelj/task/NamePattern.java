package io.github.kernelj.task;

import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.OutputType;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How results are named: {@code {name}} and {@code {ext}} stand for name and ending of the input, {@code {number}} for its
 * place among the inputs, from 1. The ending tells the format.
 *
 * @param text such as {@code {name}-smooth.tif}
 */
public record NamePattern(String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");
    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException if it isn't the name of a file in a folder, or has other placeholders */
    public NamePattern {
        Matcher placeholders = PLACEHOLDER.matcher(text);
        while (placeholders.find()) {
            if (!placeholders.group(1).matches("name|ext|number")) {
                throw bad(
                        text,
                        "{" + placeholders.group(1) + "} stands for nothing; there are {name}, {ext} and {number}");
            }
        }
        String rest = PLACEHOLDER.matcher(text).replaceAll("x");
        Matcher forbidden = FORBIDDEN.matcher(rest);
        if (forbidden.find()) {
            throw bad(text, "a name can't hold '" + forbidden.group() + "', as folders are given by output=");
        }
        if (rest.isBlank() || rest.startsWith(".") || rest.length() > LONGEST) {
            throw bad(text, "a name doesn't start with a dot and has 1 to " + LONGEST + " characters");
        }
        if (!text.endsWith(".{ext}")) {
            ImageFiles.requireHolds(Path.of(rest), 8);
        }
    }

    /**
     * Whether the format holds such pixels, as far as the pattern tells.
     *
     * @throws IllegalArgumentException if not
     */
    void requireHolds(OutputType type) {
        if (type != OutputType.SAME && !text.endsWith(".{ext}")) {
            int bits = type == OutputType.BITS_8 ? 8 : type == OutputType.BITS_16 ? 16 : 32;
            ImageFiles.requireHolds(Path.of(PLACEHOLDER.matcher(text).replaceAll("x")), bits);
        }
    }

    /**
     * The name of a result.
     *
     * @param input the input file
     * @param number its place, from 1
     */
    String of(Path input, int number) {
        String file = input.getFileName().toString();
        int dot = file.lastIndexOf('.');
        String name = dot < 1 ? file : file.substring(0, dot);
        String ending = dot < 1 ? "" : file.substring(dot + 1);
        return text.replace("{number}", Integer.toString(number))
                .replace("{ext}", ending)
                .replace("{name}", name);
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("name=" + text + ": " + why);
    }
}
