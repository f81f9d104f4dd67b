package io.github.kernelj.kernel;

/**
 * How a kernel answers waves. An image e^(2πi f·p) correlated with the kernel is that image times
 *
 * <pre>H(f) = Σ_d W(d) e^(2πi f·(d − anchor))</pre>
 *
 * Convolution has the complex conjugate, so the same magnitude. Frequencies are in cycles per pixel, 0.5 being the highest
 * that pixels can show; the response repeats with period 1. The bias has no part in it. Computed in double; immutable.
 *
 * @param kernel whose answer is asked for
 */
public record FrequencyResponse(Kernel kernel) {

    /** |H|: by how much a wave of this frequency is amplified; at 0, 0, 0 the magnitude of the sum of the weights. */
    public double magnitude(double fx, double fy, double fz) {
        double[] response = at(fx, fy, fz);
        return Math.hypot(response[0], response[1]);
    }

    /** The argument of H in radians, from −π to π: by how much a wave is shifted towards lower coordinates. */
    public double phase(double fx, double fy, double fz) {
        double[] response = at(fx, fy, fz);
        return Math.atan2(response[1], response[0]);
    }

    private double[] at(double fx, double fy, double fz) {
        Shape shape = kernel.shape();
        Anchor anchor = kernel.anchor();
        double real = 0;
        double imaginary = 0;
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    double turns = fx * (x - anchor.x()) + fy * (y - anchor.y()) + fz * (z - anchor.z());
                    double weight = kernel.weight(x, y, z);
                    real += weight * Math.cos(2 * Math.PI * turns);
                    imaginary += weight * Math.sin(2 * Math.PI * turns);
                }
            }
        }
        return new double[] {real, imaginary};
    }
}
