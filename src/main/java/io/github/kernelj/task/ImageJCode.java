package io.github.kernelj.task;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.kernel.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** A kernel as an ImageJ macro: our own command, and ImageJ's Convolve where that can do the same. */
final class ImageJCode {

    private ImageJCode() {}

    static String of(Kernel kernel) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(ApplySettings.TYPE.name(), "32-bit");
        Anchor anchor = kernel.anchor();
        if (!anchor.equals(Anchor.centreOf(kernel.shape()))) {
            settings.put(ApplySettings.ANCHOR.name(), anchor.x() + "," + anchor.y() + "," + anchor.z());
        }
        if (kernel.bias() != 0) {
            settings.put(ApplySettings.BIAS.name(), Double.toString(kernel.bias()));
        }
        String matrix = KernelText.format(kernel).replace("\n\n", " | ").replace("\n", "; ");
        settings.put(ApplySettings.KERNEL.name(), matrix);
        String macro = "run(\"Apply Kernel...\", \"" + OptionString.format(settings) + "\");\n";
        return convolves(kernel) ? macro + "\n" + convolve(kernel) : macro;
    }

    /** ImageJ's Convolve takes planes of odd extents, anchored in their middle; one row it may read as a square. */
    static boolean convolves(Kernel kernel) {
        Shape shape = kernel.shape();
        return shape.depth() == 1
                && shape.width() % 2 != 0
                && shape.height() % 2 != 0
                && shape.height() > 1
                && kernel.anchor().equals(Anchor.centreOf(shape))
                && kernel.bias() == 0;
    }

    private static String convolve(Kernel kernel) {
        return "/* The same without KernelJ:\n"
                + "run(\"Duplicate...\", \"title=result\");\n"
                + "run(\"32-bit\");\n"
                + "run(\"Convolve...\", \"text1=[" + KernelText.format(kernel).replace("\n", "\\n") + "\\n]\");\n"
                + "*/\n";
    }
}
