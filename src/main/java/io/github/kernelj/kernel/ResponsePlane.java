package io.github.kernelj.kernel;

import java.util.Objects;

/**
 * A kernel's {@link FrequencyResponse} over a plane of frequencies from −0.5 to 0.5 cycles per pixel, row 0 being the
 * lowest, the frequency along the third axis being 0. Immutable.
 */
public final class ResponsePlane {

    /** Beside Σ|W| smaller magnitudes are rounding, and their phase says nothing. */
    private static final double ROUNDING = 1e-6;

    private final int across;
    private final int down;
    private final int size;
    private final double[] response;
    private final double rounding;

    private ResponsePlane(int across, int down, int size, double[] response, double rounding) {
        this.across = across;
        this.down = down;
        this.size = size;
        this.response = response;
        this.rounding = rounding;
    }

    /** A transform of the rows followed by one of the columns: size · taps + size² · taps of a column. */
    static ResponsePlane of(Kernel kernel, int across, int down, int size) {
        if (across == down) {
            throw new IllegalArgumentException("a plane of frequencies needs two different axes, got " + across
                    + " twice (0 is x, 1 is y, 2 is z)");
        }
        if (size < 3 || size % 2 == 0) {
            throw new IllegalArgumentException("a plane of frequencies has an odd size from 3, got " + size);
        }
        double[][] projected = project(kernel, across, down);
        int taps = projected.length;
        double[][] rows = new double[taps][];
        for (int row = 0; row < taps; row++) {
            rows[row] = transformed(projected[row], size, anchor(kernel, across));
        }
        double[] response = new double[2 * size * size];
        for (int j = 0; j < size; j++) {
            double[] wave = FourierSum.wave(frequency(j, size), taps, anchor(kernel, down));
            for (int row = 0; row < taps; row++) {
                for (int i = 0; i < 2 * size; i += 2) {
                    double real = rows[row][i];
                    double imaginary = rows[row][i + 1];
                    response[2 * size * j + i] += real * wave[2 * row] - imaginary * wave[2 * row + 1];
                    response[2 * size * j + i + 1] += real * wave[2 * row + 1] + imaginary * wave[2 * row];
                }
            }
        }
        return new ResponsePlane(across, down, size, response, ROUNDING * kernel.magnitude());
    }

    /** The kernel summed along the third axis, a row for each tap along {@code down}. */
    private static double[][] project(Kernel kernel, int across, int down) {
        Shape shape = kernel.shape();
        int[] extents = {shape.width(), shape.height(), shape.depth()};
        double[][] projected = new double[extents[down]][extents[across]];
        float[] weights = kernel.weights();
        for (int i = 0; i < weights.length; i++) {
            int[] at = {i % extents[0], i / extents[0] % extents[1], i / extents[0] / extents[1]};
            projected[at[down]][at[across]] += weights[i];
        }
        return projected;
    }

    private static double[] transformed(double[] line, int size, int anchor) {
        double[] transformed = new double[2 * size];
        for (int i = 0; i < size; i++) {
            double[] wave = FourierSum.wave(frequency(i, size), line.length, anchor);
            for (int tap = 0; tap < line.length; tap++) {
                transformed[2 * i] += line[tap] * wave[2 * tap];
                transformed[2 * i + 1] += line[tap] * wave[2 * tap + 1];
            }
        }
        return transformed;
    }

    private static int anchor(Kernel kernel, int axis) {
        Anchor anchor = kernel.anchor();
        return axis == 0 ? anchor.x() : axis == 1 ? anchor.y() : anchor.z();
    }

    private static double frequency(int index, int size) {
        return (double) index / (size - 1) - 0.5;
    }

    /** Number of columns and of rows. */
    public int size() {
        return size;
    }

    /** The kernel's axis along which columns run: 0 for x, 1 for y, 2 for z. */
    public int across() {
        return across;
    }

    /** The kernel's axis along which rows run. */
    public int down() {
        return down;
    }

    /** Of a column or a row, in cycles per pixel. */
    public double frequency(int index) {
        return frequency(Objects.checkIndex(index, size), size);
    }

    /** |H|, see {@link FrequencyResponse#magnitude}. */
    public double magnitude(int column, int row) {
        int at = at(column, row);
        return Math.hypot(response[at], response[at + 1]);
    }

    /** The argument of H in radians, from −π to π; NaN where the magnitude is nothing but rounding. */
    public double phase(int column, int row) {
        int at = at(column, row);
        return magnitude(column, row) <= rounding ? Double.NaN : Math.atan2(response[at + 1], response[at]);
    }

    private int at(int column, int row) {
        return 2 * (Objects.checkIndex(row, size) * size + Objects.checkIndex(column, size));
    }
}
