package io.github.kernelj.benchmark;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.add;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;
import static org.bytedeco.opencv.global.opencv_imgproc.TM_CCOEFF_NORMED;
import static org.bytedeco.opencv.global.opencv_imgproc.filter2D;
import static org.bytedeco.opencv.global.opencv_imgproc.matchTemplate;
import static org.bytedeco.opencv.global.opencv_imgproc.sepFilter2D;

import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;

/** OpenCV's side, on as many stripes of the image as there are threads: its own filters use one. */
final class OpenCv {

    private static final Point CENTRE = new Point(-1, -1);

    private OpenCv() {}

    /** A plane as an OpenCV matrix. */
    static Mat matrix(Volume image) {
        return matrix(image.shape().width(), image.shape().height(), image.plane(0));
    }

    static Mat matrix(int width, int height, float... values) {
        Mat matrix = new Mat(height, width, CV_32F);
        new FloatPointer(matrix.data()).put(values);
        return matrix;
    }

    static Contest.Work filter(Volume image, Mat kernel, Workers workers) {
        Mat source = matrix(image);
        Mat target = new Mat(source.rows(), source.cols(), CV_32F);
        return striped(source, target, workers, (in, out) -> filter2D(in, out, -1, kernel, CENTRE, 0, BORDER_REPLICATE));
    }

    /** A row and a column, one after the other. */
    static Contest.Work separable(Volume image, Mat row, Mat column, Workers workers) {
        Mat source = matrix(image);
        Mat target = new Mat(source.rows(), source.cols(), CV_32F);
        return striped(
                source,
                target,
                workers,
                (in, out) -> sepFilter2D(in, out, -1, row, column, CENTRE, 0, BORDER_REPLICATE));
    }

    /** A kernel of one row or one column. */
    static Contest.Work line(Volume image, Kernel line, Workers workers) {
        Mat taps = matrix(1, line.shape().width() * line.shape().height(), line.weights());
        Mat one = matrix(1, 1, 1);
        boolean isRow = line.shape().height() == 1;
        return separable(image, isRow ? taps : one, isRow ? one : taps, workers);
    }

    /** Zero-normalised cross-correlation, on as many threads as OpenCV makes of it. */
    static Contest.Work match(Volume image, int size, float[] template, Workers workers) {
        Mat source = matrix(image);
        Mat sought = matrix(size, size, template);
        Mat scores = new Mat(source.rows() - size + 1, source.cols() - size + 1, CV_32F);
        return Contest.Work.of(() -> {
            setNumThreads(workers.threads());
            matchTemplate(source, sought, scores, TM_CCOEFF_NORMED);
        });
    }

    /** Its scores. */
    static float[] scores(Volume image, int size, float[] template) {
        Mat scores = new Mat();
        matchTemplate(matrix(image), matrix(size, size, template), scores, TM_CCOEFF_NORMED);
        float[] values = new float[scores.rows() * scores.cols()];
        new FloatPointer(scores.data()).get(values);
        return values;
    }

    /** Three to three channels as nine filters and the sums over them. */
    static Contest.Work layer(Volume image, Mat[][] kernels, Workers workers) {
        Mat source = matrix(image);
        Mat sum = new Mat(source.rows(), source.cols(), CV_32F);
        return striped(source, sum, workers, (in, out) -> {
            Mat own = new Mat(in.rows(), in.cols(), CV_32F);
            for (Mat[] ofOutput : kernels) {
                filter2D(in, out, -1, ofOutput[0], CENTRE, 0, BORDER_REPLICATE);
                for (int input = 1; input < ofOutput.length; input++) {
                    filter2D(in, own, -1, ofOutput[input], CENTRE, 0, BORDER_REPLICATE);
                    add(out, own, out);
                }
            }
        });
    }

    private interface Stripe {
        void filter(Mat source, Mat target);
    }

    private static Contest.Work striped(Mat source, Mat target, Workers workers, Stripe stripe) {
        setNumThreads(1);
        int count = workers.threads();
        int rows = source.rows();
        return Contest.Work.of(() -> workers.run(count, i -> {
            int top = rows * i / count;
            int bottom = rows * (i + 1) / count;
            stripe.filter(source.rowRange(top, bottom), target.rowRange(top, bottom));
        }));
    }
}
