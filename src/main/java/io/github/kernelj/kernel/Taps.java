package io.github.kernelj.kernel;

/**
 * Weights in double while a preset computes them; z, y, x with x fastest.
 *
 * @param shape extents
 * @param values one for each tap
 */
record Taps(Shape shape, double[] values) {

    /** The value of a tap from its distances to the anchor (k / 2), in pixels. */
    @FunctionalInterface
    interface Formula {
        double at(int x, int y, int z);
    }

    static Taps of(Shape shape, Formula formula) {
        Anchor anchor = Anchor.centreOf(shape);
        double[] values = new double[(int) shape.volume()];
        int i = 0;
        for (int z = 0; z < shape.depth(); z++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    values[i++] = formula.at(x - anchor.x(), y - anchor.y(), z - anchor.z());
                }
            }
        }
        return new Taps(shape, values);
    }

    /** The outer product of one to three factors, along x, y and z. */
    static Taps product(double[]... factors) {
        double[] one = {1};
        double[] alongX = factors[0];
        double[] alongY = factors.length > 1 ? factors[1] : one;
        double[] alongZ = factors.length > 2 ? factors[2] : one;
        Shape shape = new Shape(alongX.length, alongY.length, alongZ.length);
        double[] values = new double[(int) shape.volume()];
        int i = 0;
        for (double z : alongZ) {
            for (double y : alongY) {
                for (double x : alongX) {
                    values[i++] = z * y * x;
                }
            }
        }
        return new Taps(shape, values);
    }

    /** 1 at the anchor, 0 elsewhere: the kernel that changes nothing. */
    static Taps identity(Shape shape) {
        return of(shape, (x, y, z) -> x == 0 && y == 0 && z == 0 ? 1 : 0);
    }

    Taps times(double factor) {
        double[] product = values.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= factor;
        }
        return new Taps(shape, product);
    }

    /** This plus {@code factor} times {@code other}, which has the same shape. */
    Taps plus(double factor, Taps other) {
        double[] sum = values.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * other.values[i];
        }
        return new Taps(shape, sum);
    }

    /** Divided by the sum. */
    Taps normalized() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return times(1 / sum);
    }

    Kernel toKernel() {
        return Kernel.of(shape, values);
    }
}
