package io.github.kernelj.plugin;

import io.github.kernelj.kernel.Preset;
import java.util.stream.Collectors;

/** Presets as a dialog writes them. */
final class PresetCalls {

    private PresetCalls() {}

    /** {@code gaussian(sigma=1, size=auto, dimensions=2, unit=pixel)}: every parameter with its default. */
    static String call(Preset preset) {
        return preset.parameters().isEmpty()
                ? preset.name()
                : preset.parameters().stream()
                        .map(parameter -> parameter.name() + "=" + parameter.defaultValue())
                        .collect(Collectors.joining(", ", preset.name() + "(", ")"));
    }

    /** What the preset is for, and what its parameters mean. */
    static String hint(Preset preset) {
        String parameters = preset.parameters().stream()
                .map(parameter -> parameter.name() + (parameter.unit().isEmpty() ? "" : " (" + parameter.unit() + ")")
                        + ": " + parameter.description())
                .collect(Collectors.joining("; "));
        return preset.name() + " - " + preset.description() + (parameters.isEmpty() ? "" : " " + parameters + ".");
    }
}
