package io.github.kernelj.kernel;

/** The sum Σ_d W(d) e^(2πi f·(d − anchor)) at any frequency: the waves are made once per axis, not once per tap. */
final class FourierSum {

    private final Shape shape;
    private final Anchor anchor;
    private final float[] weights;

    FourierSum(Kernel kernel) {
        shape = kernel.shape();
        anchor = kernel.anchor();
        weights = kernel.weights();
    }

    /** Real and imaginary part at a frequency in cycles per pixel. */
    double[] at(double fx, double fy, double fz) {
        double[] x = wave(fx, shape.width(), anchor.x());
        double[] y = wave(fy, shape.height(), anchor.y());
        double[] z = wave(fz, shape.depth(), anchor.z());
        double real = 0;
        double imaginary = 0;
        int i = 0;
        for (int k = 0; k < shape.depth(); k++) {
            for (int j = 0; j < shape.height(); j++) {
                double rowReal = 0;
                double rowImaginary = 0;
                for (int at = 0; at < x.length; at += 2) {
                    rowReal += weights[i] * x[at];
                    rowImaginary += weights[i++] * x[at + 1];
                }
                double turnReal = y[2 * j] * z[2 * k] - y[2 * j + 1] * z[2 * k + 1];
                double turnImaginary = y[2 * j] * z[2 * k + 1] + y[2 * j + 1] * z[2 * k];
                real += rowReal * turnReal - rowImaginary * turnImaginary;
                imaginary += rowReal * turnImaginary + rowImaginary * turnReal;
            }
        }
        return new double[] {real, imaginary};
    }

    /** e^(2πi f (d − anchor)) for every tap along an axis, real and imaginary parts in turn. */
    static double[] wave(double frequency, int taps, int anchor) {
        double[] wave = new double[2 * taps];
        for (int i = 0; i < taps; i++) {
            double angle = 2 * Math.PI * frequency * (i - anchor);
            wave[2 * i] = Math.cos(angle);
            wave[2 * i + 1] = Math.sin(angle);
        }
        return wave;
    }
}
