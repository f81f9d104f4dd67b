package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/**
 * Images and kernels of unusual shape, beside the best peer, and beside what as many pixels cost us in a plane of 2048 x
 * 2048 ("plain"): the cost of a pixel shouldn't depend on the shape of the image by more than 1.3.
 */
public final class OddShapes implements Rows {

    private static final double[] NO_GOAL = {1};
    private static final double[] PLAIN = {1 / 1.3};
    private static final Shape PLANE = Shape.of(2048, 2048);

    private OddShapes() {}

    public static void main(String[] args) throws Exception {
        Table.run("odd-shapes", List.of(new OddShapes()), args);
    }

    @Override
    public void run(Table table, Workers workers) throws Exception {
        lines(table, workers);
        stackLines(table, workers);
        videos(table, workers);
        smallImages(table, workers);
        largeAndThin(table, workers);
    }

    private void lines(Table table, Workers workers) throws Exception {
        for (int n : new int[] {3, 7, 15, 31, 63}) {
            Kernel row = Kernels.random(Shape.of(n, 1));
            Kernel column = Kernels.random(Shape.of(1, n));
            table.row(
                    "line " + n + "x1 (OpenCV)",
                    workers,
                    NO_GOAL,
                    () -> Ours.apply(row, Ours.image(PLANE), workers),
                    () -> OpenCv.line(Ours.image(PLANE), row, workers));
            table.row(
                    "line 1x" + n + " (OpenCV)",
                    workers,
                    NO_GOAL,
                    () -> Ours.apply(column, Ours.image(PLANE), workers),
                    () -> OpenCv.line(Ours.image(PLANE), column, workers));
        }
    }

    /** Lines along the planes, that is along z or, in a video, along t. */
    private void stackLines(Table table, Workers workers) throws Exception {
        Shape cube = new Shape(256, 256, 256);
        try (SciPy scipy = new SciPy()) {
            for (int n : new int[] {3, 7, 31}) {
                Shape line = new Shape(1, 1, n);
                table.row(
                        "line 1x1x" + n + " (scipy)",
                        workers,
                        NO_GOAL,
                        () -> Ours.apply(Kernels.random(line), Ours.image(cube), workers),
                        () -> scipy.work("correlate1d", cube, line, workers));
                table.row(
                        "line 1x1x" + n + " (plain 1x" + n + ")",
                        workers,
                        PLAIN,
                        () -> Ours.apply(Kernels.random(line), Ours.image(cube), workers),
                        () -> plain(Kernels.random(Shape.of(1, n)), cube, workers));
            }
        }
    }

    private void videos(Table table, Workers workers) throws Exception {
        Shape video = new Shape(256, 256, 5000);
        for (Shape kernel :
                List.of(Shape.of(3, 3), Shape.of(5, 5), new Shape(1, 1, 7), new Shape(3, 3, 3), new Shape(1, 1, 31))) {
            Kernel taps = Kernels.random(kernel);
            Kernel same = kernel.width() == 1 ? Kernels.random(Shape.of(1, kernel.depth())) : taps;
            String name = "video " + text(kernel) + " (plain)";
            table.row(name, workers, PLAIN, () -> Streams.apply(taps, video, workers), () -> plain(same, video, workers));
        }
    }

    private void smallImages(Table table, Workers workers) throws Exception {
        for (int size : new int[] {64, 32}) {
            for (int k : new int[] {3, 5, 9, 15}) {
                Kernel kernel = Kernels.random(Shape.of(k, k));
                Shape shape = Shape.of(size, size);
                Shape pixels = new Shape(size, size, SmallImages.COUNT);
                String name = "small " + size + ", " + k + "x" + k;
                table.row(
                        name + ", one plan (plain)",
                        workers,
                        PLAIN,
                        () -> SmallImages.withOnePlan(kernel, shape, workers),
                        () -> plain(kernel, pixels, workers));
                table.row(
                        name + ", planned (plain)",
                        workers,
                        PLAIN,
                        () -> SmallImages.plannedEach(kernel, shape, workers),
                        () -> plain(kernel, pixels, workers));
            }
        }
    }

    private void largeAndThin(Table table, Workers workers) throws Exception {
        List<Shape> images = List.of(
                Shape.of(20000, 20000),
                Shape.of(3, 100_000),
                Shape.of(100_000, 3),
                Shape.of(1 << 22, 1),
                Shape.of(1, 1 << 22));
        for (Shape image : images) {
            for (int k : new int[] {3, 5, 15}) {
                Kernel kernel = Kernels.random(Shape.of(k, k));
                String name = "plane " + text(image) + ", " + k + "x" + k + " (plain)";
                table.row(
                        name,
                        workers,
                        PLAIN,
                        () -> Ours.apply(kernel, Ours.image(image), workers),
                        () -> plain(kernel, image, workers));
            }
        }
    }

    /** What as many pixels would cost in planes of 2048 x 2048; a kernel that is deep takes a volume of sixteen. */
    private static Contest.Work plain(Kernel kernel, Shape pixels, Workers workers) {
        Shape shape = kernel.shape().depth() == 1 ? PLANE : new Shape(PLANE.width(), PLANE.height(), 16);
        return Ours.apply(kernel, Ours.image(shape), workers).times((double) pixels.volume() / shape.volume());
    }

    private static String text(Shape shape) {
        return shape.toString().replace(" ", "");
    }
}
