package io.github.kernelj.command;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectResult;
import io.github.kernelj.task.InspectSettings;
import io.github.kernelj.task.InspectTask;
import java.io.IOException;
import java.util.Map;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Tells what a kernel is, draws it, writes it as code, and saves it. */
@Plugin(type = Command.class, attrs = @Attr(name = "no-record"))
public final class InspectKernelCommand extends KernelCommand {

    @Parameter(
            persist = false,
            description =
                    "The kernel as an expression: a matrix, a preset, kernel algebra, or the path of a kernel file.")
    private String kernel;

    @Parameter(
            persist = false,
            required = false,
            visibility = ItemVisibility.INVISIBLE,
            description = "The image for which cost and algorithm are told; a 12-megapixel photograph by default.")
    private ImagePlus image;

    @Parameter(
            persist = false,
            required = false,
            description = "The other keys of Inspect Kernel as in a macro, such as: code=[scipy] file=[k.npy].")
    private String options;

    @Parameter(type = ItemIO.OUTPUT, description = "The kernel, or the bank of kernels.")
    private KernelBank bank;

    @Parameter(type = ItemIO.OUTPUT, description = "Heat map, profiles and frequency response; not shown.")
    private ImagePlus sheet;

    @Parameter(type = ItemIO.OUTPUT, description = "The report, with the code at the end.")
    private String report;

    @Override
    void execute(Progress progress) throws IOException {
        Map<String, String> texts = texts(options);
        if (texts.put(InspectSettings.KERNEL.name(), kernel) != null) {
            throw new IllegalArgumentException("the kernel is given twice: as a parameter and among the options");
        }
        InspectResult result = InspectTask.inspect(
                InspectSettings.parse(texts), image == null ? ImageSize.PHOTOGRAPH : ImageSize.of(image));
        bank = result.bank();
        sheet = result.sheets("Kernel " + bank.name());
        report = String.join("\n", result.text());
    }
}
