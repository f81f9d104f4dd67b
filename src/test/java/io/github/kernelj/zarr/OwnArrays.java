package io.github.kernelj.zarr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arrays of every type and packing, written by this package with the values of {@link Peers}. */
final class OwnArrays {

    private static final int[] SHAPE = {2, 5, 19, 33};
    private static final int[] CHUNKS = {1, 3, 16, 20};

    private OwnArrays() {}

    /** @return number of arrays */
    static int write(Path folder, int version, List<DataType> types) throws IOException {
        List<Map<String, Object>> cases = new ArrayList<>();
        for (DataType type : types) {
            for (Packing packing : Packing.values()) {
                String name = type.word() + "-" + packing.name();
                OmeForm form = new OmeForm(version, name, dimensions(), type, packing, false);
                OmeZarr image = OmeZarr.create(new FolderStore(folder.resolve(name)), form);
                fill(image, signed(type));
                image.finish();
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", name + "/0");
                entry.put("type", type.word());
                entry.put("dtype", "<" + type.code());
                entry.put("shape", SHAPE);
                entry.put("chunks", CHUNKS);
                cases.add(entry);
            }
        }
        Files.writeString(folder.resolve("index.json"), new Gson().toJson(Map.of("cases", cases)));
        return cases.size();
    }

    static void check(Path folder) throws IOException {
        for (Path array : Files.list(folder).filter(Files::isDirectory).toList()) {
            boolean signed = !array.getFileName().toString().startsWith("u");
            Peers.check(
                    new Peers.Case(array.getFileName() + "/0", "written here", signed, false, SHAPE, CHUNKS), folder);
            OmeZarr image = OmeZarr.open(new FolderStore(array));
            assertThat(image.dimension('c').size()).isEqualTo(2);
            assertThat(image.name()).isEqualTo(array.getFileName().toString());
        }
    }

    private static List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < SHAPE.length; i++) {
            dimensions.add(Dimension.of("czyx".charAt(i), SHAPE[i], CHUNKS[i]));
        }
        return dimensions;
    }

    private static void fill(OmeZarr image, boolean signed) throws IOException {
        long number = 0;
        Losses losses = new Losses();
        try (Workers workers = new Workers(1)) {
            for (int channel = 0; channel < SHAPE[0]; channel++) {
                PlaneSink sink = image.volume(channel, 0).sink(workers, losses);
                for (int z = 0; z < SHAPE[1]; z++) {
                    float[] plane = new float[SHAPE[2] * SHAPE[3]];
                    for (int i = 0; i < plane.length; i++) {
                        plane[i] = Peers.value(number++, signed);
                    }
                    sink.accept(z, plane);
                }
            }
        }
        assertThat(losses.clipped()).isZero();
    }

    private static boolean signed(DataType type) {
        return type.least() < 0;
    }

    /** All planes of a source as one array. */
    static float[] all(PlaneSource source) throws IOException {
        int size = source.shape().width() * source.shape().height();
        float[] all = new float[size * source.shape().depth()];
        for (int z = 0; z < source.shape().depth(); z++) {
            System.arraycopy(source.plane(z), 0, all, z * size, size);
        }
        return all;
    }
}
