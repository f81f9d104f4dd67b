package io.github.kernelj.kernel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Units of length that kernels and images may be given in. */
enum LengthUnit {
    NM(1e-9, "nm", "nanometer", "nanometre", "nanometers", "nanometres"),
    UM(1e-6, "um", "\u00B5m", "\u03BCm", "micron", "microns", "micrometer", "micrometre", "micrometers", "micrometres"),
    MM(1e-3, "mm", "millimeter", "millimetre", "millimeters", "millimetres"),
    CM(1e-2, "cm", "centimeter", "centimetre", "centimeters", "centimetres"),
    M(1, "m", "meter", "metre", "meters", "metres"),
    INCH(0.0254, "inch", "inches", "in");

    private final double metres;
    private final List<String> names;

    LengthUnit(double metres, String... names) {
        this.metres = metres;
        this.names = List.of(names);
    }

    /** How many of {@code other} one of this is. */
    double in(LengthUnit other) {
        return metres / other.metres;
    }

    static Optional<LengthUnit> find(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        for (LengthUnit unit : values()) {
            if (unit.names.contains(lower)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
