package io.github.kernelj.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The metadata of arrays: {@code .zarray} of Zarr 2, {@code zarr.json} of Zarr 3.
 *
 * <p>Sources: zarr-specs.readthedocs.io, storage specification version 2 and core specification version 3.
 */
final class ArrayJson {

    static final String V2 = ".zarray";
    static final String V3 = "zarr.json";

    private ArrayJson() {}

    /** @throws IOException if something isn't supported or doesn't fit, naming document and cause */
    static ArrayLayout parse(Json json) throws IOException {
        try {
            return json.integer("zarr_format", 0) == 3 ? parse3(json) : parse2(json);
        } catch (IllegalArgumentException e) {
            throw json.error(e.getMessage());
        }
    }

    private static ArrayLayout parse2(Json json) throws IOException {
        if (!json.array("filters").isEmpty()) {
            throw json.error("filters aren't supported, got " + json.array("filters"));
        }
        String code = json.text("dtype");
        DataType type =
                DataType.coded(code.length() > 1 ? code.substring(1) : "").orElseThrow(() -> unsupported(json, code));
        Optional<Json> compressor = json.optionalObject("compressor");
        return new ArrayLayout(
                2,
                json.integers("shape"),
                json.integers("chunks"),
                new Elements(type, code.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN),
                json.text("order", "C").equals("F"),
                CodecJson.fill(json, type),
                compressor.isEmpty()
                        ? new Compressions.Raw()
                        : CodecJson.compression(compressor.get().text("id"), compressor.get(), type.bytes()),
                json.text("dimension_separator", ".").charAt(0),
                false,
                false);
    }

    private static ArrayLayout parse3(Json json) throws IOException {
        String name = json.text("data_type");
        DataType type = DataType.named(name).orElseThrow(() -> unsupported(json, name));
        Json grid = json.object("chunk_grid");
        if (!grid.text("name").equals("regular")) {
            throw json.error("the chunk grid '" + grid.text("name") + "' isn't supported; 'regular' is");
        }
        List<Integer> shape = json.integers("shape");
        Codecs codecs = new Codecs(type, shape.size());
        for (Json codec : json.objects("codecs")) {
            codecs.add(codec);
        }
        Json keys = json.object("chunk_key_encoding");
        boolean prefixed = keys.text("name").equals("default");
        Optional<Json> configuration = keys.optionalObject("configuration");
        String separator = prefixed ? "/" : ".";
        if (configuration.isPresent()) {
            separator = configuration.get().text("separator", separator);
        }
        return new ArrayLayout(
                3,
                shape,
                grid.object("configuration").integers("chunk_shape"),
                new Elements(type, codecs.order),
                codecs.columnMajor,
                CodecJson.fill(json, type),
                codecs.compression,
                separator.charAt(0),
                prefixed,
                codecs.checksum);
    }

    /** The pipeline of Zarr 3, as far as it goes here: transpose, bytes, one compression, crc32c. */
    private static final class Codecs {
        private final DataType type;
        private final int dimensions;
        private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
        private boolean columnMajor;
        private Compression compression = new Compressions.Raw();
        private boolean checksum;

        Codecs(DataType type, int dimensions) {
            this.type = type;
            this.dimensions = dimensions;
        }

        void add(Json codec) throws IOException {
            String name = codec.text("name");
            Optional<Json> given = codec.optionalObject("configuration");
            if (checksum || !(compression instanceof Compressions.Raw) && !name.equals("crc32c")) {
                throw codec.error("the codec '" + name + "' isn't supported behind another one");
            }
            switch (name) {
                case "bytes" -> {
                    boolean big = given.isPresent()
                            && given.get().text("endian", "little").equals("big");
                    order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                }
                case "transpose" -> columnMajor = reverses(codec, given);
                case "crc32c" -> checksum = true;
                case "sharding_indexed" ->
                    throw codec.error("sharding (the codec 'sharding_indexed') isn't supported; write the array without"
                            + " shards");
                default -> compression = CodecJson.compression(name, given.orElse(codec), type.bytes());
            }
        }

