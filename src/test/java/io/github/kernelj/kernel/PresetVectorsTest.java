package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Presets against scipy; the vectors and the versions they are from: preset-vectors.json, written by preset_vectors.py. */
class PresetVectorsTest {

    @TestFactory
    Stream<DynamicTest> presetsAgreeWithScipy() throws IOException {
        try (Reader reader = new InputStreamReader(
                PresetVectorsTest.class.getResourceAsStream("preset-vectors.json"), StandardCharsets.UTF_8)) {
            JsonObject vectors =
                    JsonParser.parseReader(reader).getAsJsonObject().getAsJsonObject("vectors");
            return vectors.entrySet().stream()
                    .map(entry -> DynamicTest.dynamicTest(
                            entry.getKey(),
                            () -> compare(entry.getKey(), entry.getValue().getAsJsonObject())));
        }
    }

    private static void compare(String expression, JsonObject expected) throws IOException {
        Kernel kernel =
                KernelExpression.parse(expression).evaluate(VoxelSize.PIXEL).single();
        JsonArray zyx = expected.getAsJsonArray("shape_zyx");
        int axes = zyx.size();
        assertThat(kernel.shape())
                .isEqualTo(new Shape(
                        zyx.get(axes - 1).getAsInt(),
                        axes > 1 ? zyx.get(axes - 2).getAsInt() : 1,
                        axes > 2 ? zyx.get(0).getAsInt() : 1));
        JsonArray weights = expected.getAsJsonArray("weights");
        double largest = weights.asList().stream()
                .mapToDouble(weight -> Math.abs(weight.getAsDouble()))
                .max()
                .orElseThrow();
        float[] actual = kernel.weights();
        for (int i = 0; i < actual.length; i++) {
            // Half a float's last bit, and the rounding of double arithmetic.
            double weight = weights.get(i).getAsDouble();
            assertThat((double) actual[i])
                    .as("tap %d", i)
                    .isCloseTo(weight, Offset.offset(Math.abs(weight) * 0x1p-24 + largest * 1e-12));
        }
    }
}
