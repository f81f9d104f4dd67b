package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;

/**
 * A hundred gradient steps beside PyTorch.
 *
 * <p>The peer is PyTorch 2.10 with one thread, as it was timed once on a machine of two cores (about 44 GFMA/s each): the
 * faster of its times, since it takes a minute and more for a row. It isn't run. The target has noise, as every measured
 * one: without, we would look at all pixels once more to tell how small the residual is.
 */
final class LearningRows implements Rows {

    private record Row(Shape image, Shape kernel, double peerMillis, double goal) {}

    private static final List<Row> ROWS = List.of(
            new Row(Shape.of(1024, 1024), Shape.of(5, 5), 11_400, 500),
            new Row(Shape.of(1024, 1024), Shape.of(15, 15), 65_000, 1000),
            new Row(new Shape(128, 128, 128), new Shape(5, 5, 5), 84_000, 200));

    @Override
    public void run(Table table, Workers workers) throws Exception {
        for (Row row : ROWS) {
            String name = "learn " + row.kernel().toString().replace(" ", "") + " (PyTorch, stored)";
            table.row(name, workers, new double[] {row.goal()}, () -> ours(row, workers), row.peerMillis());
        }
    }

    private static Contest.Work ours(Row row, Workers workers) throws IOException {
        Volume image = Ours.image(row.image());
        return Ours.learn(image, target(image, row.kernel(), workers), row.kernel(), workers);
    }

    /** What a random kernel makes of the image, with noise. */
    static Volume target(Volume image, Shape kernel, Workers workers) throws IOException {
        Volume target = new Volume(image.shape());
        Plan.of(KernelBank.of(Kernels.random(kernel)), Correlation.DEFAULT, image.shape())
                .run(List.of(image), List.of(target), workers, Progress.NONE);
        Ours.addNoise(target, 0.01f);
        return target;
    }
}
