package io.github.kernelj.plugin;

import ij.ImagePlus;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/** What Apply Kernel... asks for of an image, in which order, and with which values it starts. */
final class ApplyForm {

    static final String FIRST_KERNEL = "gaussian(sigma=2)";

    private static final String PREFIX = "kernelj.apply.";

    /** These belong to an image, so the next one starts with all it has. */
    private static final Set<Key> FORGOTTEN = Set.of(
            ApplySettings.CHANNELS,
            ApplySettings.SLICES,
            ApplySettings.FRAMES,
            ApplySettings.OUTPUT,
            ApplySettings.THREADS);

    private final ImagePlus image;
    private final RememberedValues remembered = new RememberedValues(PREFIX);

    ApplyForm(ImagePlus image) {
        this.image = image;
    }

    /** Keys beside the kernel, in columns: how it is laid on the image, what becomes of the values, what is computed. */
    List<List<Key>> columns() {
        List<Key> computed = new ArrayList<>();
        if (image.getNChannels() > 1 || image.getBitDepth() == 24) {
            computed.add(ApplySettings.CHANNELS);
        }
        if (image.getNSlices() > 1) {
            computed.add(ApplySettings.SLICES);
        }
        if (image.getNFrames() > 1) {
            computed.add(ApplySettings.FRAMES);
        }
        computed.add(ApplySettings.TYPE);
        computed.add(ApplySettings.DESTINATION);
        if (image.getStackSize() > 1) {
            computed.add(ApplySettings.OUTPUT);
        }
        return List.of(
                List.of(
                        ApplySettings.OPERATION,
                        ApplySettings.EXTENT,
                        ApplySettings.BORDER,
                        ApplySettings.CONSTANT,
                        ApplySettings.NAN),
                List.of(
                        ApplySettings.NORMALIZE,
                        ApplySettings.SCALE,
                        ApplySettings.BIAS,
                        ApplySettings.AXES,
                        ApplySettings.ANCHOR),
                computed);
    }

    /** A key's name with the unit it has in this image. */
    String label(Key key) {
        boolean calibrated = image.getCalibration().calibrated() && key.unit().equals("pixel value");
        return (calibrated ? key.in(image.getCalibration().getValueUnit()) : key).label();
    }

    /** The value of the last time, or else the default. */
    String start(Key key) {
        return FORGOTTEN.contains(key) ? key.defaultText() : remembered.get(key, initial(key));
    }

    static String initial(Key key) {
        return key.equals(ApplySettings.KERNEL) ? FIRST_KERNEL : key.defaultText();
    }

    /**
     * Has the dialog start with a kernel the next time, to be laid on the image as it is.
     *
     * @param kernel an expression
     * @param anchor empty for the kernel's own
     * @param bias empty for the kernel's own
     */
    static void suggest(String kernel, String axes, Optional<Anchor> anchor, OptionalDouble bias) {
        RememberedValues values = new RememberedValues(PREFIX);
        List.of(ApplySettings.OPERATION, ApplySettings.NORMALIZE, ApplySettings.SCALE)
                .forEach(key -> values.put(key, initial(key)));
        values.put(ApplySettings.KERNEL, kernel);
        values.put(ApplySettings.AXES, axes);
        values.put(ApplySettings.ANCHOR, anchor.map(Object::toString).orElse(initial(ApplySettings.ANCHOR)));
        values.put(
                ApplySettings.BIAS,
                bias.isPresent() ? Double.toString(bias.getAsDouble()) : initial(ApplySettings.BIAS));
    }

    /** Values by the names of their keys; an empty field means the default. */
    Map<String, String> given(Function<Key, String> texts) {
        Map<String, String> given = new LinkedHashMap<>();
        keys().forEach(key -> given.put(key.name(), texts.apply(key)));
        given.values().removeIf(String::isBlank);
        return given;
    }

    /** Keeps the values for the next time. */
    void remember(Function<Key, String> texts) {
        keys().stream().filter(key -> !FORGOTTEN.contains(key)).forEach(key -> remembered.put(key, texts.apply(key)));
    }

    private List<Key> keys() {
        List<Key> keys = new ArrayList<>(List.of(ApplySettings.KERNEL));
        columns().forEach(keys::addAll);
        return keys;
    }
}
