package io.github.kernelj.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateSearchTest {

    private static final double ACCURACY = 1e-5;

    @ParameterizedTest
    @CsvSource({
        "40, 30, 1, 5, 4, 1",
        "300, 9, 1, 7, 9, 1",
        "33, 33, 1, 33, 33, 1",
        "260, 250, 1, 21, 18, 1",
        "30, 28, 9, 5, 4, 3",
        "20, 22, 12, 8, 8, 12",
        "60, 50, 6, 19, 17, 2",
        "25, 25, 7, 6, 5, 1",
        "50, 1, 1, 9, 1, 1"
    })
    void scoresAreThoseOfTheFormula(int width, int height, int depth, int tw, int th, int td) throws IOException {
        Random random = new Random(width);
        check(new Shape(width, height, depth), new Shape(tw, th, td), null, i -> random.nextInt(256));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1000, 60000, 1e6})
    void brightnessMakesNoDifference(double mean) throws IOException {
        Random random = new Random(1);
        check(Shape.of(150, 140), Shape.of(24, 24), null, i -> mean + random.nextInt(5));
        check(Shape.of(150, 140), Shape.of(9, 9), null, i -> mean + 5 * random.nextFloat());
    }

    @ParameterizedTest
    @CsvSource({
        "60000, 5, true",
        "60000, 5, false",
        "65535, 2, true",
        "1e7, 1, false",
        "1, 1e-4, false",
        "1e30, 1e25, false"
    })
    void aBrightEdgeSpoilsNothing(double bright, double contrast, boolean whole) throws IOException {
        Random random = new Random(2);
        IntToDoubleFunction pixels = i -> {
            double noise = contrast * random.nextFloat();
            return (i % 170 < 80 ? 0 : bright) + (whole ? Math.rint(noise) : noise);
        };
        check(Shape.of(170, 160), Shape.of(32, 30), null, pixels);
        check(Shape.of(170, 160), Shape.of(6, 7), null, pixels);
        check(Shape.of(170, 160), Shape.of(12, 12), disc(12), pixels);
    }

    @Test
    void aDeadAndAHotPixelSpoilNothing() throws IOException {
        Random random = new Random(3);
        check(
                Shape.of(180, 150),
                Shape.of(20, 20),
                null,
                i -> i == 9000 ? 0 : i == 15000 ? 1e9 : 60000 + random.nextInt(6));
    }

    @Test
    void masksLeaveOut() throws IOException {
        Random random = new Random(4);
        check(Shape.of(90, 80), Shape.of(15, 15), disc(15), i -> random.nextInt(256));
        check(Shape.of(90, 80), Shape.of(15, 15), disc(15), i -> 60000 + random.nextInt(6));
        boolean[] ball = new boolean[7 * 7 * 5];
        for (int i = 0; i < ball.length; i++) {
            ball[i] = Math.hypot(Math.hypot(i % 7 - 3, i / 7 % 7 - 3), 1.4 * (i / 49 - 2)) < 3.6;
        }
        check(new Shape(30, 25, 11), new Shape(7, 7, 5), ball, i -> random.nextInt(256));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7, 0.3, 1e-5, 12345.678})
    void flatWindowsScoreNothing(double value) throws IOException {
        Random random = new Random(5);
        IntToDoubleFunction plateaus = i -> i % 200 < 55 ? value : i % 200 > 125 ? 0.7 * value : random.nextFloat();
        check(Shape.of(200, 90), Shape.of(16, 16), null, plateaus);
        check(Shape.of(200, 90), Shape.of(16, 16), disc(16), plateaus);
        float[] flat = new float[60 * 60];
        Arrays.fill(flat, (float) value);
        float[] scores = PlainScores.search(
                        List.of(Template.of(Shape.of(3, 1), 1, 2, 4)), Volume.of(Shape.of(60, 60), flat), 1)
                .get(0);
        assertThat(scores).containsOnly(0);
    }

    @Test
    void windowsWithMissingPixelsScoreNothingAndAreCounted() throws IOException {
        Random random = new Random(6);
        Shape shape = Shape.of(140, 60);
        float[] pixels = random(shape, i -> random.nextInt(256));
        pixels[30 * 140 + 70] = Float.NaN;
        pixels[5 * 140 + 5] = Float.POSITIVE_INFINITY;
        Template template = template(shape, pixels, Shape.of(11, 9), null, 100, 20);
        check(shape, pixels, template, Shape.of(11, 9), values(shape, pixels, Shape.of(11, 9), 100, 20), null);
        TemplateSearch search = TemplateSearch.of(List.of(template), shape);
        Volume scores = new Volume(search.output());
        try (Workers workers = new Workers(1)) {
            assertThat(search.run(Volume.of(shape, pixels), List.of(scores), workers, Progress.NONE))
                    .isEqualTo(11 * 9 + 6 * 6);
        }
    }

    @Test
    void severalTemplatesScoreAsEachAlone() throws IOException {
        Random random = new Random(7);
        Shape shape = new Shape(150, 140, 3);
        float[] pixels = random(shape, i -> random.nextInt(256));
        Volume image = Volume.of(shape, pixels);
        Template first = template(shape, pixels, Shape.of(13, 13), null, 3, 4);
        Template masked = template(shape, pixels, Shape.of(13, 13), disc(13), 90, 80);
        Template third = template(shape, pixels, Shape.of(13, 13), null, 100, 20);
        List<float[]> together = PlainScores.search(List.of(first, masked, third), image, 2);
        int i = 0;
        for (Template template : List.of(first, masked, third)) {
            assertThat(together.get(i++))
                    .containsExactly(
                            PlainScores.search(List.of(template), image, 1).get(0), within(2e-6f));
        }
    }

    @Test
    void theNumberOfThreadsMakesNoDifference() throws IOException {
        Random random = new Random(8);
        Shape shape = new Shape(700, 300, 2);
        Volume image = Volume.of(shape, random(shape, i -> (i % 700 < 200 ? 50000 : 0) + random.nextInt(9)));
        Template template = template(shape, image.toArray(), Shape.of(20, 20), null, 300, 100);
        assertThat(PlainScores.search(List.of(template), image, 3).get(0))
                .isEqualTo(PlainScores.search(List.of(template), image, 1).get(0));
    }

    @Test
    void planesAreReadOnceAndInOrder() throws IOException {
        Shape shape = new Shape(20, 20, 30);
        Random random = new Random(9);
        Volume image = Volume.of(shape, random(shape, i -> random.nextInt(9)));
        int[] next = {0};
        PlaneSource counted = new PlaneSource() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public float[] plane(int z) {
                assertThat(z).isEqualTo(next[0]++);
                return image.plane(z);
            }
        };
        PlainScores.search(List.of(template(shape, image.toArray(), new Shape(4, 4, 3), null, 2, 2)), counted, 1);
        assertThat(next[0]).isEqualTo(30);
    }

    @Test
    void whatCantBeSearchedIsRefused() {
        Template template = Template.of(Shape.of(3, 1), 1, 2, 4);
        assertThatThrownBy(() -> TemplateSearch.of(List.of(template), Shape.of(2, 9)))
                .hasMessage("the template is larger than the image: the template is 3 x 1, the image 2 x 9;"
                        + " choose a smaller template");
        assertThatThrownBy(() -> TemplateSearch.of(List.of(), Shape.of(2, 9)))
                .hasMessage("there is no template to look for");
        assertThatThrownBy(() ->
                        TemplateSearch.of(List.of(template, Template.of(Shape.of(1, 2), 1, 2)), Shape.of(9, 9)))
                .hasMessage("templates that are looked for together have one size: one is 1 x 2, another 3 x 1");
        assertThatThrownBy(() -> Template.of(Shape.of(3, 1), 7, 7, 7))
                .hasMessage("the template is flat: its 3 pixels are all 7.0, and a flat place is like any other;"
                        + " choose a part of the image with structure");
        assertThatThrownBy(() -> Template.of(Shape.of(3, 1), 7, Float.NaN, 7))
                .hasMessage("the template's pixels must be finite numbers; plane 1, row 1, column 2 is NaN");
        assertThatThrownBy(() -> Template.masked(Shape.of(2, 1), new float[] {1, 2}, new boolean[2]))
                .hasMessage("the template's mask leaves no pixel to look for");
        Progress gone = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        TemplateSearch search = TemplateSearch.of(List.of(template), Shape.of(9, 9));
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> search.run(
                            new Volume(Shape.of(9, 9), new float[81]),
                            List.of(new Volume(search.output())),
                            workers,
                            gone))
                    .isInstanceOf(CancellationException.class);
        }
    }

    /** A template cut out of the image itself, compared with the formula at a few hundred places or all. */
    private static void check(Shape image, Shape template, boolean[] mask, IntToDoubleFunction pixel)
            throws IOException {
        float[] pixels = random(image, pixel);
        int left = (image.width() - template.width()) / 3;
        int top = (image.height() - template.height()) / 2;
        float[] values = values(image, pixels, template, left, top);
        check(image, pixels, template(image, pixels, template, mask, left, top), template, values, mask);
    }

    private static void check(
            Shape image, float[] pixels, Template template, Shape shape, float[] values, boolean[] mask)
            throws IOException {
        Volume volume = Volume.of(image, pixels);
        float[][] planes = new float[image.depth()][];
        Arrays.setAll(planes, volume::plane);
        float[] scores = PlainScores.search(List.of(template), volume, 1).get(0);
        int columns = image.width() - shape.width() + 1;
        int rows = image.height() - shape.height() + 1;
        int step = Math.max(1, scores.length / 4000);
        for (int i = 0; i < scores.length; i += step) {
            int x = i % columns;
            int y = i / columns % rows;
            int z = i / columns / rows;
            double expected = PlainScores.at(image, planes, shape, values, mask, x, y, z);
            assertThat((double) scores[i]).as("at %d, %d, %d", x, y, z).isCloseTo(expected, within(ACCURACY));
        }
    }

    private static Template template(Shape image, float[] pixels, Shape shape, boolean[] mask, int left, int top) {
        float[] values = values(image, pixels, shape, left, top);
        return mask == null ? Template.of(shape, values) : Template.masked(shape, values, mask);
    }

    private static float[] values(Shape image, float[] pixels, Shape shape, int left, int top) {
        float[] values = new float[(int) shape.volume()];
        for (int i = 0; i < values.length; i++) {
            int x = left + i % shape.width();
            int y = top + i / shape.width() % shape.height();
            int z = i / shape.width() / shape.height();
            values[i] = pixels[(z * image.height() + y) * image.width() + x];
        }
        return values;
    }

    private static float[] random(Shape shape, IntToDoubleFunction pixel) {
        float[] pixels = new float[(int) shape.volume()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) pixel.applyAsDouble(i);
        }
        return pixels;
    }

    private static boolean[] disc(int size) {
        boolean[] inside = new boolean[size * size];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = Math.hypot(i % size - (size - 1) / 2.0, i / size - (size - 1) / 2.0) <= size / 2.0;
        }
        return inside;
    }
}
