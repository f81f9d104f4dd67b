package io.github.kernelj.kernel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The arguments of one preset call, read as the numbers that a recipe asks for; every refusal names preset and parameter. */
final class PresetArguments {

    static final String AUTO = "auto";

    /** A refusal that already names the preset. */
    static final class Refused extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private final Preset preset;
    private final Map<String, String> given;
    private final VoxelSize voxel;

    PresetArguments(Preset preset, Map<String, String> given, VoxelSize voxel) {
        given.keySet().forEach(name -> requireParameter(preset, name));
        this.preset = preset;
        this.given = Map.copyOf(given);
        this.voxel = voxel;
    }

    static void requireParameter(Preset preset, String name) {
        if (preset.parameterNames().contains(name)) {
            return;
        }
        if (preset.parameters().isEmpty()) {
            throw new Refused(preset.name() + " has no parameters, so no '" + name + "'");
        }
        throw new Refused(preset.name() + " has no parameter '" + name + "'"
                + Spelling.nearest(name, preset.parameterNames())
                        .map(near -> "; did you mean " + near + "? Its")
                        .orElse("; its")
                + " parameters are " + String.join(", ", preset.parameterNames()));
    }

    boolean has(String name) {
        return given.containsKey(name) && !isAuto(name);
    }

    boolean isAuto(String name) {
        return text(name).equals(AUTO);
    }

    String text(String name) {
        String value = given.get(name);
        if (value != null) {
            return value.strip();
        }
        return preset.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow()
                .defaultValue();
    }

    /** A finite number. */
    double number(String name) {
        double[] list = list(name);
        if (list.length != 1) {
            throw refuse(name + " must be one number, got '" + text(name) + "'");
        }
        return list[0];
    }

    double positive(String name) {
        double number = number(name);
        if (!(number > 0)) {
            throw refuse(name + " must be above 0, got " + text(name));
        }
        return number;
    }

    /** A whole number from {@code least} to {@code most}. */
    int whole(String name, int least, int most) {
        double number = number(name);
        requireWhole(name, number, least, most);
        return (int) number;
    }

    /** Finite numbers separated by blanks. */
    double[] list(String name) {
        return Arrays.stream(text(name).split("\\s+"))
                .mapToDouble(token -> {
                    double number = Numbers.toDouble(token);
                    if (!Double.isFinite(number)) {
                        throw refuse(name + " must be a number, got '" + token + "'");
                    }
                    return number;
                })
                .toArray();
    }

    /**
     * The number of axes: as said, or else the length of the longest list, or else the default.
     *
     * @param lists parameters that take one value for all axes or one for each
     */
    int dimensions(String... lists) {
        return dimensionsFor(0, lists);
    }

    /** As {@link #dimensions}, but the default grows to hold this axis (0 for x, 1 for y, 2 for z); refused if it can't. */
    int dimensionsFor(int axis, String... lists) {
        int longest = 1;
        for (String name : lists) {
            longest = isAuto(name) ? longest : Math.max(longest, list(name).length);
        }
        int dimensions = longest > 1 ? longest : Math.max(whole("dimensions", 1, 3), axis + 1);
        if (has("dimensions")) {
            dimensions = whole("dimensions", 1, 3);
        }
        if (axis >= dimensions) {
            throw refuse("direction " + "xyz".charAt(axis) + " needs " + (axis + 1) + " dimensions or more, got "
                    + dimensions);
        }
        for (String name : lists) {
            int length = isAuto(name) ? 1 : list(name).length;
            if (length != 1 && length != dimensions || length > 3) {
                throw refuse(name + " has " + length + " values, but the kernel has " + dimensions
                        + (dimensions == 1 ? " dimension" : " dimensions")
                        + " (at most 3); give one value for all, or one for each");
            }
        }
        return dimensions;
    }

