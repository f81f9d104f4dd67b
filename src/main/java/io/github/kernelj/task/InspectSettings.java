package io.github.kernelj.task;

import io.github.kernelj.kernel.KernelExpression;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is to be told of which kernel. Immutable.
 *
 * @param kernel a {@link KernelExpression}
 * @param code the program for which the kernel is written as code; empty for none
 * @param file in which the kernel is saved too; blank for none
 */
public record InspectSettings(String kernel, Optional<KernelCode> code, String file) {

    public static final Key KERNEL = ApplySettings.KERNEL;
    public static final Key CODE = Key.choice(
            "code",
            List.of("none", "imagej", "scipy", "opencv", "pytorch"),
            "The program for which the kernel is written as code: imagej (a macro), scipy, opencv or pytorch (Python).");

    public static final Key FILE = Key.of(
            "file",
            "",
            "A file in which the kernel is saved too: .json with all that is known of it, .npy or .txt with the weights alone, .tif as an image, .onnx as a model.");

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS = List.of(KERNEL, CODE, FILE);

    /** @throws IllegalArgumentException if the kernel can't be read */
    public InspectSettings {
        ApplySettings.of(kernel);
    }

    /** The kernel, without code and file. */
    public static InspectSettings of(String kernel) {
        return new InspectSettings(kernel, Optional.empty(), "");
    }

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static InspectSettings parse(Map<String, String> texts) {
        Values values = new Values(texts, KEYS);
        String code = values.text(CODE);
        return new InspectSettings(
                values.text(KERNEL),
                code.equals(CODE.defaultText()) ? Optional.empty() : Optional.of(values.choice(CODE, KernelCode.class)),
                values.text(FILE).strip());
    }

    /**
     * Reads the option string of a macro.
     *
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @throws IllegalArgumentException naming what can't be understood
     */
    public static InspectSettings parse(String options, Function<String, Optional<String>> variables) {
        return parse(OptionString.parse(options, variables));
    }

    /** The kernel, and program and file if there are any; {@link #parse(Map)} reads it back. */
    public Map<String, String> toMap() {
        return new Values.Writer()
                .put(KERNEL, kernel)
                .put(CODE, code.map(Key::word).orElse(CODE.defaultText()))
                .put(FILE, file)
                .toMap();
    }
}
