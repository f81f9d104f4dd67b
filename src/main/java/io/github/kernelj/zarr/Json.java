package io.github.kernelj.zarr;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON documents of a store, and what stands in them; what doesn't fit is an {@link IOException} that names the document. */
final class Json {

    private final String place;
    private final JsonObject object;

    private Json(String place, JsonObject object) {
        this.place = place;
        this.object = object;
    }

    /** The document under a key, if it is there. */
    static Optional<Json> read(ChunkStore store, String key) throws IOException {
        Optional<byte[]> bytes = store.read(key);
        return bytes.isEmpty() ? Optional.empty() : Optional.of(parse(store.locate(key), bytes.get()));
    }

    private static Json parse(String place, byte[] bytes) throws IOException {
        try {
            JsonElement element = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
            if (element.isJsonObject()) {
                return new Json(place, element.getAsJsonObject());
            }
        } catch (JsonParseException e) {
            throw new IOException(place + " isn't JSON: " + e.getMessage(), e);
        }
        throw new IOException(place + " holds no JSON object");
    }

    static void write(ChunkStore store, String key, JsonObject object) throws IOException {
        String text = new GsonBuilder()
                .setPrettyPrinting()
                .serializeNulls()
                .serializeSpecialFloatingPointValues()
                .create()
                .toJson(object);
        store.write(key, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    boolean has(String name) {
        return object.has(name) && !object.get(name).isJsonNull();
    }

    /** The member as it stands, if it is there and not null. */
    Optional<JsonElement> element(String name) {
        return has(name) ? Optional.of(object.get(name)) : Optional.empty();
    }

    Json object(String name) throws IOException {
        JsonElement element = require(name);
        if (!element.isJsonObject()) {
            throw bad(name, "an object");
        }
        return new Json(place, element.getAsJsonObject());
    }

    Optional<Json> optionalObject(String name) throws IOException {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** The objects of an array; none if there is no such array. */
    List<Json> objects(String name) throws IOException {
        List<Json> objects = new ArrayList<>();
        for (JsonElement element : array(name)) {
            if (!element.isJsonObject()) {
                throw bad(name, "an array of objects");
            }
            objects.add(new Json(place, element.getAsJsonObject()));
        }
        return objects;
    }

    /** The elements of an array; none if there is no such array. */
    JsonArray array(String name) throws IOException {
        if (!has(name)) {
            return new JsonArray();
        }
        if (!object.get(name).isJsonArray()) {
            throw bad(name, "an array");
        }
        return object.getAsJsonArray(name);
    }

    String text(String name) throws IOException {
        JsonElement element = require(name);
        if (!element.isJsonPrimitive()) {
            throw bad(name, "text");
        }
        return element.getAsString();
    }

    String text(String name, String byDefault) throws IOException {
        return has(name) ? text(name) : byDefault;
    }

    int integer(String name, int byDefault) throws IOException {
        try {
            return has(name) ? object.get(name).getAsInt() : byDefault;
        } catch (RuntimeException e) {
            throw bad(name, "a whole number");
        }
    }

    List<Integer> integers(String name) throws IOException {
        List<Integer> integers = new ArrayList<>();
        try {
            for (JsonElement element : array(name)) {
                integers.add(Math.toIntExact(element.getAsLong()));
            }
        } catch (RuntimeException e) {
            throw bad(name, "an array of whole numbers below 2^31");
        }
        return integers;
    }

    double[] numbers(String name) throws IOException {
        JsonArray array = array(name);
        double[] numbers = new double[array.size()];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = array.get(i).getAsDouble();
            }
        } catch (RuntimeException e) {
            throw bad(name, "an array of numbers");
        }
        return numbers;
    }

    /** An error that names the document. */
    IOException error(String what) {
        return new IOException(place + ": " + what);
    }

    private IOException bad(String name, String expected) {
        return error("'" + name + "' must be " + expected + ", got " + object.get(name));
    }

    private JsonElement require(String name) throws IOException {
        if (!has(name)) {
            throw error("'" + name + "' is missing");
        }
        return object.get(name);
    }
}
