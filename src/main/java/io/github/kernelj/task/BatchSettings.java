package io.github.kernelj.task;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a kernel is applied to many images, as the user says it. Immutable. {@link #parse(Map)} and {@link #toMap()} go
 * to and from text, the same for dialog, macro and command line.
 *
 * @param input a folder, a file, or a pattern of files such as {@code images/*.tif}
 * @param output the folder of the results
 * @param name of each result, see {@link NamePattern}
 * @param recursive whether folders in the input folder are entered
 * @param existing what happens where a result is there already
 * @param errors whether a file that fails ends the batch
 * @param memory in megabytes, for all files in work together; empty for most of what Java has
 * @param apply what is done with each image; its own output and destination are left alone
 * @param storage how results that are OME-Zarr are written
 */
public record BatchSettings(
        String input,
        Path output,
        NamePattern name,
        boolean recursive,
        Existing existing,
        Errors errors,
        OptionalInt memory,
        ApplySettings apply,
        ZarrSettings storage) {

    /** What happens where a result is there already. */
    public enum Existing {
        /** It stays, and its input isn't read. */
        SKIP,
        OVERWRITE,
        /** The new one gets a number behind its name. */
        RENAME,
        /** Nothing is begun. */
        FAIL
    }

    /** What a file that fails does to the others. */
    public enum Errors {
        CONTINUE,
        STOP
    }

    public static final Key INPUT = Key.of(
            "input",
            "",
            "The folder of the images, or a pattern of files such as images/*.tif; ** in it reaches into all folders.");
    public static final Key OUTPUT =
            Key.of("output", "", "The folder for the results, made if there is none; never the folder of the images.");
    public static final Key NAME = Key.of(
            "name",
            "{name}",
            "The name of each result: {name} and {ext} are name and ending of the image, {number} counts from 1; an ending"
                    + " is the format, which else is TIFF, and OME-Zarr of OME-Zarr.");
    public static final Key RECURSIVE = Key.flag("recursive", "Enter the folders in the input folder, too.");
    public static final Key EXISTING = Key.choice(
            "existing",
            Existing.SKIP,
            "Where a result is there already: skip the image, overwrite the result, rename the new one, or fail before"
                    + " anything is done.");
    public static final Key ERRORS =
            Key.choice("errors", Errors.CONTINUE, "After an image that fails: continue with the others, or stop.");
    public static final Key MEMORY = Key.of(
                    "memory",
                    Values.AUTO,
                    "How much memory all images in work may take; auto is most of what Java has.")
            .in("MB");

    private static final List<Key> OWN = List.of(INPUT, OUTPUT, NAME, RECURSIVE, EXISTING, ERRORS, MEMORY);

    /** Every key, in the order in which people read them. */
    public static final List<Key> KEYS = Stream.of(
                    OWN.stream(),
                    ApplySettings.KEYS.stream()
                            .filter(key -> !key.equals(ApplySettings.DESTINATION) && !key.equals(ApplySettings.OUTPUT)),
                    ZarrSettings.KEYS.stream())
            .flatMap(keys -> keys)
            .toList();

    /** @throws IllegalArgumentException if the name's format can't hold the type that is asked for */
    public BatchSettings {
        if (memory.isPresent() && memory.getAsInt() < 16) {
            throw new IllegalArgumentException("memory=" + memory.getAsInt() + ": memory is auto or at least 16 (MB)");
        }
        name.requireHolds(apply.type());
    }

    /**
     * Reads settings.
     *
     * @param texts values by the names of {@link #KEYS}; what is absent has its default
     * @throws IllegalArgumentException naming the key, the text and what is allowed
     */
    public static BatchSettings parse(Map<String, String> texts) {
        Values values = new Values(texts, KEYS);
        for (Key key : List.of(INPUT, OUTPUT)) {
            if (values.text(key).isBlank()) {
                throw new IllegalArgumentException(key.name() + " is missing: give a folder"
                        + (key.equals(INPUT) ? ", or a pattern of files such as images/*.tif" : " for the results"));
            }
        }
        Map<String, String> apply = new LinkedHashMap<>(texts);
        OWN.forEach(key -> apply.remove(key.name()));
        Map<String, String> storage = new LinkedHashMap<>(texts);
        storage.keySet().retainAll(ZarrSettings.KEYS.stream().map(Key::name).toList());
        apply.keySet().removeAll(storage.keySet());
        return new BatchSettings(
                values.text(INPUT).strip(),
                folder(values.text(OUTPUT).strip()),
                new NamePattern(values.text(NAME).strip()),
                values.flag(RECURSIVE),
                values.choice(EXISTING, Existing.class),
                values.choice(ERRORS, Errors.class),
                values.text(MEMORY).equals(Values.AUTO)
                        ? OptionalInt.empty()
                        : OptionalInt.of(values.integer(MEMORY, 16)),
                ApplySettings.parse(apply),
                ZarrSettings.parse(storage));
    }

    /**
     * Reads the option string of a macro.
     *
     * @param variables gives the value of a macro variable, or nothing if there is no such variable
     * @throws IllegalArgumentException naming what can't be understood
     */
    public static BatchSettings parse(String options, Function<String, Optional<String>> variables) {
        return parse(OptionString.parse(options, variables));
    }

    private static Path folder(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("output=" + text + ": this is no path (" + e.getReason() + ")", e);
        }
    }

    /** These settings with so many threads. */
    public BatchSettings withThreads(int threads) {
        return new BatchSettings(
                input,
                output,
                name,
                recursive,
                existing,
                errors,
                memory,
                apply.with(ApplySettings.THREADS, Integer.toString(threads)),
                storage);
    }

    /** Input, output, kernel and every other value that isn't the default; {@link #parse(Map)} reads it back. */
    public Map<String, String> toMap() {
        Map<String, String> texts = new LinkedHashMap<>(new Values.Writer()
                .put(INPUT, input)
                .put(OUTPUT, output)
                .put(NAME, name)
                .put(RECURSIVE, recursive)
                .put(EXISTING, existing)
                .put(ERRORS, errors)
                .put(MEMORY, memory.isPresent() ? Integer.toString(memory.getAsInt()) : Values.AUTO)
                .toMap());
        texts.putAll(storage.toMap());
        texts.putAll(apply.toMap());
        return texts;
    }

    /**
     * The option string that a macro passes to repeat this.
     *
     * @throws IllegalArgumentException if the brackets of a value aren't balanced
     */
    public String format() {
        return OptionString.format(toMap());
    }
}
