package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.image.Digits;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import java.util.ArrayList;
import java.util.List;

/** What a preview can't show by itself, in words. */
final class PreviewText {

    private PreviewText() {}

    /** @param exact whether pixels have the result's values, rather than just its look */
    static String of(ApplySettings settings, ApplyResult result, boolean exact) {
        List<String> told = new ArrayList<>();
        if (!exact) {
            told.add(range(result.image()));
        }
        if (settings.correlation().extent() != Extent.SAME) {
            told.add("shown in the image's own extent");
        }
        if (result.clippedPixels() > 0) {
            told.add(result.clippedPixels() + (result.clippedPixels() == 1 ? " pixel" : " pixels")
                    + " of this plane clipped; type=32-bit keeps them");
        }
        return told.isEmpty() ? "" : "Preview: " + String.join("; ", told) + ".";
    }

    private static String range(ImagePlus result) {
        if (result.getNChannels() > 1) {
            return "each channel in its new display range";
        }
        Calibration calibration = result.getCalibration();
        double[] range = SameLook.range(result, 1);
        return "display range " + Digits.three(calibration.getCValue(range[0])) + " to "
                + Digits.three(calibration.getCValue(range[1]));
    }
}
