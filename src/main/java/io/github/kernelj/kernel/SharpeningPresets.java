package io.github.kernelj.kernel;

import static io.github.kernelj.kernel.PresetParameters.AUTO_SIZE;
import static io.github.kernelj.kernel.PresetParameters.UNIT;
import static io.github.kernelj.kernel.PresetParameters.dimensions;
import static io.github.kernelj.kernel.PresetParameters.sigma;

import io.github.kernelj.kernel.Preset.Parameter;
import java.util.List;

/** Kernels that bring out detail; their weights sum to 1, so brightness stays. */
final class SharpeningPresets {

    private SharpeningPresets() {}

    static List<Preset> all() {
        return List.of(
                new Preset(
                        "sharpen",
                        "The image minus amount times its laplacian.",
                        SharpeningPresets::sharpen,
                        amount(),
                        DerivativePresets.neighbours()),
                new Preset(
                        "unsharp",
                        "Unsharp masking: the image plus amount times its difference from a Gaussian smoothed"
                                + " one.",
                        SharpeningPresets::unsharp,
                        sigma("2"),
                        amount(),
                        AUTO_SIZE,
                        dimensions("2"),
                        UNIT),
                new Preset(
                        "emboss",
                        "A relief lit from the upper left: -2 -1 0; -1 1 1; 0 1 2.",
                        arguments -> new Taps(Shape.of(3, 3), new double[] {-2, -1, 0, -1, 1, 1, 0, 1, 2})));
    }

    private static Parameter amount() {
        return new Parameter("amount", "1", "", "how strongly, above 0");
    }

    private static Taps sharpen(PresetArguments arguments) {
        Taps laplacian = DerivativePresets.laplacian(arguments);
        return Taps.identity(laplacian.shape()).plus(-arguments.positive("amount"), laplacian);
    }

    private static Taps unsharp(PresetArguments arguments) {
        int dimensions = arguments.dimensions("sigma", "size");
        double amount = arguments.positive("amount");
        double[] sigmas = arguments.inPixels(arguments.positives("sigma", dimensions));
        Taps gaussian = GaussianTaps.product(arguments.shape(GaussianTaps.radii(sigmas)), sigmas, new int[dimensions]);
        return Taps.identity(gaussian.shape()).times(1 + amount).plus(-amount, gaussian);
    }
}
