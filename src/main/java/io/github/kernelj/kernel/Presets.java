package io.github.kernelj.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All presets: kernels known by name.
 *
 * <p>Weights are cross-correlation weights, so {@code sobel-x} answers positive where the image grows along x. They are
 * computed in double and rounded to float at the end. Smoothing kernels sum to 1. Kernels are centred on the anchor,
 * k / 2: with an even {@code size} the image isn't shifted, except by box and moving-average, by half a pixel. Where a
 * preset has a parameter {@code unit}, its lengths are in pixels ({@code pixel}, the default), in the image's own unit
 * ({@code calibrated}) or in nm, um, mm, cm, m or inch, divided along each axis by the spacing of the pixels; its
 * derivatives are then taken per that unit.
 */
public final class Presets {

    private static final List<Preset> ALL = Stream.of(
                    SmoothingPresets.all(), DerivativePresets.all(), SharpeningPresets.all(), PatternPresets.all())
            .flatMap(List::stream)
            .toList();

    private Presets() {}

    /** In the order in which to list them. */
    public static List<Preset> all() {
        return ALL;
    }

    /** The preset of that name, upper and lower case alike. */
    public static Optional<Preset> find(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return ALL.stream().filter(preset -> preset.name().equals(lower)).findFirst();
    }

    /** The name of the preset that was probably meant. */
    public static Optional<String> nearest(String name) {
        return Spelling.nearest(name.strip(), names());
    }

    /** @param others what may have been meant besides presets */
    static String unknown(String name, List<String> others) {
        return "there is no preset '" + name + "'; "
                + Spelling.nearest(
                                name.strip(),
                                Stream.concat(names().stream(), others.stream()).toList())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("the presets are " + String.join(", ", names()));
    }

    private static List<String> names() {
        return ALL.stream().map(Preset::name).toList();
    }
}
