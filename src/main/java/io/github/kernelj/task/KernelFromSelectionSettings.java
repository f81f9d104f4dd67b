package io.github.kernelj.task;

import io.github.kernelj.image.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How pixels become a kernel. Immutable.
 *
 * @param file in which the kernel is saved, not blank
 * @param normalize what is done to the weights
 * @param slices which of a stack's slices become planes
 */
public record KernelFromSelectionSettings(String file, Normalization normalize, Range slices) {

    /** What is done to weights. */
    public enum Normalization {
        /** Nothing: weights are the pixels' calibrated values. */
        NONE,
        /** Their sum. */
        SUM,
        /** First their mean is taken off, then the root of the sum of their squares divides: a template. */
        ZERO_MEAN
    }

    public static final Key FILE = Key.of(
            "file",
            "",
            "The file in which the kernel is saved: .json with all that is known of it, .npy or .txt with the weights alone, .tif as an image, .onnx as a model.");
    public static final Key NORMALIZE = Key.choice(
            "normalize",
            Normalization.NONE,
            "What is done to the pixels' values: nothing (none), division by their sum (sum), or their mean taken off and"
                    + " then unit norm (zero-mean), which makes a template.");
    public static final Key SLICES =
            Key.of("slices", "all", "The slices that become the kernel's planes, counted from 1, such as 5 or 10-20.");

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS = List.of(FILE, NORMALIZE, SLICES);

    /** @throws IllegalArgumentException if there is no file name */
    public KernelFromSelectionSettings {
        if (file.isBlank()) {
            throw new IllegalArgumentException(
                    "file is missing: give the path of a file for the kernel, such as kernel.json");
        }
    }

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static KernelFromSelectionSettings parse(Map<String, String> texts) {
        Values values = new Values(texts, KEYS);
        return new KernelFromSelectionSettings(
                values.text(FILE).strip(), values.choice(NORMALIZE, Normalization.class), values.range(SLICES));
    }

    /**
     * Reads the option string of a macro.
     *
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @throws IllegalArgumentException naming what can't be understood
     */
    public static KernelFromSelectionSettings parse(String options, Function<String, Optional<String>> variables) {
        return parse(OptionString.parse(options, variables));
    }

    /** The file, and every other value that isn't the default; {@link #parse(Map)} reads it back. */
    public Map<String, String> toMap() {
        return new Values.Writer()
                .put(FILE, file)
                .put(NORMALIZE, normalize)
                .put(SLICES, slices)
                .toMap();
    }
}
