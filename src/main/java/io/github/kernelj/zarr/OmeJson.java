package io.github.kernelj.zarr;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of OME images: {@code multiscales} in {@code .zattrs} (OME-NGFF 0.1 to 0.4) or under {@code ome} in
 * {@code zarr.json} (0.5).
 *
 * <p>Source: ngff.openmicroscopy.org, versions 0.4 and 0.5.
 */
final class OmeJson {

    private static final String ATTRIBUTES = ".zattrs";
    private static final String GROUP = ".zgroup";

    private OmeJson() {}

    /** One level: where its array lies, and spacing and origin along each axis. */
    record Level(String path, double[] scale, double[] translation) {}

    /** What the metadata says; the axes are empty if it doesn't say. */
    record Multiscale(String name, List<Axis> axes, List<Level> levels) {}

    record Axis(char name, String unit) {}

    /** The first image of a group's metadata, if it is a group of OME-Zarr. */
    static Optional<Multiscale> read(ChunkStore store) throws IOException {
        Optional<Json> group = Json.read(store, ArrayJson.V3);
        Optional<Json> attributes =
                group.isPresent() ? group.get().optionalObject("attributes") : Json.read(store, ATTRIBUTES);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        Json json = attributes.get().optionalObject("ome").orElse(attributes.get());
        if (!json.has("multiscales")) {
            if (json.has("bioformats2raw.layout") || json.has("plate") || json.has("well")) {
                throw json.error("it is a collection of images; give the path of one, such as " + store.locate("0"));
            }
            return Optional.empty();
        }
        List<Json> images = json.objects("multiscales");
        if (images.isEmpty()) {
            throw json.error("'multiscales' is empty");
        }
        return Optional.of(parse(images.get(0)));
    }

    private static Multiscale parse(Json json) throws IOException {
        List<Axis> axes = new ArrayList<>();
        for (JsonElement element : json.array("axes")) {
            boolean plain = element.isJsonPrimitive();
            JsonObject axis = plain ? new JsonObject() : element.getAsJsonObject();
            String name = plain ? element.getAsString() : axis.get("name").getAsString();
            if (name.length() != 1 || Dimension.AXES.indexOf(name.charAt(0)) < 0) {
                throw json.error("the axis '" + name + "' isn't supported; t, c, z, y and x are");
            }
            axes.add(
                    new Axis(name.charAt(0), axis.has("unit") ? axis.get("unit").getAsString() : ""));
        }
        double[][] whole = transformations(json);
        List<Level> levels = new ArrayList<>();
        for (Json dataset : json.objects("datasets")) {
            double[][] own = transformations(dataset);
            levels.add(new Level(dataset.text("path"), times(own[0], whole[0]), plus(own[1], whole[0], whole[1])));
        }
        if (levels.isEmpty()) {
            throw json.error("'datasets' is empty");
        }
        return new Multiscale(json.text("name", ""), axes, levels);
    }

    /** Scale and translation; empty arrays for those that aren't there. */
    private static double[][] transformations(Json json) throws IOException {
        double[][] found = {{}, {}};
        for (Json transformation : json.objects("coordinateTransformations")) {
            switch (transformation.text("type")) {
                case "scale" -> found[0] = transformation.numbers("scale");
                case "translation" -> found[1] = transformation.numbers("translation");
                case "identity" -> {}
                default ->
                    throw json.error("the transformation '" + transformation.text("type")
                            + "' isn't supported; scale and translation are");
            }
        }
        return found;
    }

    private static double[] times(double[] own, double[] whole) {
        double[] product = own.length == 0 ? whole.clone() : own.clone();
        for (int i = 0; own.length > 0 && i < whole.length; i++) {
            product[i] *= whole[i];
        }
        return product;
    }

    private static double[] plus(double[] own, double[] scale, double[] whole) {
        double[] sum = own.length == 0 ? whole.clone() : times(own, scale);
        for (int i = 0; own.length > 0 && i < whole.length; i++) {
            sum[i] += whole[i];
        }
        return sum;
    }

    /** Writes what makes a group an OME image: to be done last, when all is there. */
    static void write(ChunkStore store, OmeForm form, List<String> paths) throws IOException {
        JsonObject image = new JsonObject();
        if (form.version() == 2) {
            image.addProperty("version", "0.4");
        }
        image.addProperty("name", form.name());
        JsonArray axes = new JsonArray();
        form.dimensions().forEach(dimension -> axes.add(axis(dimension)));
        image.add("axes", axes);
        JsonArray datasets = new JsonArray();
        List<List<Dimension>> levels = form.levels();
        for (int level = 0; level < levels.size(); level++) {
            datasets.add(dataset(paths.get(level), levels.get(level)));
        }
        image.add("datasets", datasets);
        if (levels.size() > 1) {
            image.addProperty("type", "mean");
        }
        JsonArray images = new JsonArray();
        images.add(image);
        if (form.version() == 2) {
            JsonObject group = new JsonObject();
            group.addProperty("zarr_format", 2);
            Json.write(store, GROUP, group);
            JsonObject attributes = new JsonObject();
            attributes.add("multiscales", images);
            Json.write(store, ATTRIBUTES, attributes);
            return;
        }
        JsonObject ome = new JsonObject();
        ome.addProperty("version", "0.5");
        ome.add("multiscales", images);
        JsonObject attributes = new JsonObject();
        attributes.add("ome", ome);
        JsonObject group = new JsonObject();
        group.addProperty("zarr_format", 3);
        group.addProperty("node_type", "group");
        group.add("attributes", attributes);
        Json.write(store, ArrayJson.V3, group);
    }

    private static JsonObject axis(Dimension dimension) {
        JsonObject axis = new JsonObject();
        axis.addProperty("name", String.valueOf(dimension.axis()));
        axis.addProperty("type", dimension.type());
        if (!dimension.unit().isEmpty()) {
            axis.addProperty("unit", dimension.unit());
        }
        return axis;
    }

    private static JsonObject dataset(String path, List<Dimension> dimensions) {
        JsonArray transformations = new JsonArray();
        transformations.add(transformation(
                "scale", dimensions.stream().map(Dimension::spacing).toList()));
        if (dimensions.stream().anyMatch(dimension -> dimension.origin() != 0)) {
            transformations.add(transformation(
                    "translation", dimensions.stream().map(Dimension::origin).toList()));
        }
        JsonObject dataset = new JsonObject();
        dataset.addProperty("path", path);
        dataset.add("coordinateTransformations", transformations);
        return dataset;
    }

    private static JsonObject transformation(String type, List<Double> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        JsonObject transformation = new JsonObject();
        transformation.addProperty("type", type);
        transformation.add(type, array);
        return transformation;
    }
}
