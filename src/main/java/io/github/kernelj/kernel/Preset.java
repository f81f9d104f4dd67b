package io.github.kernelj.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kernel known by name, such as {@code gaussian(sigma=2)}: what it is for, its parameters, and how its weights follow
 * from them. Dialogs, help texts and lists are made from this; {@link Presets} holds all of them.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Preset {

    /**
     * What can be set.
     *
     * @param name as written in {@code name=value}
     * @param defaultValue used where nothing is given; {@code auto} where it follows from other parameters
     * @param unit {@code taps}, {@code degrees}, {@code length} (a length in the preset's parameter {@code unit}), or empty
     * @param description part of a sentence
     */
    public record Parameter(String name, String defaultValue, String unit, String description) {}

    private final String name;
    private final String description;
    private final List<Parameter> parameters;
    private final Function<PresetArguments, Taps> recipe;

    Preset(String name, String description, Function<PresetArguments, Taps> recipe, Parameter... parameters) {
        this.name = Objects.requireNonNull(name);
        this.description = Objects.requireNonNull(description);
        this.recipe = Objects.requireNonNull(recipe);
        this.parameters = List.of(parameters);
    }

    public String name() {
        return name;
    }

    /** One sentence. */
    public String description() {
        return description;
    }

    /** In the order in which values without a name are taken. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * The kernel for the given arguments; its provenance names the preset with them, and the spacing of the pixels if
     * the weights depend on it.
     *
     * @param arguments values by parameter name, as text: numbers, or lists of them separated by blanks; defaults fill in
     * @param voxel spacing of the image's pixels; matters only where {@code unit} isn't {@code pixel}
     * @throws IllegalArgumentException if a name is unknown, a value isn't understood or out of its range, or the unit
     *     can't be converted; the message starts with the preset's name
     */
    public Kernel kernel(Map<String, String> arguments, VoxelSize voxel) {
        PresetArguments bound = new PresetArguments(this, arguments, voxel);
        Kernel kernel;
        try {
            kernel = recipe.apply(bound).toKernel();
        } catch (PresetArguments.Refused refused) {
            throw refused;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("preset", call(arguments));
        if (bound.isScaled()) {
            provenance.put("voxel", voxel.toString());
        }
        return kernel.withName(name).withProvenance(provenance);
    }

    /**
     * As {@link #kernel(Map, VoxelSize)}.
     *
     * @param arguments as between the brackets of an expression: {@code 2}, {@code sigma=2, size=9} or nothing
     */
    public Kernel kernel(String arguments, VoxelSize voxel) {
        return kernel(PresetCall.parse(name + "(" + arguments + ")", 0).arguments(), voxel);
    }

    /** The expression that names this preset with these arguments, in the order of its parameters. */
    String call(Map<String, String> arguments) {
        String inside = parameters.stream()
                .filter(parameter -> arguments.containsKey(parameter.name()))
                .map(parameter ->
                        parameter.name() + "=" + arguments.get(parameter.name()).strip())
                .collect(Collectors.joining(", "));
        return inside.isEmpty() ? name : name + "(" + inside + ")";
    }

    List<String> parameterNames() {
        List<String> names = new ArrayList<>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    @Override
    public String toString() {
        return name;
    }
}
