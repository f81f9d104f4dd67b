package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Our times beside the best peer's, in turn, with one and two threads: name, ours in ms, peer's in ms, peer over ours,
 * goal. Arguments choose rows by the beginning of their names.
 */
public final class GoalsTable {

    private static final Shape PLANE = Shape.of(2048, 2048);
    private static final Shape CUBE = new Shape(256, 256, 256);
    private static final int MAX_THREADS = 2;

    private final List<String> chosen;

    private GoalsTable(List<String> chosen) {
        this.chosen = chosen;
    }

    public static void main(String[] args) throws Exception {
        System.out.printf(
                "Java %s, %s, %d processors%n",
                Runtime.version(), System.getProperty("os.arch"), Runtime.getRuntime().availableProcessors());
        System.out.printf("%-32s %7s %9s %9s %6s %6s%n", "work", "threads", "ours ms", "peer ms", "ratio", "goal");
        GoalsTable table = new GoalsTable(List.of(args));
        for (int threads = 1; threads <= MAX_THREADS; threads++) {
            try (Workers workers = new Workers(threads)) {
                table.planes(workers);
                table.separable(workers);
                table.layer(workers);
                table.match(workers);
                table.cubes(workers);
                table.learning(workers);
            }
        }
    }

    private void planes(Workers workers) throws Exception {
        int[] sizes = {3, 5, 7, 9, 15, 31, 63};
        double[][] goals = {{0.85, 0.85}, {1, 1}, {1.1, 1.1}, {1.2, 1.2}, {3, 5}, {3, 5}, {3, 5}};
        Volume image = Ours.image(PLANE);
        for (int i = 0; i < sizes.length; i++) {
            int k = sizes[i];
            Kernel kernel = random(Shape.of(k, k), k);
            row("float " + k + "x" + k + " (OpenCV)", workers, goals[i], () -> Ours.apply(KernelBank.of(kernel), image, workers),
                    () -> OpenCv.filter(image, OpenCv.matrix(k, k, kernel.weights()), workers));
        }
    }

    private void separable(Workers workers) throws Exception {
        int[] sizes = {15, 31};
        double[][] goals = {{1, 1.3}, {1.5, 2}};
        Volume image = Ours.image(PLANE);
        for (int i = 0; i < sizes.length; i++) {
            int k = sizes[i];
            float[] line = gaussian(k);
            Kernel kernel = Kernel.of(Shape.of(k, k), outer(line));
            row("separable " + k + " (OpenCV)", workers, goals[i], () -> Ours.apply(KernelBank.of(kernel), image, workers),
                    () -> OpenCv.separable(image, OpenCv.matrix(1, k, line), workers));
        }
    }

    private void layer(Workers workers) throws Exception {
        Volume image = Ours.image(PLANE);
        List<List<Kernel>> rows = new ArrayList<>();
        Mat[][] matrices = new Mat[3][3];
        for (int output = 0; output < 3; output++) {
            List<Kernel> row = new ArrayList<>();
            for (int input = 0; input < 3; input++) {
                Kernel kernel = random(Shape.of(5, 5), 3 * output + input);
                row.add(kernel);
                matrices[output][input] = OpenCv.matrix(5, 5, kernel.weights());
            }
            rows.add(row);
        }
        row("layer 3 to 3, 5x5 (OpenCV)", workers, new double[] {1.5, 2.5},
                () -> Ours.apply(KernelBank.of(rows), image, workers), () -> OpenCv.layer(image, matrices, workers));
    }

    private void match(Workers workers) throws Exception {
        Volume image = Ours.bytes(PLANE);
        int size = 64;
        float[] template = Ours.square(image, 700, 500, size);
        row("match 64x64 (OpenCV)", workers, new double[] {3, 5}, () -> Ours.match(image, size, template, workers),
                () -> OpenCv.match(image, size, template, workers));
        if (workers.threads() == 1 && isChosen("match")) {
            float[] ours = Ours.scores(image, size, template, workers);
            float[] peers = OpenCv.scores(image, size, template);
            double largest = 0;
            for (int i = 0; i < ours.length; i++) {
                largest = Math.max(largest, Math.abs(ours[i] - peers[i]));
            }
            System.out.printf(Locale.ROOT, "largest difference from OpenCV's scores: %.2g%n", largest);
        }
    }

