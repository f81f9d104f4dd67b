package io.github.kernelj.task;

import io.github.kernelj.image.OutputType;
import io.github.kernelj.image.Range;
import io.github.kernelj.kernel.Anchor;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Typed access to settings given as text; every complaint names the key, the text and what is allowed. */
final class Values {

    static final String AUTO = "auto";

    private final Map<String, String> texts;

    /** @throws IllegalArgumentException if a key isn't one of {@code keys} */
    Values(Map<String, String> texts, List<Key> keys) {
        this.texts = texts;
        for (String name : texts.keySet()) {
            if (keys.stream().noneMatch(key -> key.name().equals(name))) {
                throw new IllegalArgumentException(
                        "there is no setting '" + name + "'; the nearest is '" + Key.nearest(name, keys)
                                + "'. A value with blanks in it stands in brackets, as in kernel=[1 2 1]");
            }
        }
    }

    boolean has(Key key) {
        return texts.containsKey(key.name());
    }

    /** The value as written, or the key's default. */
    String text(Key key) {
        return texts.getOrDefault(key.name(), key.defaultText());
    }

    boolean flag(Key key) {
        return switch (text(key)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(key, "is a bare word, or true or false");
        };
    }

    <E extends Enum<E>> E choice(Key key, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Key.word(constant).equals(text(key)))
                .findFirst()
                .orElseThrow(() -> bad(key, "is one of " + String.join(", ", key.choices())));
    }

    int integer(Key key, int least) {
        int value;
        try {
            value = Integer.parseInt(text(key).strip());
        } catch (NumberFormatException e) {
            throw bad(key, "is a whole number from " + least);
        }
        if (value < least) {
            throw bad(key, "is a whole number from " + least);
        }
        return value;
    }

    long wholeNumber(Key key) {
        try {
            return Long.parseLong(text(key).strip());
        } catch (NumberFormatException e) {
            throw bad(key, "is a whole number");
        }
    }

    /** @throws IllegalArgumentException naming the key, if the text can't be a path on this system */
    static Path path(Key key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key.name() + "=" + text + ": this isn't the path of a file", e);
        }
    }

    /** A finite number, {@code -1.5e-3}, or a fraction, {@code 1/9}. */
    double number(Key key) {
        String[] parts = text(key).split("/", -1);
        try {
            double value = Double.parseDouble(parts[0].strip());
            if (parts.length == 2) {
                value /= Double.parseDouble(parts[1].strip());
            }
            if (parts.length <= 2 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // falls through to the same complaint
        }
        throw bad(key, "is a number, such as 0.5 or 1/9");
    }

    float singlePrecision(Key key) {
        float value = (float) number(key);
        if (!Float.isFinite(value)) {
            throw bad(key, "is at most " + Float.MAX_VALUE);
        }
        return value;
    }

    OptionalDouble numberOrAuto(Key key) {
        return text(key).equals(AUTO) ? OptionalDouble.empty() : OptionalDouble.of(number(key));
    }

    /** {@code x,y} or {@code x,y,z}; nothing for {@code auto}. */
    Optional<Anchor> anchor(Key key) {
        if (text(key).equals(AUTO)) {
            return Optional.empty();
        }
        String[] parts = text(key).strip().split("[\\s,]+");
        try {
            if (parts.length <= 3) {
                int[] tap = new int[3];
                for (int i = 0; i < parts.length; i++) {
                    tap[i] = Integer.parseInt(parts[i]);
                }
                return Optional.of(new Anchor(tap[0], tap[1], tap[2]));
            }
        } catch (NumberFormatException e) {
            // falls through to the same complaint
        }
        throw bad(key, "is auto or the tap x,y or x,y,z counted from 0, such as 2,2");
    }

    /** A file; nothing for an empty text. */
    Optional<Path> path(Key key) {
        try {
            return text(key).isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(text(key).strip()));
        } catch (InvalidPathException e) {
            throw bad(key, "can't be a file's name (" + e.getReason() + ")");
        }
    }

    Range range(Key key) {
        try {
            return Range.parse(text(key));
        } catch (IllegalArgumentException e) {
            throw bad(key, "is all, a number counted from 1 such as 2, or a range such as 1-3");
        }
    }

    OutputType outputType(Key key) {
        try {
            return OutputType.parse(text(key));
        } catch (IllegalArgumentException e) {
            throw bad(key, "is one of " + String.join(", ", key.choices()));
        }
    }

    /** {@code extent=sideways: extent is one of valid, same, full}. */
    IllegalArgumentException bad(Key key, String allowed) {
        return new IllegalArgumentException(key.name() + "=" + text(key) + ": " + key.name() + " " + allowed);
    }

    /** Collects the values that differ from the defaults, in the order of the keys. */
    static final class Writer {

        private final Map<String, String> texts = new LinkedHashMap<>();

        Writer put(Key key, Object value) {
            String text = value instanceof Enum<?> constant ? Key.word(constant) : value.toString();
            if (!text.equals(key.defaultText())) {
                texts.put(key.name(), text);
            }
            return this;
        }

        /** A number as Java writes it, but {@code 5} for {@code 5.0} and {@code 1e-4} for {@code 1.0E-4}. */
        Writer put(Key key, Number number) {
            return put(key, (Object)
                    number.toString().replaceFirst("\\.0(?=E|$)", "").replace('E', 'e'));
        }

        Writer put(Key key, Optional<?> value) {
            return put(key, value.map(Object::toString).orElse(AUTO));
        }

        Writer put(Key key, OptionalDouble value) {
            return value.isPresent() ? put(key, (Number) value.getAsDouble()) : put(key, AUTO);
        }

        Map<String, String> toMap() {
            return texts;
        }
    }
}