        private boolean reverses(Json codec, Optional<Json> given) throws IOException {
            List<Integer> found = given.isPresent() ? given.get().integers("order") : List.of();
            List<Integer> same = IntStream.range(0, dimensions).boxed().toList();
            List<Integer> reversed = same.stream().map(i -> dimensions - 1 - i).toList();
            if (!found.equals(same) && !found.equals(reversed)) {
                throw codec.error("the transposition " + found + " isn't supported; " + reversed + " is");
            }
            return found.equals(reversed) && dimensions > 1;
        }
    }

    static JsonObject format(ArrayLayout layout, List<String> dimensionNames) {
        return layout.version() == 3 ? format3(layout, dimensionNames) : format2(layout);
    }

    private static JsonObject format2(ArrayLayout layout) {
        JsonObject json = new JsonObject();
        Elements elements = layout.elements();
        json.addProperty("zarr_format", 2);
        json.add("shape", array(layout.shape()));
        json.add("chunks", array(layout.chunks()));
        json.addProperty(
                "dtype",
                (elements.type().bytes() == 1 ? "|" : elements.order() == ByteOrder.BIG_ENDIAN ? ">" : "<")
                        + elements.type().code());
        json.add("compressor", JsonNull.INSTANCE);
        if (!layout.compression().id().isEmpty()) {
            JsonObject compressor = CodecJson.configuration(layout.compression(), 2);
            compressor.addProperty("id", layout.compression().id());
            json.add("compressor", compressor);
        }
        json.add("fill_value", CodecJson.fill(layout.fill(), elements.type()));
        json.addProperty("order", layout.columnMajor() ? "F" : "C");
        json.add("filters", JsonNull.INSTANCE);
        json.addProperty("dimension_separator", String.valueOf(layout.separator()));
        return json;
    }

    private static JsonObject format3(ArrayLayout layout, List<String> dimensionNames) {
        JsonObject json = new JsonObject();
        Elements elements = layout.elements();
        json.addProperty("zarr_format", 3);
        json.addProperty("node_type", "array");
        json.add("shape", array(layout.shape()));
        json.addProperty("data_type", elements.type().word());
        JsonObject chunks = new JsonObject();
        chunks.add("chunk_shape", array(layout.chunks()));
        json.add("chunk_grid", named("regular", chunks));
        JsonObject separator = new JsonObject();
        separator.addProperty("separator", String.valueOf(layout.separator()));
        json.add("chunk_key_encoding", named(layout.prefixed() ? "default" : "v2", separator));
        json.add("fill_value", CodecJson.fill(layout.fill(), elements.type()));
        json.add("codecs", codecs(layout));
        JsonArray names = new JsonArray();
        dimensionNames.forEach(names::add);
        json.add("dimension_names", names);
        json.add("attributes", new JsonObject());
        return json;
    }

    private static JsonArray codecs(ArrayLayout layout) {
        JsonArray codecs = new JsonArray();
        JsonObject endian = new JsonObject();
        if (layout.elements().type().bytes() > 1) {
            endian.addProperty("endian", layout.elements().order() == ByteOrder.BIG_ENDIAN ? "big" : "little");
        }
        codecs.add(named("bytes", endian));
        if (!layout.compression().id().isEmpty()) {
            codecs.add(named(layout.compression().id(), CodecJson.configuration(layout.compression(), 3)));
        }
        return codecs;
    }

    private static JsonObject named(String name, JsonElement configuration) {
        JsonObject json = new JsonObject();
        json.addProperty("name", name);
        json.add("configuration", configuration);
        return json;
    }

    private static JsonArray array(List<Integer> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }

    private static IOException unsupported(Json json, String type) {
        return json.error("the data type '" + type + "' isn't supported; integers and floats of 8 to 64 bits are");
    }
}
