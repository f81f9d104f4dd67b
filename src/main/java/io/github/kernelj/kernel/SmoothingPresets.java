package io.github.kernelj.kernel;

import static io.github.kernelj.kernel.PresetParameters.AUTO_SIZE;
import static io.github.kernelj.kernel.PresetParameters.UNIT;
import static io.github.kernelj.kernel.PresetParameters.dimensions;
import static io.github.kernelj.kernel.PresetParameters.direction;
import static io.github.kernelj.kernel.PresetParameters.sigma;
import static io.github.kernelj.kernel.PresetParameters.size;

import io.github.kernelj.kernel.Preset.Parameter;
import java.util.List;

/** Kernels that smooth; their weights sum to 1. */
final class SmoothingPresets {

    private static final int HIGHEST_DEGREE = 12;

    private SmoothingPresets() {}

    static List<Preset> all() {
        return List.of(
                new Preset(
                        "identity",
                        "Changes nothing: 1 at the anchor and 0 elsewhere.",
                        SmoothingPresets::identity,
                        size("1"),
                        dimensions("2")),
                new Preset(
                        "box",
                        "The mean of a rectangle or block of pixels.",
                        SmoothingPresets::box,
                        size("3"),
                        dimensions("2")),
                new Preset(
                        "moving-average",
                        "The mean of neighbouring values along one axis, such as time.",
                        SmoothingPresets::box,
                        size("5"),
                        dimensions("1")),
                new Preset(
                        "gaussian",
                        "Smooths with a Gaussian that reaches four standard deviations to each side,"
                                + " int(4 sigma + 0.5) pixels, unless size is given.",
                        SmoothingPresets::gaussian,
                        sigma("1"),
                        AUTO_SIZE,
                        dimensions("2"),
                        UNIT),
                new Preset(
                        "savitzky-golay",
                        "Fits a polynomial to neighbouring values and takes its value, or its"
                                + " derivative per pixel, at the anchor.",
                        SmoothingPresets::savitzkyGolay,
                        size("5"),
                        new Parameter("degree", "2", "", "degree of the polynomial, 0 to 12 and below size"),
                        new Parameter(
                                "derivative", "0", "", "order of the derivative, 0 for smoothing, at most degree"),
                        direction("x"),
                        dimensions("1")));
    }

    private static Taps identity(PresetArguments arguments) {
        return Taps.identity(sizedShape(arguments));
    }

    private static Taps box(PresetArguments arguments) {
        return Taps.of(sizedShape(arguments), (x, y, z) -> 1).normalized();
    }

    private static Taps gaussian(PresetArguments arguments) {
        int dimensions = arguments.dimensions("sigma", "size");
        double[] sigmas = arguments.inPixels(arguments.positives("sigma", dimensions));
        Shape shape = arguments.shape(GaussianTaps.radii(sigmas));
        return GaussianTaps.product(shape, sigmas, new int[dimensions]);
    }

    private static Taps savitzkyGolay(PresetArguments arguments) {
        int direction = arguments.direction();
        int dimensions = arguments.dimensionsFor(direction, "size");
        Shape shape = arguments.shape(new double[dimensions]);
        int degree = arguments.whole("degree", 0, HIGHEST_DEGREE);
        int derivative = arguments.whole("derivative", 0, HIGHEST_DEGREE);
        if (derivative > degree) {
            throw arguments.refuse("derivative must be at most degree, " + degree + ", got " + derivative);
        }
        int[] extents = {shape.width(), shape.height(), shape.depth()};
        double[][] factors = new double[dimensions][];
        for (int axis = 0; axis < dimensions; axis++) {
            if (extents[axis] <= degree) {
                throw arguments.refuse(
                        "size must be above the polynomial's degree, " + degree + ", got " + extents[axis]);
            }
            factors[axis] = SavitzkyGolay.weights(extents[axis], degree, axis == direction ? derivative : 0);
        }
        return Taps.product(factors);
    }

    private static Shape sizedShape(PresetArguments arguments) {
        return arguments.shape(new double[arguments.dimensions("size")]);
    }
}
