package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statistics of trust against numpy, scipy and scikit-image; the vectors are made by src/test/python/trust_vectors.py. */
class TrustVectorsTest {

    private final JsonObject vectors = read();
    private final Shape kernel = Shape.of(3, 3);

    private static JsonObject read() {
        try (Reader reader = new InputStreamReader(
                TrustVectorsTest.class.getResourceAsStream("trust-vectors.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private double[] numbers(String name) {
        return vectors.getAsJsonArray(name).asList().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .toArray();
    }

    private float[] pixels(String name) {
        double[] numbers = numbers(name);
        float[] pixels = new float[numbers.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) numbers[i];
        }
        return pixels;
    }

    private BlockStatistics blocks(int along) throws IOException {
        Shape image =
                Shape.of(vectors.get("width").getAsInt(), vectors.get("height").getAsInt());
        Shape windows = Shape.of(image.width() - 2, image.height() - 2);
        ExamplePair pair = new ExamplePair(Volume.of(image, pixels("image")), Volume.of(windows, pixels("target")));
        try (Workers workers = new Workers(1)) {
            return BlockStatistics.of(
                    List.of(pair),
                    kernel,
                    Anchor.centreOf(kernel),
                    BlockGrid.of(along, along, 1),
                    workers,
                    Progress.NONE);
        }
    }

    @Test
    void clusterRobustStandardErrors() throws IOException {
        StandardErrors errors = StandardErrors.of(blocks(6).blocks(), TrainingOptions.DEFAULT);
        assertThat(errors.blockwise()).isTrue();
        assertThat(errors.notices()).isEmpty();
        requireClose(errors, numbers("robust"));
    }

    @Test
    void ordinaryStandardErrorsWhereBlocksAreFew() throws IOException {
        StandardErrors errors = StandardErrors.of(blocks(5).blocks(), TrainingOptions.DEFAULT);
        assertThat(errors.blockwise()).isFalse();
        assertThat(errors.notices())
                .containsExactly("standard errors are the ordinary ones, for independent noise of one strength:"
                        + " correlated noise would take 36 blocks of windows, and the pair has 25");
        requireClose(errors, numbers("ordinary"));
    }

    private void requireClose(StandardErrors errors, double[] wanted) {
        double[] solution = numbers("solution");
        for (int tap = 0; tap < 9; tap++) {
            assertThat(errors.solution()[tap]).isCloseTo(solution[tap], within(1e-9));
            assertThat(errors.weights()[tap]).isCloseTo(wanted[tap], within(1e-6 * wanted[tap]));
        }
        assertThat(errors.bias()).isCloseTo(wanted[9], within(1e-6 * wanted[9]));
    }

    @Test
    void thePlainTestOfTiles() throws IOException {
        InvarianceTest test = InvarianceTest.of(blocks(6).places());
        InvarianceTest.Cut sides = test.cuts().get(0);
        assertThat(sides.name()).isEqualTo("side against side");
        assertThat(sides.tiles()).isEqualTo(4);
        assertThat(sides.plainF()).isCloseTo(vectors.get("sidesF").getAsDouble(), within(1e-9));
        assertThat(sides.plainP()).isCloseTo(vectors.get("sidesP").getAsDouble(), within(1e-9));
        assertThat(test.cuts()).extracting(InvarianceTest.Cut::name).contains("middle against rim");
    }

    @Test
    void structuralSimilarity() {
        int width = vectors.get("width").getAsInt() - 2;
        int height = vectors.get("height").getAsInt() - 2;
        float[] image = pixels("image");
        float[] under = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(image, (y + 1) * (width + 2) + 1, under, y * width, width);
        }
        double[] map = StructuralSimilarity.map(under, pixels("target"), width, height, 255);
        double[] wanted = numbers("ssim");
        int next = 0;
        for (int i = 0; i < map.length; i++) {
            if (!Double.isNaN(map[i])) {
                assertThat(map[i]).isCloseTo(wanted[next++], within(1e-9));
            }
        }
        assertThat(next).isEqualTo(wanted.length);
    }

    @Test
    void tailsOfF() {
        for (JsonElement element : vectors.getAsJsonArray("tails")) {
            JsonArray row = element.getAsJsonArray();
            double wanted = row.get(3).getAsDouble();
            assertThat(FDistribution.above(
                            row.get(0).getAsDouble(),
                            row.get(1).getAsDouble(),
                            row.get(2).getAsDouble()))
                    .isCloseTo(wanted, within(1e-10));
        }
        assertThat(FDistribution.above(0, 2, 3)).isEqualTo(1);
        assertThat(FDistribution.above(Double.POSITIVE_INFINITY, 2, 3)).isZero();
        assertThat(FDistribution.above(Double.NaN, 2, 3)).isNaN();
    }
}
