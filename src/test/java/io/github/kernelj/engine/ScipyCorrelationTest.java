package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scipy makes of small images, stored with its version by {@code src/test/python/correlation_vectors.py}. */
class ScipyCorrelationTest {

    record Case(
            String operation,
            String extent,
            String border,
            float constant,
            int[] imageShape,
            float[] image,
            int[] kernelShape,
            float[] kernel,
            int[] anchor,
            int[] outputShape,
            double[] output) {}

    record Vectors(String source, List<Case> cases) {}

    static Stream<Case> cases() throws IOException {
        try (Reader reader = new InputStreamReader(
                ScipyCorrelationTest.class.getResourceAsStream("scipy-correlation.json"), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, Vectors.class).cases().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(Case vector) throws IOException {
        Kernel kernel = Kernel.of(shape(vector.kernelShape), vector.kernel);
        if (vector.anchor != null) {
            kernel = kernel.withAnchor(new Anchor(vector.anchor[0], vector.anchor[1], vector.anchor[2]));
        }
        Correlation what = new Correlation(
                Operation.valueOf(vector.operation.toUpperCase(Locale.ROOT)),
                Extent.valueOf(vector.extent.toUpperCase(Locale.ROOT)),
                Border.valueOf(vector.border.toUpperCase(Locale.ROOT)),
                MissingPixels.PROPAGATE,
                vector.constant);
        Volume image = Volume.of(shape(vector.imageShape), vector.image);
        Plan plan = Plan.of(KernelBank.of(kernel), what, image.shape());
        assertThat(plan.output()).isEqualTo(shape(vector.outputShape));
        Volume result = new Volume(plan.output());
        try (Workers workers = new Workers(1)) {
            plan.run(List.of(image), List.of(result), workers, Progress.NONE);
        }
        float[] pixels = result.toArray();
        for (int i = 0; i < pixels.length; i++) {
            assertThat((double) pixels[i])
                    .as("pixel %d", i)
                    .isCloseTo(
                            vector.output[i],
                            within(PlainReference.tolerance(8, kernel.magnitude(), vector.output[i])));
        }
    }

    private static Shape shape(int[] depthHeightWidth) {
        return new Shape(depthHeightWidth[2], depthHeightWidth[1], depthHeightWidth[0]);
    }
}
