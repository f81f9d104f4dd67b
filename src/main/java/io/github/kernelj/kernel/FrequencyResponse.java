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
        double[] response = new FourierSum(kernel).at(fx, fy, fz);
        return Math.hypot(response[0], response[1]);
    }

    /** The argument of H in radians, from −π to π: by how much a wave is shifted towards lower coordinates. */
    public double phase(double fx, double fy, double fz) {
        double[] response = new FourierSum(kernel).at(fx, fy, fz);
        return Math.atan2(response[1], response[0]);
    }

    /**
     * The response over a plane of frequencies, that of the third axis being 0.
     *
     * @param across the kernel's axis along which columns run: 0 for x, 1 for y, 2 for z
     * @param down another one, along which rows run
     * @param size number of columns and of rows, odd, so that frequency 0 is among them
     * @throws IllegalArgumentException if the axes are the same or the size isn't an odd number from 3
     */
    public ResponsePlane plane(int across, int down, int size) {
        return ResponsePlane.of(kernel, across, down, size);
    }

    /**
     * The magnitude at frequencies of equal length in all directions.
     *
     * @param count number of lengths from 0 to 0.5, at least 2
     */
    public RadialResponse radial(int count) {
        return RadialResponse.of(kernel, count);
    }
}
