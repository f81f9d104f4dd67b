package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Shape;
import java.util.Locale;

/** Normalised cross-correlation beside OpenCV. */
final class MatchRows implements Rows {

    private static final String NAME = "match 64x64 (OpenCV)";
    private static final int SIZE = 64;

    private final Volume image = Ours.bytes(Shape.of(2048, 2048));
    private final float[] template = Ours.square(image, 700, 500, SIZE);

    @Override
    public void run(Table table, Workers workers) throws Exception {
        table.row(
                NAME,
                workers,
                new double[] {3, 5},
                () -> Ours.match(image, SIZE, template, workers),
                () -> OpenCv.match(image, SIZE, template, workers));
        if (workers.threads() == 1 && table.isChosen(NAME)) {
            table.note(String.format(Locale.ROOT, "largest difference from OpenCV's scores: %.2g", difference(workers)));
        }
    }

    private double difference(Workers workers) throws Exception {
        float[] ours = Ours.scores(image, SIZE, template, workers);
        float[] peers = OpenCv.scores(image, SIZE, template);
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i] - peers[i]));
        }
        return largest;
    }
}
