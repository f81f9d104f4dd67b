package io.github.kernelj.command;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Learns the kernel that makes one image of another; neither is shown or changed. */
@Plugin(type = Command.class, attrs = @Attr(name = "no-record"))
public final class LearnKernelCommand extends KernelCommand {

    @Parameter
    private LogService log;

    @Parameter(persist = false, description = "The image to learn from.")
    private ImagePlus input;

    @Parameter(persist = false, description = "What it should become.")
    private ImagePlus target;

    @Parameter(
            persist = false,
            required = false,
            description = "The keys of Learn Kernel as in a macro, such as: bias size=[5] method=[conjugate-gradient].")
    private String options;

    @Parameter(type = ItemIO.OUTPUT, description = "The learned kernel.")
    private KernelBank kernel;

    @Parameter(type = ItemIO.OUTPUT, description = "The input with the learned kernel applied, in 32 bits.")
    private ImagePlus fitted;

    @Parameter(
            type = ItemIO.OUTPUT,
            description = "How well and how it was learned; of a bank, its first output channel.")
    private Fit fit;

    @Parameter(type = ItemIO.OUTPUT, description = "The same in words.")
    private String summary;

    @Override
    void execute(Progress progress) throws IOException {
        LearnSettings settings = LearnSettings.parse(texts(options));
        boolean saving = !settings.kernel().isBlank();
        if (saving) {
            LearnTask.requireSavable(Path.of(settings.kernel()), settings, input, target);
        }
        LearnResult result =
                LearnTask.learn(input, target, settings, TrainingListener.printing(log::info), progress.part(0, 0.9));
        KernelBank learned = result.bank();
        if (saving) {
            Kernels.write(learned, Path.of(settings.kernel()));
        }
        ApplySettings apply = ApplySettings.parse(Map.of(
                ApplySettings.KERNEL.name(), "identity",
                ApplySettings.AXES.name(), settings.axes().names(),
                ApplySettings.TYPE.name(), "32-bit"));
        fitted = ApplyTask.apply(input, learned, apply, progress.part(0.9, 1)).image();
        kernel = learned;
        fit = result.fit();
        summary = String.join("\n", result.summary());
    }
}
