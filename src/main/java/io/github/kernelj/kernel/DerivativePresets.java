package io.github.kernelj.kernel;

import static io.github.kernelj.kernel.PresetParameters.AUTO_SIZE;
import static io.github.kernelj.kernel.PresetParameters.UNIT;
import static io.github.kernelj.kernel.PresetParameters.dimensions;
import static io.github.kernelj.kernel.PresetParameters.direction;
import static io.github.kernelj.kernel.PresetParameters.sigma;

import io.github.kernelj.kernel.Preset.Parameter;
import java.util.ArrayList;
import java.util.List;

/** Kernels that take derivatives: edges, slopes and blobs. */
final class DerivativePresets {

    private static final double[] CENTRAL_DIFFERENCE = {-1, 0, 1};
    private static final int HIGHEST_ORDER = 8;

    private DerivativePresets() {}

    static List<Preset> all() {
        List<Preset> presets = new ArrayList<>();
        addGradient(presets, "sobel", "Sobel's slope, difference -1 0 1 times 1 2 1 across, as in scipy", 1, 2, 1);
        addGradient(presets, "prewitt", "Prewitt's slope, difference -1 0 1 times 1 1 1 across, as in scipy", 1, 1, 1);
        addGradient(presets, "scharr", "Scharr's slope, difference -1 0 1 times 3 10 3 across, as in OpenCV", 3, 10, 3);
        presets.add(new Preset(
                "gaussian-derivative",
                "The derivative of the image smoothed with a Gaussian, sampled as in scipy.",
                DerivativePresets::gaussianDerivative,
                sigma("1"),
                new Parameter(
                        "order", "1", "", "order of the derivative along direction, 0 to 8, or one for each axis"),
                direction("x"),
                AUTO_SIZE,
                dimensions("2"),
                UNIT));
        presets.add(new Preset(
                "laplacian",
                "The sum of second differences to the neighbouring pixels.",
                DerivativePresets::laplacian,
                neighbours()));
        presets.add(new Preset(
                "log",
                "Laplacian of Gaussian: the sum of second derivatives of the image smoothed with a"
                        + " Gaussian, sampled as in scipy; negative on bright blobs.",
                DerivativePresets::laplacianOfGaussian,
                sigma("2"),
                AUTO_SIZE,
                dimensions("2"),
                UNIT));
        presets.add(new Preset(
                "dog",
                "Difference of Gaussians, the narrow minus the wide one; positive on bright blobs.",
                DerivativePresets::differenceOfGaussians,
                sigma("1"),
                new Parameter(
                        "wide",
                        PresetArguments.AUTO,
                        "length",
                        "standard deviation of the wide Gaussian; auto is 1.6 sigma"),
                AUTO_SIZE,
                dimensions("2"),
                UNIT));
        return presets;
    }

    static Parameter neighbours() {
        return new Parameter("neighbours", "4", "", "2 (along a line), 4 or 8 (in the plane), 6 or 26 (in the volume)");
    }

    /** The sum over the neighbours minus as many times the pixel itself. */
    static Taps laplacian(PresetArguments arguments) {
        int neighbours = arguments.whole("neighbours", 2, 26);
        Shape shape = switch (neighbours) {
            case 2 -> new Shape(3, 1, 1);
            case 4, 8 -> new Shape(3, 3, 1);
            case 6, 26 -> new Shape(3, 3, 3);
            default -> throw arguments.refuse("neighbours must be 2, 4, 8, 6 or 26, got " + neighbours);
        };
        boolean diagonals = neighbours == shape.volume() - 1;
        return Taps.of(shape, (x, y, z) -> {
            int steps = Math.abs(x) + Math.abs(y) + Math.abs(z);
            return steps == 0 ? -neighbours : steps == 1 || diagonals ? 1 : 0;
        });
    }

    private static void addGradient(List<Preset> presets, String name, String what, double... across) {
        presets.add(new Preset(
                name,
                what + "; positive where the image grows along direction.",
                arguments -> gradient(arguments, arguments.direction(), across),
                direction("x"),
                dimensions("2")));
        for (int axis = 0; axis < 3; axis++) {
            int direction = axis;
            String letter = "xyz".substring(axis, axis + 1);
            presets.add(new Preset(
                    name + "-" + letter,
                    what + "; positive where the image grows along " + letter + ".",
                    arguments -> gradient(arguments, direction, across),
                    dimensions(axis == 2 ? "3" : "2")));
        }
    }

    private static Taps gradient(PresetArguments arguments, int direction, double[] across) {
        int dimensions = arguments.dimensionsFor(direction);
        double[][] factors = new double[dimensions][];
        for (int axis = 0; axis < dimensions; axis++) {
            factors[axis] = axis == direction ? CENTRAL_DIFFERENCE : across;
        }
        return Taps.product(factors);
    }

    private static Taps gaussianDerivative(PresetArguments arguments) {
        boolean mixed = arguments.list("order").length > 1;
        if (mixed && arguments.has("direction")) {
            throw arguments.refuse("order gives a derivative for each axis, so direction can't be given as well");
        }
        int direction = mixed ? 0 : arguments.direction();
        int dimensions = arguments.dimensionsFor(direction, "sigma", "size", "order");
        int[] orders = arguments.wholes("order", dimensions, 0, HIGHEST_ORDER);
        for (int axis = 0; axis < dimensions; axis++) {
            orders[axis] = mixed || axis == direction ? orders[axis] : 0;
        }
        double[] sigmas = arguments.inPixels(arguments.positives("sigma", dimensions));
        Taps perPixel = GaussianTaps.product(arguments.shape(GaussianTaps.radii(sigmas)), sigmas, orders);
        return perPixel.times(perUnit(arguments.spacing(), orders));
    }

    private static Taps laplacianOfGaussian(PresetArguments arguments) {
        int dimensions = arguments.dimensions("sigma", "size");
        double[] sigmas = arguments.inPixels(arguments.positives("sigma", dimensions));
        Shape shape = arguments.shape(GaussianTaps.radii(sigmas));
        Taps sum = null;
        for (int axis = 0; axis < dimensions; axis++) {
            int[] orders = new int[dimensions];
            orders[axis] = 2;
            Taps second = GaussianTaps.product(shape, sigmas, orders).times(perUnit(arguments.spacing(), orders));
            sum = sum == null ? second : sum.plus(1, second);
        }
        return sum;
    }

    private static Taps differenceOfGaussians(PresetArguments arguments) {
        int dimensions = arguments.dimensions("sigma", "wide", "size");
        double[] narrow = arguments.inPixels(arguments.positives("sigma", dimensions));
        double[] wide = new double[dimensions];
        for (int axis = 0; axis < dimensions; axis++) {
            wide[axis] = 1.6 * narrow[axis];
        }
        if (!arguments.isAuto("wide")) {
            wide = arguments.inPixels(arguments.positives("wide", dimensions));
        }
        for (int axis = 0; axis < dimensions; axis++) {
            if (wide[axis] <= narrow[axis]) {
                throw arguments.refuse("wide must be above sigma, got wide=" + arguments.text("wide") + " and sigma="
                        + arguments.text("sigma"));
            }
        }
        Shape shape = arguments.shape(GaussianTaps.radii(wide));
        int[] none = new int[dimensions];
        return GaussianTaps.product(shape, narrow, none).plus(-1, GaussianTaps.product(shape, wide, none));
    }

    private static double perUnit(double[] spacing, int[] orders) {
        double factor = 1;
        for (int axis = 0; axis < orders.length; axis++) {
            factor /= Math.pow(spacing[axis], orders[axis]);
        }
        return factor;
    }
}
