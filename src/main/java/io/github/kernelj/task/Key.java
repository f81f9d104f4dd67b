package io.github.kernelj.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One setting: the word that names it in dialogs, macros and on the command line, and the sentence that explains it.
 * Settings list their keys once; dialogs, help and error messages are written from that list.
 *
 * @param name as the user writes it, such as {@code extent}
 * @param unit what a number counts or measures, such as {@code taps}; empty if that needs no saying
 * @param description one sentence that tells what is allowed
 * @param defaultText the value that holds when the key is absent, as the user would write it; empty if there is none
 * @param choices the words allowed as a value; empty if it isn't a choice
 */
public record Key(String name, String unit, String description, String defaultText, List<String> choices) {

    private static final List<String> FLAG = List.of("false", "true");

    public Key {
        choices = List.copyOf(choices);
    }

    static Key of(String name, String defaultText, String description) {
        return new Key(name, "", description, defaultText, List.of());
    }

    /** The key with a unit. */
    public Key in(String newUnit) {
        return new Key(name, newUnit, description, defaultText, choices);
    }

    /** A key that is written as a bare word and is false when absent. */
    static Key flag(String name, String description) {
        return new Key(name, "", description, "false", FLAG);
    }

    /** A key whose value is one of the words, the first of them by default. */
    static Key choice(String name, List<String> words, String description) {
        return new Key(name, "", description, words.get(0), words);
    }

    /** A key whose value is one of the constants, written as {@link #word} writes them. */
    static <E extends Enum<E>> Key choice(String name, E byDefault, String description) {
        List<String> words = Arrays.stream(byDefault.getDeclaringClass().getEnumConstants())
                .map(Key::word)
                .toList();
        return new Key(name, "", description, word(byDefault), words);
    }

    /** Whether the key is written as a bare word. */
    public boolean isFlag() {
        return choices.equals(FLAG);
    }

    /** What a dialog writes beside the field: {@code Constant (pixel value)}. */
    public String label() {
        String title = name.equals("nan") ? "NaN" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return unit.isEmpty() ? title : title + " (" + unit + ")";
    }

    /** The constant as users write it: {@code gradient-descent} for {@code GRADIENT_DESCENT}. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the key that is most like the word, for an error that helps. */
    static String nearest(String word, List<Key> keys) {
        return keys.stream()
                .map(Key::name)
                .collect(Collectors.minBy((a, b) -> Integer.compare(distance(word, a), distance(word, b))))
                .orElseThrow();
    }

    /** Levenshtein's distance: how many letters are inserted, removed or replaced to turn one word into the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
