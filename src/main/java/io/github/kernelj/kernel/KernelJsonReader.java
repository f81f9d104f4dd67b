package io.github.kernelj.kernel;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@link KernelJsonWriter} writes, keys in any order, in one pass and without building a tree. Format, version
 * and weights (or kernels) are needed; anything else may be left out, and what is said must agree. Used once.
 */
final class KernelJsonReader {

    private static final List<String> KEYS = List.of(
            "format",
            "version",
            "convention",
            "name",
            "provenance",
            "shape",
            "anchor",
            "axes",
            "outputs",
            "inputs",
            "bias",
            "weights",
            "kernels");
    private static final List<String> KERNEL_KEYS = List.of("name", "provenance", "bias", "weights");

    private final JsonReader json;

    private String format;
    private Integer version;
    private Shape shape;
    private Anchor anchor;
    private Integer outputs;
    private Integer inputs;
    private List<List<Kernel>> kernels;

    KernelJsonReader(Reader reader) {
        json = new JsonReader(reader);
        json.setStrictness(Strictness.STRICT);
    }

    /** @throws KernelSyntaxException naming the JSON path, if this isn't JSON of that form */
    KernelBank read() throws IOException {
        try {
            KernelBank bank = readBank();
            requireEnd();
            return bank;
        } catch (MalformedJsonException | EOFException e) {
            throw new KernelSyntaxException("not valid JSON" + position(e));
        } catch (IllegalStateException | NumberFormatException e) {
            throw error(json.getPath(), "not valid JSON here");
        }
    }

    private void requireEnd() throws IOException {
        try {
            require(json.peek() == JsonToken.END_DOCUMENT, "$", "nothing is expected after the kernel");
        } catch (MalformedJsonException e) {
            throw error("$", "nothing is expected after the kernel");
        }
    }

    /** Where gson says it stopped; its advice to be lenient is left out. */
    private String position(IOException e) {
        Matcher at = Pattern.compile(" at line \\d+ column \\d+ path .*").matcher(e.getMessage());
        return at.find() ? at.group() : ": it ends too early, at " + json.getPath();
    }

    private KernelBank readBank() throws IOException {
        Weighed only = new Weighed();
        object(KEYS, (key, path) -> {
            switch (key) {
                case "format" -> format = text(path);
                case "version" -> version = whole(path);
                case "convention" -> requireText(path, KernelJsonWriter.CONVENTION);
                case "axes" -> requireText(path, KernelJsonWriter.AXES);
                case "shape" -> shape = shape();
                case "anchor" -> anchor = anchor();
                case "outputs" -> outputs = whole(path);
                case "inputs" -> inputs = whole(path);
                case "kernels" -> kernels = kernels();
                default -> only.read(key, path);
            }
            // Before anything else is taken from a file of another kind or a later version.
            requireFormat();
        });
        require(
                format != null,
                "$",
                "'format' is missing; a kernel file says \"format\": \"" + KernelJsonWriter.FORMAT + "\"");
        require(version != null, "$", "'version' is missing");
        require(
                kernels == null || only.values == null && only.bias == 0,
                "$",
                "there can't be both kernels and weights or bias");
        require(kernels != null || only.values != null, "$", "'weights' is missing");
        List<List<Kernel>> rows = kernels != null ? kernels : List.of(List.of(only.kernel()));
        return anchored(rows).withName(only.name).withProvenance(only.provenance);
    }

    private KernelBank anchored(List<List<Kernel>> rows) {
        KernelBank bank;
        try {
            bank = KernelBank.of(rows);
        } catch (IllegalArgumentException e) {
            throw error("$.kernels", e.getMessage());
        }
        require(
                shape == null || shape.equals(bank.shape()),
                "$.shape",
                "is " + shape + ", but the weights are " + bank.shape());
        require(
                outputs == null || outputs == bank.outputs(),
                "$.outputs",
                "is " + outputs + ", but there are kernels for " + bank.outputs());
        require(
                inputs == null || inputs == bank.inputs(),
                "$.inputs",
                "is " + inputs + ", but there are kernels for " + bank.inputs());
        if (anchor == null) {
            return bank;
        }
        require(anchor.isInside(bank.shape()), "$.anchor", anchor + " lies outside the " + bank.shape() + " kernel");
        return bank.map(kernel -> kernel.withAnchor(anchor));
    }

    private void requireFormat() {
        require(
                format == null || format.equals(KernelJsonWriter.FORMAT),
                "$.format",
                "is '" + format + "', not '" + KernelJsonWriter.FORMAT + "': this isn't a kernel file");
        require(
                version == null || version == KernelJsonWriter.VERSION,
                "$.version",
                "is " + version + ", but only version " + KernelJsonWriter.VERSION + " is known; use a newer KernelJ");
    }

