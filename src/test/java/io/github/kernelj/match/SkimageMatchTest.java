package io.github.kernelj.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scikit-image makes of small images, stored with its version by {@code src/test/python/match_vectors.py}. */
class SkimageMatchTest {

    record Case(
            int[] imageShape,
            float[] image,
            int[] templateShape,
            float[] template,
            int[] scoreShape,
            double[] scores) {}

    record Vectors(String source, List<Case> cases) {}

    static Stream<Case> cases() throws IOException {
        try (Reader reader = new InputStreamReader(
                SkimageMatchTest.class.getResourceAsStream("skimage-match.json"), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, Vectors.class).cases().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(Case vector) throws IOException {
        Template template = Template.of(shape(vector.templateShape), vector.template);
        Volume image = Volume.of(shape(vector.imageShape), vector.image);
        float[] scores = PlainScores.search(List.of(template), image, 1).get(0);
        assertThat(scores).hasSameSizeAs(vector.scores);
        for (int i = 0; i < scores.length; i++) {
            assertThat((double) scores[i]).as("score %d", i).isCloseTo(vector.scores[i], within(1e-5));
        }
    }

    private static Shape shape(int[] depthHeightWidth) {
        return new Shape(depthHeightWidth[2], depthHeightWidth[1], depthHeightWidth[0]);
    }
}