    /** One value above 0 for each axis. */
    double[] positives(String name, int dimensions) {
        double[] values = list(name);
        for (double value : values) {
            if (!(value > 0)) {
                throw refuse(name + " must be above 0, got " + text(name));
            }
        }
        return forEachAxis(values, dimensions);
    }

    /** One whole number for each axis. */
    int[] wholes(String name, int dimensions, int least, int most) {
        double[] values = list(name);
        for (double value : values) {
            requireWhole(name, value, least, most);
        }
        return Arrays.stream(forEachAxis(values, dimensions))
                .mapToInt(value -> (int) value)
                .toArray();
    }

    /** The kernel's shape as {@code size} says, or {@code 2 * radius + 1} taps along each axis where it is auto. */
    Shape shape(double... radii) {
        double[] extents = isAuto("size")
                ? Arrays.stream(radii).map(radius -> 2 * radius + 1).toArray()
                : Arrays.stream(wholes("size", radii.length, 1, Kernel.MAX_TAPS))
                        .asDoubleStream()
                        .toArray();
        return shapeOf(extents);
    }

    /** The shape of these extents, refused while nothing has been allocated if it has too many taps. */
    Shape shapeOf(double... extents) {
        double taps = Arrays.stream(extents).reduce(1, (a, b) -> a * b);
        if (!(taps <= Kernel.MAX_TAPS)) {
            throw refuse("the kernel would have " + String.format(Locale.ROOT, "%.3g", taps) + " taps; the most is "
                    + Kernel.MAX_TAPS + ", so choose smaller parameters");
        }
        return new Shape(
                (int) extents[0], extents.length > 1 ? (int) extents[1] : 1, extents.length > 2 ? (int) extents[2] : 1);
    }

    /** The axis of {@code direction}: 0 for x, 1 for y, 2 for z. */
    int direction() {
        int axis = "xyz".indexOf(text("direction"));
        if (axis < 0 || text("direction").length() != 1) {
            throw refuse("direction must be x, y or z, got '" + text("direction") + "'");
        }
        return axis;
    }

    /** Whether lengths are given in another unit than pixels, so that the kernel depends on the image's calibration. */
    boolean isScaled() {
        return preset.parameterNames().contains("unit") && !text("unit").equals("pixel");
    }

    /** The spacing of pixels along x, y and z in the unit in which lengths are given: 1 for {@code unit=pixel}. */
    double[] spacing() {
        VoxelSize size;
        try {
            size = switch (text("unit")) {
                case "pixel" -> VoxelSize.PIXEL;
                case "calibrated" -> voxel;
                default -> voxel.in(text("unit"));
            };
        } catch (IllegalArgumentException e) {
            throw refuse(
                    LengthUnit.find(text("unit")).isPresent()
                            ? e.getMessage()
                            : "unknown unit '" + text("unit") + "'; use pixel, calibrated, nm, um, mm, cm, m or inch");
        }
        return new double[] {size.x(), size.y(), size.z()};
    }

    /** Lengths in pixels along each axis. */
    double[] inPixels(double[] lengths) {
        double[] spacing = spacing();
        double[] pixels = new double[lengths.length];
        for (int axis = 0; axis < lengths.length; axis++) {
            pixels[axis] = lengths[axis] / spacing[axis];
        }
        return pixels;
    }

    IllegalArgumentException refuse(String message) {
        return new Refused(preset.name() + ": " + message);
    }

    private void requireWhole(String name, double number, int least, int most) {
        if (number != Math.rint(number) || number < least || number > most) {
            String range = most >= Kernel.MAX_TAPS ? "of at least " + least : "from " + least + " to " + most;
            throw refuse(name + " must be a whole number " + range + ", got " + text(name));
        }
    }

    private static double[] forEachAxis(double[] values, int dimensions) {
        double[] each = new double[dimensions];
        for (int axis = 0; axis < dimensions; axis++) {
            each[axis] = values[values.length == 1 ? 0 : axis];
        }
        return each;
    }
}