    private Shape shape() throws IOException {
        Map<String, Integer> extents = wholes(List.of("width", "height", "depth"), 1);
        return new Shape(extents.get("width"), extents.get("height"), extents.get("depth"));
    }

    private Anchor anchor() throws IOException {
        Map<String, Integer> at = wholes(List.of("x", "y", "z"), Integer.MIN_VALUE);
        return new Anchor(at.get("x"), at.get("y"), at.get("z"));
    }

    private Map<String, Integer> wholes(List<String> keys, int least) throws IOException {
        String path = json.getPath();
        Map<String, Integer> values = new LinkedHashMap<>();
        object(keys, (key, keyPath) -> {
            int value = whole(keyPath);
            require(value >= least, keyPath, "must be at least " + least + ", got " + value);
            values.put(key, value);
        });
        keys.forEach(key -> require(values.containsKey(key), path, "'" + key + "' is missing"));
        return values;
    }

    private List<List<Kernel>> kernels() throws IOException {
        List<List<Kernel>> rows = new ArrayList<>();
        array(() -> {
            List<Kernel> row = new ArrayList<>();
            array(() -> {
                String path = json.getPath();
                Weighed kernel = new Weighed();
                object(KERNEL_KEYS, kernel::read);
                require(kernel.values != null, path, "'weights' is missing");
                row.add(kernel.kernel());
            });
            rows.add(row);
        });
        return rows;
    }

    /** What a single kernel and one in a bank have in common. */
    private final class Weighed {
        private String name = "";
        private Map<String, String> provenance = Map.of();
        private double bias;
        private KernelJsonWeights values;

        void read(String key, String path) throws IOException {
            switch (key) {
                case "name" -> name = text(path);
                case "provenance" -> {
                    Map<String, String> entries = new LinkedHashMap<>();
                    object(null, (entry, entryPath) -> entries.put(entry, text(entryPath)));
                    provenance = entries;
                }
                case "bias" -> {
                    bias = Double.parseDouble(number(path));
                    require(Double.isFinite(bias), path, "is too large for a 64-bit number");
                }
                default -> values = weights(path);
            }
        }

        Kernel kernel() {
            return values.kernel().withBias(bias).withName(name).withProvenance(provenance);
        }
    }

    private KernelJsonWeights weights(String path) throws IOException {
        KernelJsonWeights weights = new KernelJsonWeights();
        array(() -> {
            array(() -> {
                array(() -> {
                    String at = json.getPath();
                    weights.add(Float.parseFloat(number(at)), at);
                });
                weights.endRow(json.getPreviousPath());
            });
            weights.endPlane(json.getPreviousPath());
        });
        weights.end(path);
        return weights;
    }

    // ---- JSON by expectation: each of these says where and what, if something else is found ----

    @FunctionalInterface
    private interface Entry {
        void read(String key, String path) throws IOException;
    }

    @FunctionalInterface
    private interface Element {
        void read() throws IOException;
    }

    /** @param keys those that may occur; null for any */
    private void object(List<String> keys, Entry entry) throws IOException {
        expect(JsonToken.BEGIN_OBJECT, json.getPath(), "an object {...}");
        String path = json.getPath();
        Set<String> seen = new HashSet<>();
        json.beginObject();
        while (json.hasNext()) {
            String key = json.nextName();
            if (keys != null && !keys.contains(key)) {
                throw error(
                        path,
                        "unknown key '" + key + "'"
                                + Spelling.nearest(key, keys)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(""));
            }
            require(seen.add(key), path, "'" + key + "' is there twice");
            entry.read(key, path + "." + key);
        }
        json.endObject();
    }

    private void array(Element element) throws IOException {
        expect(JsonToken.BEGIN_ARRAY, json.getPath(), "an array [...]");
        json.beginArray();
        while (json.hasNext()) {
            element.read();
        }
        json.endArray();
    }

    private String text(String path) throws IOException {
        expect(JsonToken.STRING, path, "text in double quotes");
        return json.nextString();
    }

    private void requireText(String path, String wanted) throws IOException {
        String found = text(path);
        require(found.equals(wanted), path, "is '" + found + "'; only '" + wanted + "' is known");
    }

    private String number(String path) throws IOException {
        expect(JsonToken.NUMBER, path, "a number");
        return json.nextString();
    }

    private int whole(String path) throws IOException {
        String number = number(path);
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            throw error(path, "must be a whole number, got " + number);
        }
    }

    private void expect(JsonToken wanted, String path, String words) throws IOException {
        JsonToken found = json.peek();
        require(found == wanted, path, "must be " + words + ", found " + describe(found));
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "an array";
            case BEGIN_OBJECT -> "an object";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            default -> "the end";
        };
    }

    private static void require(boolean condition, String path, String message) {
        if (!condition) {
            throw error(path, message);
        }
    }

    private static KernelSyntaxException error(String path, String message) {
        return new KernelSyntaxException(path + ": " + message);
    }
}
