package io.github.kernelj.command;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Applies a kernel to an image, which isn't shown or changed. */
@Plugin(type = Command.class, attrs = @Attr(name = "no-record"))
public final class ApplyKernelCommand extends KernelCommand {

    @Parameter(persist = false, description = "The image.")
    private ImagePlus input;

    @Parameter(
            persist = false,
            required = false,
            description =
                    "The kernel as an expression: a matrix, a preset, kernel algebra, or the path of a kernel file.")
    private String kernel;

    @Parameter(
            persist = false,
            required = false,
            visibility = ItemVisibility.INVISIBLE,
            description = "A kernel at hand, such as a learned one, in place of the expression.")
    private KernelBank bank;

    @Parameter(
            persist = false,
            required = false,
            description =
                    "The other keys of Apply Kernel as in a macro, such as: normalize extent=[valid] type=[32-bit].")
    private String options;

    @Parameter(type = ItemIO.OUTPUT, description = "The image with the kernel applied.")
    private ImagePlus output;

    @Parameter(type = ItemIO.OUTPUT, description = "How many values lay beyond what the pixels hold.")
    private long clipped;

    @Parameter(type = ItemIO.OUTPUT, description = "What is to be known though all went well.")
    private List<?> notices;

    @Override
    void execute(Progress progress) throws IOException {
        boolean written = kernel != null && !kernel.isBlank();
        if (written == (bank != null)) {
            throw new IllegalArgumentException("give a kernel, either as an expression (kernel) or at hand (bank)");
        }
        Map<String, String> texts = texts(options);
        if (texts.put(ApplySettings.KERNEL.name(), written ? kernel : "identity") != null) {
            throw new IllegalArgumentException("the kernel is given twice: as a parameter and among the options");
        }
        ApplySettings settings = ApplySettings.parse(texts);
        ApplyResult result =
                written ? ApplyTask.apply(input, settings, progress) : ApplyTask.apply(input, bank, settings, progress);
        output = result.image();
        clipped = result.clippedPixels();
        notices = result.notices();
    }
}
