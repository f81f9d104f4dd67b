package io.github.kernelj.task;

import io.github.kernelj.kernel.Shape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The size of a kernel to be learned, as people write it: {@code size}, or {@code width}, {@code height}, {@code depth}. */
final class KernelSize {

    private static final Pattern SIZES =
            Pattern.compile("([1-9]\\d{0,4})(?:\\s*x\\s*([1-9]\\d{0,4})(?:\\s*x\\s*([1-9]\\d{0,4}))?)?");

    private KernelSize() {}

    /** The size that is asked for; the largest, if it is to be chosen. */
    static Shape of(Values values) {
        if (isAutomatic(values)) {
            return size(values, LearnSettings.LARGEST_SIZE);
        }
        return values.has(LearnSettings.SIZE) ? size(values, LearnSettings.SIZE) : shape(values);
    }

    static boolean isAutomatic(Values values) {
        return values.text(LearnSettings.SIZE).strip().equals(Values.AUTO);
    }

    static void requireOnlySize(Values given) {
        if (given.has(LearnSettings.WIDTH) || given.has(LearnSettings.HEIGHT) || given.has(LearnSettings.DEPTH)) {
            throw new IllegalArgumentException("size stands for width, height and depth; give either size or those");
        }
    }

    /** {@code 5} for 5 x 5, {@code 5x3} or {@code 5x3x3}. */
    static String text(Shape shape) {
        if (shape.depth() > 1) {
            return shape.width() + "x" + shape.height() + "x" + shape.depth();
        }
        return shape.width() == shape.height() ? Integer.toString(shape.width()) : shape.width() + "x" + shape.height();
    }

    private static Shape shape(Values values) {
        for (Key key : List.of(LearnSettings.WIDTH, LearnSettings.HEIGHT)) {
            if (values.text(key).isBlank()) {
                throw new IllegalArgumentException(key.name()
                        + " is missing: give the kernel's size as width= and height=, or in short as size=5");
            }
        }
        return new Shape(
                values.integer(LearnSettings.WIDTH, 1),
                values.integer(LearnSettings.HEIGHT, 1),
                values.integer(LearnSettings.DEPTH, 1));
    }

    private static Shape size(Values values, Key key) {
        Matcher matcher = SIZES.matcher(values.text(key).strip());
        if (!matcher.matches()) {
            throw values.bad(
                    key,
                    "is written 5, 5x3 or 5x3x3, each from 1" + (key.equals(LearnSettings.SIZE) ? ", or auto" : ""));
        }
        int width = Integer.parseInt(matcher.group(1));
        return new Shape(
                width,
                matcher.group(2) == null ? width : Integer.parseInt(matcher.group(2)),
                matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3)));
    }
}