    private boolean isChosen(String name) {
        return chosen.isEmpty() || chosen.stream().anyMatch(name::startsWith);
    }

    private void cubes(Workers workers) throws Exception {
        int[] sizes = {3, 5, 7, 9, 15};
        double[][] goals = {{8, 10}, {3, 4}, {2.5, 3}, {2, 2}, {1.5, 2}};
        if (!chosen.isEmpty() && chosen.stream().noneMatch(name -> name.startsWith("cube"))) {
            return;
        }
        Volume image = Ours.image(CUBE);
        try (SciPy scipy = new SciPy()) {
            for (int i = 0; i < sizes.length; i++) {
                int k = sizes[i];
                Kernel kernel = random(new Shape(k, k, k), k);
                String peer = k == 3 ? "correlate" : "fftconvolve";
                row("cube " + k + "x" + k + "x" + k + " (scipy)", workers, goals[i],
                        () -> Ours.apply(KernelBank.of(kernel), image, workers),
                        () -> scipy.work(peer, CUBE.width(), k, workers.threads()));
            }
        }
    }

    /**
     * The peer is PyTorch 2.10 with one thread, as it was timed once on a machine of two cores (about 44 GFMA/s each): the
     * faster of its times, since it takes a minute and more for a row. It isn't run. The target has noise, as every
     * measured one: without, we would look at all pixels once more to tell how small the residual is.
     */
    private void learning(Workers workers) throws Exception {
        record Row(Shape image, Shape kernel, double peerMillis, double goal) {}
        Row[] rows = {
            new Row(Shape.of(1024, 1024), Shape.of(5, 5), 11_400, 500),
            new Row(Shape.of(1024, 1024), Shape.of(15, 15), 65_000, 1000),
            new Row(new Shape(128, 128, 128), new Shape(5, 5, 5), 84_000, 200)
        };
        for (Row row : rows) {
            String name = "learn " + row.kernel().toString().replace(" ", "") + " (PyTorch, stored)";
            if (isChosen(name)) {
                Volume image = Ours.image(row.image());
                Kernel kernel = random(row.kernel(), 1);
                Volume target = new Volume(image.shape());
                Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, image.shape())
                        .run(List.of(image), List.of(target), workers, Progress.NONE);
                Ours.addNoise(target, 0.01f);
                print(name, workers, row.goal(), Contest.run(
                        Ours.learn(image, target, row.kernel(), workers), row.peerMillis()));
            }
        }
    }

    /** One side of a contest, made only if its row is chosen. */
    private interface Side {
        Contest.Work work() throws Exception;
    }

    private void row(String name, Workers workers, double[] goals, Side ours, Side peer) throws Exception {
        if (isChosen(name)) {
            print(name, workers, goals[workers.threads() - 1], Contest.run(ours.work(), peer.work()));
        }
    }

    private static void print(String name, Workers workers, double goal, Contest.Result result) {
        System.out.printf(Locale.ROOT, "%-32s %7d %9.1f %9.1f %6.2f %6.2f%n", name, workers.threads(), result.ours(),
                result.peer(), result.ratio(), goal);
    }

    private static Kernel random(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.3f;
        }
        return Kernel.of(shape, weights);
    }

    private static float[] gaussian(int k) {
        float[] line = new float[k];
        for (int i = 0; i < k; i++) {
            line[i] = (float) Math.exp(-16.0 * (i - k / 2) * (i - k / 2) / (k * k));
        }
        return line;
    }

    private static float[] outer(float[] line) {
        float[] weights = new float[line.length * line.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = line[i / line.length] * line[i % line.length];
        }
        return weights;
    }
}
