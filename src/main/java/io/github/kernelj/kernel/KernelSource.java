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

/**
 * Where the kernel of an expression comes from: a matrix, presets and files put together, or the path of a file.
 * {@link KernelExpression} says in which order.
 */
@FunctionalInterface
interface KernelSource {

    Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

    /** A word in front of what only algebra has: an operator, the minus with a blank before it as words may hold one. */
    Pattern WORD_AND_OPERATOR = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(\\s*[*+]|\\s+-).*", Pattern.DOTALL);

    Pattern SIGNED_WORD = Pattern.compile("[+-]\\s*[A-Za-z].*", Pattern.DOTALL);

    /** What stands between the quotes, for a match of {@link #QUOTED}. */
    static String unquoted(Matcher quoted) {
        return quoted.group(1).replace("\"\"", "\"");
    }

    KernelBank evaluate(VoxelSize voxel, KernelImages images) throws IOException;

    static KernelSource parse(String text) {
        if (text.isEmpty()) {
            throw new KernelSyntaxException("the kernel is empty: write a matrix (1 2 1; 2 4 2; 1 2 1), a preset"
                    + " (gaussian(sigma=2)) or the path of a kernel file");
        }
        if (isShapedLikeAlgebra(text)) {
            return orFile(text, ExpressionParser::parse);
        }
        return startsLikeMatrix(text) ? orFile(text, KernelSource::matrix) : path(text);
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
        KernelBank bank = KernelBank.of(KernelText.parse(text));
        return (voxel, images) -> bank;
    }

    /** {@code file("...")}. */
    static KernelSource file(String name) {
        return (voxel, images) -> read(
                existing(name).orElseThrow(() -> new FileNotFoundException("there is no kernel file " + name)), images);
    }

    /** A path without quotes and brackets around it, which may be something misspelt as well. */
    private static KernelSource path(String text) {
        Matcher quoted = QUOTED.matcher(text);
        String name = quoted.matches() ? unquoted(quoted) : text;
        return (voxel, images) -> {
            Optional<Path> path = existing(name);
            if (path.isEmpty()) {
                throw new FileNotFoundException("'" + shortened(name)
                        + "' is neither a matrix, nor a preset, nor a kernel file" + " that exists" + hint(name));
            }
            return read(path.get(), images);
        };
    }

    private static KernelBank read(Path path, KernelImages images) throws IOException {
        return KernelFiles.isTiff(path) ? images.read(path) : KernelFiles.read(path);
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

    private static boolean isShapedLikeAlgebra(String text) {
        if (startsLikeMatrix(text)) {
            return text.indexOf('[') >= 0
                    || text.indexOf('(') >= 0
                    || text.indexOf('*') >= 0
                    || SIGNED_WORD.matcher(text).matches();
        }
        if (WORD_AND_OPERATOR.matcher(text).matches()) {
            return true;
        }
        if (!PresetCall.isShapedLikeCall(text)) {
            return false;
        }
        String name = PresetCall.nameIn(text);
        return Presets.find(name).isPresent()
                || ExpressionParser.isFunction(name) && text.length() > name.length()
                || text.endsWith(")");
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
