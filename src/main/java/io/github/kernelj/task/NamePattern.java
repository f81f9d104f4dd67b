package io.github.kernelj.task;

import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.OutputType;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How results are named: {@code {name}} and {@code {ext}} stand for name and ending of the input, {@code {number}} for its
 * place among the inputs, from 1. The ending tells the format; without one it is TIFF, and OME-Zarr of OME-Zarr.
 *
 * @param text such as {@code {name}-smooth} or {@code {name}.png}
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
        requireHolds(text, 8);
    }

    /** Whether the name itself tells the format. */
    private static boolean isFormatGiven(String text) {
        return text.replace(".{ext}", "").indexOf('.') >= 0;
    }

    private static void requireHolds(String text, int bits) {
        Path any = Path.of(PLACEHOLDER.matcher(text).replaceAll("x"));
        if (!text.endsWith(".{ext}") && isFormatGiven(text) && !StoredImages.isNamedZarr(any)) {
            ImageFiles.requireHolds(any, bits);
        }
    }

    /**
     * Whether the format holds such pixels, as far as the pattern tells.
     *
     * @throws IllegalArgumentException if not
     */
    void requireHolds(OutputType type) {
        if (type != OutputType.SAME) {
            requireHolds(text, type == OutputType.BITS_8 ? 8 : type == OutputType.BITS_16 ? 16 : 32);
        }
    }

    /**
     * The name of a result.
     *
     * @param input a file, or a folder of OME-Zarr
     * @param number its place, from 1
     */
    String of(Path input, int number) {
        boolean zarr = StoredImages.isZarr(input);
        String file = input.getFileName().toString();
        int dot = file.lastIndexOf('.');
        String name = dot < 1 ? file : file.substring(0, dot);
        String ending = zarr ? "zarr" : dot < 1 ? "" : file.substring(dot + 1);
        String result = text.replace("{number}", Integer.toString(number))
                .replace("{ext}", ending)
                .replace("{name}", name);
        return text.endsWith(".{ext}") || isFormatGiven(text) ? result : result + (zarr ? ".zarr" : ".tif");
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException bad(String text, String why) {
        return new IllegalArgumentException("name=" + text + ": " + why);
    }
}
