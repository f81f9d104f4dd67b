package io.github.kernelj.task;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pairs of files, named by two patterns such as {@code a_*.tif} and {@code b_*.tif}: those belong together of which the
 * stars and question marks stand for the same. Of two folders, files of the same name up to the ending.
 *
 * @param inputs in the order of their names
 * @param targets in the same order
 */
record PairFiles(List<Path> inputs, List<Path> targets) {

    /** Whether a name is a pattern or folder of files, rather than a file. */
    static boolean isMany(String name) {
        return name.matches(".*[*?].*") || java.nio.file.Files.isDirectory(Path.of(name));
    }

    /**
     * Looks for the files.
     *
     * @throws IOException if there is no such folder
     * @throws IllegalArgumentException if a file has no partner, naming it, or there are none
     */
    static PairFiles find(String input, String target) throws IOException {
        Map<String, Path> inputs = byKey(input);
        Map<String, Path> targets = byKey(target);
        requirePartners(inputs, targets, target);
        requirePartners(targets, inputs, input);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("there are no files " + input);
        }
        return new PairFiles(new ArrayList<>(inputs.values()), new ArrayList<>(targets.values()));
    }

    private static void requirePartners(Map<String, Path> files, Map<String, Path> others, String pattern) {
        files.forEach((key, file) -> {
            if (!others.containsKey(key)) {
                throw new IllegalArgumentException(file + " has no partner in " + pattern);
            }
        });
    }

    private static Map<String, Path> byKey(String pattern) throws IOException {
        BatchInputs found = BatchInputs.find(pattern, false, Path.of(""));
        Pattern name = regex(pattern);
        Map<String, Path> files = new TreeMap<>();
        for (Path file : found.files()) {
            Path other = files.put(key(file, name), file);
            if (other != null) {
                throw new IllegalArgumentException(other + " and " + file
                        + " can't be told apart as partners; use a pattern that names one of them");
            }
        }
        return files;
    }

    /** The last part of the pattern with a group for each star and question mark; null for a folder. */
    private static Pattern regex(String pattern) {
        String last = pattern.substring(Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf('\\')) + 1);
        if (!last.matches("[^\\[{]*[*?][^\\[{]*")) {
            return null;
        }
        StringBuilder regex = new StringBuilder();
        for (char c : last.replace("**", "*").toCharArray()) {
            regex.append(c == '*' ? "(.*)" : c == '?' ? "(.)" : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static String key(Path file, Pattern name) {
        String text = file.getFileName().toString();
        Matcher matcher = name == null ? null : name.matcher(text);
        if (matcher == null || !matcher.matches()) {
            return text.replaceFirst("(?<=.)\\.[^.]*$", "");
        }
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(matcher.group(i));
        }
        return String.join("\0", groups);
    }
}
