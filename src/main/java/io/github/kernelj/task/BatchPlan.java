package io.github.kernelj.task;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which file of a batch goes where, decided before any is read: no result over an input, whatever links or cases lead to
 * it, no two results under one name.
 *
 * @param folder of the inputs
 * @param files in their order
 */
record BatchPlan(Path folder, List<BatchFile> files) {

    /**
     * Finds inputs and names results; makes no file or folder.
     *
     * @throws IOException if inputs can't be found
     * @throws IllegalArgumentException if there are none, or results would lie over inputs or each other, or are there
     *     already and mustn't
     */
    static BatchPlan of(BatchSettings settings) throws IOException {
        BatchInputs inputs = BatchInputs.find(settings.input(), settings.recursive(), settings.output());
        if (inputs.files().isEmpty()) {
            throw new IllegalArgumentException("input=" + settings.input() + ": there are no images"
                    + (settings.recursive() ? "" : "; recursive enters folders"));
        }
        if (Files.exists(settings.output()) && Files.isSameFile(settings.output(), inputs.folder())) {
            throw new IllegalArgumentException("output=" + settings.output()
                    + " is the folder of the images; choose another, so that images and results stay apart");
        }
        Set<Object> keys = new HashSet<>();
        for (Path input : inputs.files()) {
            keys.add(key(input));
        }
        Map<String, Path> names = new HashMap<>();
        List<BatchFile> files = new ArrayList<>();
        for (Path input : inputs.files()) {
            Path relative =
                    inputs.folder().relativize(input.startsWith(inputs.folder()) ? input : input.toAbsolutePath());
            Path parent = settings.output().resolve(relative.toString()).getParent();
            String name = settings.name().of(input, files.size() + 1);
            Path output = free(parent.resolve(name), settings.existing(), names);
            requireOther(output, keys);
            Path other = names.put(folded(output), input);
            if (other != null) {
                throw new IllegalArgumentException("name=" + settings.name() + ": " + other + " and " + input
                        + " would both be written to " + output + "; use name={name}-{ext}.tif or {number}");
            }
            boolean isThere = Files.exists(output);
            if (isThere && settings.existing() == BatchSettings.Existing.FAIL) {
                throw new IllegalArgumentException(
                        output
                                + " is there already; use existing=skip, overwrite or rename, or another folder. Nothing was done");
            }
            boolean skip = isThere && settings.existing() == BatchSettings.Existing.SKIP;
            files.add(new BatchFile(relative.toString(), input, output, StoredImages.size(input), skip));
        }
        return new BatchPlan(inputs.folder(), List.copyOf(files));
    }

    /** With a number behind the name if it's taken and that is asked for. */
    private static Path free(Path output, BatchSettings.Existing existing, Map<String, Path> names) {
        if (existing != BatchSettings.Existing.RENAME) {
            return output;
        }
        Path free = output;
        String name = output.getFileName().toString();
        int dot = name.lastIndexOf('.');
        for (int i = 1; Files.exists(free) || names.containsKey(folded(free)); i++) {
            free = output.resolveSibling(name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        return free;
    }

    private static void requireOther(Path output, Set<Object> inputs) throws IOException {
        if (Files.exists(output) && inputs.contains(key(output))) {
            throw new IllegalArgumentException("the result " + output
                    + " would be written over one of the images, as it is the same file or a link to it; choose another"
                    + " folder or name");
        }
    }

    /** The same for every name of a file, as far as the file system tells. */
    private static Object key(Path file) throws IOException {
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key != null ? key : folded(file.toRealPath());
    }

    /** Names that differ in case, or in how accents are put together, are one file on some disks. */
    private static String folded(Path file) {
        String name = file.toAbsolutePath().normalize().toString();
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
