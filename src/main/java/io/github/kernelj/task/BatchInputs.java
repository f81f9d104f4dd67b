package io.github.kernelj.task;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * The images that a folder or a pattern names, sorted: files, and folders of OME-Zarr, which aren't entered. Hidden ones are
 * left out, and so is what else isn't a file: folders that are links aren't entered, and pipes would be waited for.
 *
 * @param folder in which they lie, or below
 * @param files and folders of OME-Zarr
 */
record BatchInputs(Path folder, List<Path> files) {

    private static final int DEEPEST = 100;

    /**
     * Looks for the files.
     *
     * @param input a folder, an image, or a pattern: {@code *}, {@code ?}, {@code **}, {@code [ab]}, {@code {a,b}}
     * @param recursive whether folders in the folder are entered
     * @param left a folder that isn't looked into
     * @throws IOException if there is no such folder or file, or a folder can't be read
     * @throws IllegalArgumentException if the pattern can't be read
     */
    static BatchInputs find(String input, boolean recursive, Path left) throws IOException {
        Path given = pathOrNull(input);
        if (given != null && isImage(given)) {
            return new BatchInputs(given.toAbsolutePath().getParent(), List.of(given));
        }
        if (given != null && Files.isDirectory(given)) {
            return new BatchInputs(given, walk(given, recursive ? DEEPEST : 1, file -> true, left));
        }
        int special = firstSpecial(input);
        if (special < 0) {
            throw new IOException("there is no folder or file " + input);
        }
        int slash = Math.max(input.lastIndexOf('/', special), input.lastIndexOf('\\', special));
        Path folder = Path.of(slash < 0 ? "." : slash == 0 ? "/" : input.substring(0, slash));
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder + ", in which to look for " + input);
        }
        String pattern = input.substring(slash + 1).replace('\\', '/');
        boolean deep = recursive || pattern.contains("/") || pattern.contains("**");
        PathMatcher matcher = matcher(pattern);
        PathMatcher anywhere = recursive ? matcher("**/" + pattern) : matcher;
        return new BatchInputs(
                folder,
                walk(folder, deep ? DEEPEST : 1, file -> matcher.matches(file) || anywhere.matches(file), left));
    }

    private static Path pathOrNull(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // Patterns aren't paths everywhere.
            return null;
        }
    }

    private static int firstSpecial(String input) {
        for (int i = 0; i < input.length(); i++) {
            if ("*?[{".indexOf(input.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "input: '" + pattern + "' is no pattern of files (" + e.getDescription()
                            + "); * stands for any name, ? for a letter",
                    e);
        }
    }

    private static List<Path> walk(Path folder, int depth, PathMatcher wanted, Path left) throws IOException {
        List<Path> files = new ArrayList<>();
        Path leftOut = left.toAbsolutePath().normalize();
        Files.walkFileTree(
                folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), depth, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                        if (inner.equals(folder)) {
                            return FileVisitResult.CONTINUE;
                        }
                        boolean skipped = isHidden(inner)
                                || inner.toAbsolutePath().normalize().equals(leftOut);
                        if (!skipped && StoredImages.isZarr(inner)) {
                            visitFile(inner, attributes);
                            skipped = true;
                        }
                        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (isImage(file)
                                && !isHidden(file)
                                && !BatchReport.isReport(file)
                                && wanted.matches(folder.relativize(file))) {
                            files.add(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                        throw new IOException("can't read the folder " + file, e);
                    }
                });
        Collections.sort(files);
        return files;
    }

    /** Whether it is looked at as an image; below the deepest folder, folders come as files do. */
    private static boolean isImage(Path file) {
        return Files.isRegularFile(file) || Files.isDirectory(file) && StoredImages.isZarr(file);
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }
}
