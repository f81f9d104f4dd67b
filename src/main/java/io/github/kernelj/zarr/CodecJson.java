package io.github.kernelj.zarr;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** What the compressions and fill values are called in metadata. */
final class CodecJson {

    private CodecJson() {}

    /** A compression by its name and what configures it, the same words in Zarr 2 and 3. */
    static Compression compression(String id, Json of, int elementSize) throws IOException {
        return switch (id) {
            case "gzip" -> new Compressions.Gzip(level(of, 5));
            case "zlib" -> new Compressions.Zlib(level(of, 1));
            case "zstd" -> new Compressions.Zstd(of.integer("level", 3));
            case "lz4" -> new Compressions.Lz4();
            case "blosc" -> blosc(of, elementSize);
            default ->
                throw of.error(
                        "the codec '" + id + "' isn't supported; gzip, zlib, zstd, lz4, blosc and raw bytes are");
        };
    }

    private static int level(Json of, int byDefault) throws IOException {
        return Math.max(-1, Math.min(9, of.integer("level", byDefault)));
    }

    private static Compression blosc(Json of, int elementSize) throws IOException {
        JsonElement shuffle = of.element("shuffle").orElse(new JsonPrimitive(1));
        // Zarr 3 writes a word; Zarr 2 a number, -1 being bits for bytes and bytes for the rest.
        Shuffle order = switch (shuffle.getAsString().toLowerCase(Locale.ROOT)) {
            case "0", "noshuffle" -> Shuffle.NOSHUFFLE;
            case "2", "bitshuffle" -> Shuffle.BITSHUFFLE;
            case "-1" -> elementSize == 1 ? Shuffle.BITSHUFFLE : Shuffle.SHUFFLE;
            default -> Shuffle.SHUFFLE;
        };
        return new Blosc(of.text("cname", "lz4"), of.integer("clevel", 5), order, of.integer("typesize", elementSize));
    }

    /** What configures a compression; in Zarr 2 its name, {@code id}, stands among it. */
    static JsonObject configuration(Compression compression, int version) {
        JsonObject json = new JsonObject();
        if (compression instanceof Compressions.Gzip gzip) {
            json.addProperty("level", gzip.level());
        } else if (compression instanceof Compressions.Zlib zlib) {
            json.addProperty("level", zlib.level());
        } else if (compression instanceof Compressions.Zstd zstd) {
            json.addProperty("level", zstd.level());
            if (version == 3) {
                json.addProperty("checksum", false);
            }
        } else if (compression instanceof Blosc blosc) {
            json.addProperty("cname", blosc.codec());
            json.addProperty("clevel", blosc.level());
            if (version == 3) {
                json.addProperty("shuffle", blosc.shuffle().word());
                json.addProperty("typesize", blosc.typeSize());
            } else {
                json.addProperty("shuffle", blosc.shuffle().ordinal());
            }
            json.addProperty("blocksize", 0);
        }
        return json;
    }

    /** A number, {@code NaN}, {@code Infinity}, {@code -Infinity}, the bits of a float in hexadecimal, or nothing: 0. */
    static double fill(Json of, DataType type) throws IOException {
        Optional<JsonElement> element = of.element("fill_value");
        if (element.isEmpty()) {
            return 0;
        }
        String text = element.get().isJsonPrimitive() ? element.get().getAsString() : "";
        try {
            if (text.startsWith("0x")) {
                long bits = Long.parseUnsignedLong(text.substring(2), 16);
                return switch (type) {
                    case FLOAT16 -> HalfFloat.toFloat((short) bits);
                    case FLOAT32 -> Float.intBitsToFloat((int) bits);
                    default -> Double.longBitsToDouble(bits);
                };
            }
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw of.error("the fill value " + element.get() + " isn't a number");
        }
    }

    static JsonPrimitive fill(double value, DataType type) {
        if (!Double.isFinite(value)) {
            return new JsonPrimitive(Double.toString(value));
        }
        return type.isInteger() ? new JsonPrimitive((long) value) : new JsonPrimitive(value);
    }
}
