package io.github.kernelj.benchmark;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Planes of floats beside OpenCV. */
final class PlaneRows implements Rows {

    private final Volume image = Ours.image(Shape.of(2048, 2048));

    @Override
    public void run(Table table, Workers workers) throws Exception {
        squares(table, workers);
        separable(table, workers);
        layer(table, workers);
    }

    private void squares(Table table, Workers workers) throws Exception {
        int[] sizes = {3, 5, 7, 9, 15, 31, 63};
        double[][] goals = {{0.85, 0.85}, {1, 1}, {1.1, 1.1}, {1.2, 1.2}, {3, 5}, {3, 5}, {3, 5}};
        for (int i = 0; i < sizes.length; i++) {
            int k = sizes[i];
            Kernel kernel = Kernels.random(Shape.of(k, k));
            table.row(
                    "float " + k + "x" + k + " (OpenCV)",
                    workers,
                    goals[i],
                    () -> Ours.apply(kernel, image, workers),
                    () -> OpenCv.filter(image, OpenCv.matrix(k, k, kernel.weights()), workers));
        }
    }

    private void separable(Table table, Workers workers) throws Exception {
        int[] sizes = {15, 31};
        double[][] goals = {{1, 1.3}, {1.5, 2}};
        for (int i = 0; i < sizes.length; i++) {
            int k = sizes[i];
            float[] line = Kernels.gaussian(k);
            Kernel kernel = Kernels.outer(line);
            Mat factor = OpenCv.matrix(1, k, line);
            table.row(
                    "separable " + k + " (OpenCV)",
                    workers,
                    goals[i],
                    () -> Ours.apply(kernel, image, workers),
                    () -> OpenCv.separable(image, factor, factor, workers));
        }
    }

    private void layer(Table table, Workers workers) throws Exception {
        List<List<Kernel>> rows = new ArrayList<>();
        Mat[][] matrices = new Mat[3][3];
        for (int output = 0; output < 3; output++) {
            List<Kernel> row = new ArrayList<>();
            for (int input = 0; input < 3; input++) {
                Kernel kernel = Kernels.random(Shape.of(5, 5), 3 * output + input);
                row.add(kernel);
                matrices[output][input] = OpenCv.matrix(5, 5, kernel.weights());
            }
            rows.add(row);
        }
        table.row(
                "layer 3 to 3, 5x5 (OpenCV)",
                workers,
                new double[] {1.5, 2.5},
                () -> Ours.apply(KernelBank.of(rows), image, workers),
                () -> OpenCv.layer(image, matrices, workers));
    }
}
