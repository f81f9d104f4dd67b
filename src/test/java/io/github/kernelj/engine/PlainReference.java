package io.github.kernelj.engine;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.util.List;

/**
 * The oracle: the formula of {@link Kernel}'s documentation written down in double, pixel by pixel, and nothing else. It
 * shares no line with the engine; even borders are found in another way, by walking step by step.
 */
public final class PlainReference {

    private PlainReference() {}

    /** Output volumes, one for each output channel of the bank, in double, z, y, x with x fastest. */
    public static double[][] apply(KernelBank bank, Correlation what, List<Volume> inputs) {
        Shape image = inputs.get(0).shape();
        Shape kernel = bank.shape();
        int sign = what.operation() == Operation.CORRELATION ? 1 : -1;
        Shape output = outputShape(what.extent(), image, kernel);
        int[] origin = origin(what, kernel, bank);
        double[][] result = new double[bank.outputs()][(int) output.volume()];
        for (int o = 0; o < bank.outputs(); o++) {
            int i = 0;
            for (int z = 0; z < output.depth(); z++) {
                for (int y = 0; y < output.height(); y++) {
                    for (int x = 0; x < output.width(); x++) {
                        result[o][i++] = at(bank, o, what, inputs, x + origin[0], y + origin[1], z + origin[2], sign);
                    }
                }
            }
        }
        return result;
    }

    public static Shape outputShape(Extent extent, Shape image, Shape kernel) {
        int grow = extent == Extent.VALID ? -1 : extent == Extent.FULL ? 1 : 0;
        return new Shape(
                image.width() + grow * (kernel.width() - 1),
                image.height() + grow * (kernel.height() - 1),
                image.depth() + grow * (kernel.depth() - 1));
    }

    /** Smallest p for which every (valid) or any (full) p + d − anchor, or p − d + anchor, lies on the image. */
    private static int[] origin(Correlation what, Shape kernel, KernelBank bank) {
        int[] anchor = {bank.anchor().x(), bank.anchor().y(), bank.anchor().z()};
        int[] taps = {kernel.width(), kernel.height(), kernel.depth()};
        int[] origin = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int before = what.operation() == Operation.CORRELATION ? anchor[axis] : taps[axis] - 1 - anchor[axis];
            int after = taps[axis] - 1 - before;
            origin[axis] = what.extent() == Extent.VALID ? before : what.extent() == Extent.FULL ? -after : 0;
        }
        return origin;
    }

    private static double at(
            KernelBank bank, int o, Correlation what, List<Volume> inputs, int px, int py, int pz, int sign) {
        double sum = 0;
        double present = 0;
        double presentMagnitude = 0;
        double missing = 0;
        for (int c = 0; c < bank.inputs(); c++) {
            Kernel kernel = bank.kernel(o, c);
            sum += kernel.bias();
            for (int dz = 0; dz < kernel.shape().depth(); dz++) {
                for (int dy = 0; dy < kernel.shape().height(); dy++) {
                    for (int dx = 0; dx < kernel.shape().width(); dx++) {
                        double weight = kernel.weight(dx, dy, dz);
                        double pixel = pixel(
                                inputs.get(c),
                                what,
                                px + sign * (dx - kernel.anchor().x()),
                                py + sign * (dy - kernel.anchor().y()),
                                pz + sign * (dz - kernel.anchor().z()));
                        boolean finite = Double.isFinite(pixel);
                        if (weight == 0) {
                            continue;
                        }
                        if (finite || what.missing() == MissingPixels.PROPAGATE) {
                            sum += weight * pixel;
                            present += Math.abs(weight) * pixel;
                            presentMagnitude += Math.abs(weight);
                        } else if (what.missing() == MissingPixels.FILL) {
                            sum += weight * what.constant();
                        } else {
                            missing += weight;
                        }
                    }
                }
            }
        }
        boolean anyMissing = missing != 0 || presentMagnitude == 0;
        return what.missing() == MissingPixels.IGNORE && anyMissing && hasTaps(bank, o)
                ? sum + missing * (present / presentMagnitude)
                : sum;
    }

    private static boolean hasTaps(KernelBank bank, int o) {
        for (int c = 0; c < bank.inputs(); c++) {
            if (bank.kernel(o, c).magnitude() > 0) {
                return true;
            }
        }
        return false;
    }

    private static double pixel(Volume image, Correlation what, int x, int y, int z) {
        int ix = walk(what.border(), x, image.shape().width());
        int iy = walk(what.border(), y, image.shape().height());
        int iz = walk(what.border(), z, image.shape().depth());
        if (ix < 0 || iy < 0 || iz < 0) {
            return what.constant();
        }
        return image.plane(iz)[iy * image.shape().width() + ix];
    }

    /** Goes from pixel 0 to the position one step at a time, turning or jumping at the edges. */
    private static int walk(Border border, int position, int length) {
        if (position >= 0 && position < length) {
            return position;
        }
        if (border == Border.CONSTANT) {
            return -1;
        }
        int at = 0;
        int direction = position > 0 ? 1 : -1;
        int heading = direction;
        for (int step = 0; step < Math.abs(position); step++) {
            int next = at + heading;
            if (next >= 0 && next < length) {
                at = next;
                continue;
            }
            switch (border) {
                case NEAREST -> {}
                case WRAP -> at = heading > 0 ? 0 : length - 1;
                case REFLECT -> heading = -heading;
                case MIRROR -> {
                    heading = -heading;
                    at = length == 1 ? 0 : at + heading;
                }
                default -> throw new AssertionError(border);
            }
        }
        return at;
    }

    /** Tolerance of design: 1e-5 · range · Σ|W| + 1 float ulp of the result. */
    public static double tolerance(double range, double magnitude, double expected) {
        return 1e-5 * range * magnitude + Math.ulp((float) expected);
    }
}
