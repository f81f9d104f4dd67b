package io.github.kernelj.benchmark;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;

import ij.ImagePlus;
import ij.plugin.filter.Convolver;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/**
 * Images of 8 and 16 bits as people have them: from an image to a new one, by the task that the menu runs. OpenCV writes
 * into pixels that were there before.
 */
final class PixelRows implements Rows {

    private static final int SIZE = 2048;
    private static final Point CENTRE = new Point(-1, -1);

    @Override
    public void run(Table table, Workers workers) throws Exception {
        int[] sizes = {3, 5, 7, 9};
        double[] goals = {0.9, 1.15, 1.3, 1.4};
        for (int i = 0; i < sizes.length; i++) {
            int k = sizes[i];
            float[] weights = weights(k);
            table.row(
                    "8-bit " + k + "x" + k + " (OpenCV)",
                    workers,
                    new double[] {goals[i], goals[i]},
                    () -> apply(bytes(), k, weights, workers),
                    () -> filter(bytes(), k, weights, workers));
        }
        float[] weights = weights(5);
        table.row(
                "menu path 16-bit 5x5 (ImageJ)",
                workers,
                new double[] {20, 20},
                () -> apply(shorts(), 5, weights, workers),
                () -> convolve(shorts(), 5, weights));
    }

    private static Contest.Work apply(ImageProcessor pixels, int k, float[] weights, Workers workers) {
        ImagePlus image = new ImagePlus("any", pixels);
        KernelBank kernel = KernelBank.of(io.github.kernelj.kernel.Kernel.of(Shape.of(k, k), weights));
        ApplySettings settings =
                ApplySettings.parse("threads=" + workers.threads() + " kernel=[1]", name -> Optional.empty());
        return Contest.Work.of(() -> ApplyTask.apply(image, kernel, settings, Progress.NONE));
    }

    private static Contest.Work filter(ByteProcessor pixels, int k, float[] weights, Workers workers) {
        Mat source = new Mat(SIZE, SIZE, CV_8U);
        new BytePointer(source.data()).put((byte[]) pixels.getPixels());
        Mat target = new Mat(SIZE, SIZE, CV_8U);
        Mat kernel = OpenCv.matrix(k, k, weights);
        int count = workers.threads();
        setNumThreads(1);
        return Contest.Work.of(() -> workers.run(count, i -> {
            int top = SIZE * i / count;
            int bottom = SIZE * (i + 1) / count;
            Mat part = target.rowRange(top, bottom);
            filter2D(source.rowRange(top, bottom), part, -1, kernel, CENTRE, 0, BORDER_REPLICATE);
        }));
    }

    /** As Process > Filters > Convolve... does: to floats, filtered, and back. */
    private static Contest.Work convolve(ShortProcessor pixels, int k, float[] weights) {
        return Contest.Work.of(() -> {
            FloatProcessor floats = pixels.convertToFloatProcessor();
            new Convolver().convolve(floats, weights, k, k);
            ImageProcessor result = pixels.createProcessor(SIZE, SIZE);
            result.setPixels(0, floats);
        });
    }

    private static ByteProcessor bytes() {
        byte[] pixels = new byte[SIZE * SIZE];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (60 + random.nextInt(130));
        }
        return new ByteProcessor(SIZE, SIZE, pixels);
    }

    private static ShortProcessor shorts() {
        short[] pixels = new short[SIZE * SIZE];
        Random random = new Random(1);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (12_000 + random.nextInt(26_000));
        }
        return new ShortProcessor(SIZE, SIZE, pixels, null);
    }

    /** Weights of sum 1, so that no pixel leaves its range. */
    private static float[] weights(int k) {
        float[] weights = new float[k * k];
        Random random = new Random(k);
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat();
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
