package io.github.kernelj.match;

import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Scores straight from the formula, in double: what every faster way is held to. */
final class PlainScores {

    private PlainScores() {}

    /** One score; {@code mask} is null if every pixel counts. */
    static double at(
            Shape image,
            float[][] planes,
            Shape template,
            float[] values,
            boolean[] mask,
            int left,
            int top,
            int first) {
        double count = 0;
        double templateSum = 0;
        double windowSum = 0;
        for (int i = 0; i < values.length; i++) {
            float pixel = pixel(image, planes, template, i, left, top, first);
            if (!Float.isFinite(pixel)) {
                return 0;
            }
            if (mask == null || mask[i]) {
                count++;
                templateSum += values[i];
                windowSum += pixel;
            }
        }
        double templateMean = templateSum / count;
        double windowMean = windowSum / count;
        double product = 0;
        double templateSquares = 0;
        double windowSquares = 0;
        for (int i = 0; i < values.length; i++) {
            if (mask == null || mask[i]) {
                double t = values[i] - templateMean;
                double w = pixel(image, planes, template, i, left, top, first) - windowMean;
                product += t * w;
                templateSquares += t * t;
                windowSquares += w * w;
            }
        }
        boolean flat = windowSquares == 0 || windowSquares / count <= 1e-12 * windowMean * windowMean;
        return flat ? 0 : product / Math.sqrt(templateSquares * windowSquares);
    }

    private static float pixel(Shape image, float[][] planes, Shape template, int i, int left, int top, int first) {
        int x = i % template.width();
        int y = i / template.width() % template.height();
        int z = i / template.width() / template.height();
        return planes[first + z][(top + y) * image.width() + left + x];
    }

    /** What a search finds, all planes of each template. */
    static List<float[]> search(List<Template> templates, PlaneSource image, int threads) throws IOException {
        TemplateSearch search = TemplateSearch.of(templates, image.shape());
        List<Volume> scores = new ArrayList<>();
        templates.forEach(template -> scores.add(new Volume(search.output())));
        try (Workers workers = new Workers(threads)) {
            search.run(image, scores, workers, Progress.NONE);
        }
        return scores.stream().map(Volume::toArray).toList();
    }
}
