package io.github.kernelj.kernel;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the kernel of an expression comes from: a matrix, a preset or a file. {@link KernelExpression} says in which order. */
@FunctionalInterface
interface KernelSource {

    Pattern FILE_CALL = Pattern.compile("file\\s*\\(\\s*\"([^\"]*)\"\\s*\\)");
    Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    KernelBank evaluate(VoxelSize voxel) throws IOException;

    static KernelSource parse(String text) {
        if (text.isEmpty()) {
            throw new KernelSyntaxException("the kernel is empty: write a matrix (1 2 1; 2 4 2; 1 2 1), a preset"
                    + " (gaussian(sigma=2)) or the path of a kernel file");
        }
        Matcher fileCall = FILE_CALL.matcher(text);
        if (fileCall.matches()) {
            return file(fileCall.group(1));
        }
        if (startsLikeMatrix(text)) {
            return orFile(text, KernelSource::matrix);
        }
        if (!PresetCall.isShapedLikeCall(text)) {
            return path(text);
        }
        String name = PresetCall.nameIn(text);
        if (name.equals("file") && text.length() > name.length()) {
            throw new KernelSyntaxException("file takes a path in double quotes, such as file(\"k.json\")");
        }
        boolean isPreset = Presets.find(name).isPresent();
        return isPreset || text.endsWith(")") ? orFile(text, KernelSource::preset) : path(text);
    }

    /** What the text says, or, where it can't be read as that, the file it may name instead. */
    private static KernelSource orFile(String text, Function<String, KernelSource> reading) {
        try {
            return reading.apply(text);
        } catch (KernelSyntaxException e) {
            if (existing(text).isPresent() || endsLikeKernelFile(text)) {
                return path(text);
            }
            throw e;
        }
    }

    private static KernelSource matrix(String text) {
        String inside = text;
        if (text.startsWith("[")) {
            if (text.indexOf(']') != text.length() - 1) {
                throw new KernelSyntaxException(
                        text.indexOf(']') < 0
                                ? "character 1: this bracket is never closed"
                                : "character " + (text.indexOf(']') + 2)
                                        + ": nothing is expected after the matrix in brackets");
            }
            inside = text.substring(1, text.length() - 1);
        }
        KernelBank bank = KernelBank.of(KernelText.parse(inside));
        return voxel -> bank;
    }

    private static KernelSource preset(String text) {
        PresetCall call = PresetCall.parse(text);
        return voxel -> KernelBank.of(call.kernel(voxel));
    }

    private static KernelSource file(String name) {
        return voxel -> KernelFiles.read(
                existing(name).orElseThrow(() -> new FileNotFoundException("there is no kernel file " + name)));
    }

    /** A path without quotes and brackets around it, which may be something misspelt as well. */
    private static KernelSource path(String text) {
        Matcher quoted = QUOTED.matcher(text);
        String name = quoted.matches() ? quoted.group(1) : text;
        return voxel -> {
            Optional<Path> path = existing(name);
            if (path.isEmpty()) {
                throw new FileNotFoundException("'" + shortened(name)
                        + "' is neither a matrix, nor a preset, nor a kernel file" + " that exists" + hint(name));
            }
            return KernelFiles.read(path.get());
        };
    }

    private static String hint(String name) {
        String[] words = name.split("[\\s(]+", 2);
        if (words.length == 2 && Presets.find(words[0]).isPresent()) {
            return "; a preset's parameters stand in brackets, such as " + words[0] + "(" + words[1].strip() + ")";
        }
        return Presets.nearest(words[0])
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static String shortened(String name) {
        return name.length() > 300 ? name.substring(0, 300) + "..." : name;
    }

    private static boolean startsLikeMatrix(String text) {
        return "+-\u2212.0123456789[({,;|".indexOf(text.charAt(0)) >= 0
                        && !text.startsWith("./")
                        && !text.startsWith("..")
                        && !text.startsWith(".\\")
                || text.indexOf('\n') >= 0;
    }

    private static boolean endsLikeKernelFile(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return text.indexOf('\n') < 0 && KernelFiles.endings().stream().anyMatch(lower::endsWith);
    }

    private static Optional<Path> existing(String name) {
        try {
            Path path = Path.of(name);
            return Files.exists(path) && !name.isEmpty() ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
