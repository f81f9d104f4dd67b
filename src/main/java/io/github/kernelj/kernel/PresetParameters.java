package io.github.kernelj.kernel;

import io.github.kernelj.kernel.Preset.Parameter;

/** Parameters that several presets share. */
final class PresetParameters {

    static final Parameter UNIT = new Parameter(
            "unit", "pixel", "", "the unit of lengths: pixel, calibrated (the image's own), nm, um, mm, cm, m or inch");
    static final Parameter AUTO_SIZE = new Parameter(
            "size",
            PresetArguments.AUTO,
            "taps",
            "extent of the kernel, one number for all axes or one for each; auto follows from the other parameters");

    private PresetParameters() {}

    static Parameter sigma(String defaultValue) {
        return new Parameter(
                "sigma",
                defaultValue,
                "length",
                "standard deviation of the Gaussian, one number for all axes or one for each");
    }

    static Parameter size(String defaultValue) {
        return new Parameter(
                "size", defaultValue, "taps", "extent of the kernel, one number for all axes or one for each");
    }

    static Parameter dimensions(String defaultValue) {
        return new Parameter(
                "dimensions", defaultValue, "", "1, 2 or 3; follows from lists and directions where it isn't given");
    }

    static Parameter direction(String defaultValue) {
        return new Parameter("direction", defaultValue, "", "the axis along which the derivative is taken: x, y or z");
    }
}
