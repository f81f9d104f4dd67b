package io.github.kernelj.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant, for error messages. */
public final class Spelling {

    private static final int LONGEST = 64;

    private Spelling() {}

    /**
     * The candidate that differs from {@code word} in the fewest letters (Levenshtein distance; case, hyphens
     * and underscores don't count), if it is close: at most one letter in three, and never more than three.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String typed = plain(word);
        return candidates.stream()
                .filter(candidate -> isClose(typed, plain(candidate)))
                .min(Comparator.comparingInt(candidate -> distance(typed, plain(candidate))));
    }

    private static boolean isClose(String a, String b) {
        return distance(a, b) <= Math.min(3, (Math.max(a.length(), b.length()) + 1) / 3);
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
