package io.github.kernelj.command;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectResult;
import io.github.kernelj.task.InspectTask;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.scijava.plugin.Plugin;
import org.scijava.service.AbstractService;
import org.scijava.service.Service;

/** The service: each method hands over to one task. */
@Plugin(type = Service.class)
public final class DefaultKernelService extends AbstractService implements KernelService {

    @Override
    public KernelBank kernel(String expression) throws IOException {
        return Kernels.evaluate(expression, VoxelSize.PIXEL);
    }

    @Override
    public KernelBank kernel(String expression, ImagePlus image) throws IOException {
        return Kernels.evaluate(expression, ImageSize.of(image).voxel());
    }

    @Override
    public void save(KernelBank kernel, Path file) throws IOException {
        Kernels.write(kernel, file);
    }

    @Override
    public ApplyResult apply(ImagePlus image, String options) throws IOException {
        return ApplyTask.apply(image, ApplySettings.parse(KernelCommand.texts(options)), Progress.NONE);
    }

    @Override
    public ApplyResult apply(ImagePlus image, KernelBank kernel, String options) throws IOException {
        Map<String, String> texts = KernelCommand.texts(options);
        if (texts.put(ApplySettings.KERNEL.name(), "identity") != null) {
            throw new IllegalArgumentException("the kernel is given twice: as a kernel and as an option");
        }
        return ApplyTask.apply(image, kernel, ApplySettings.parse(texts), Progress.NONE);
    }

    @Override
    public LearnResult learn(ImagePlus input, ImagePlus target, String options) throws IOException {
        LearnSettings settings = LearnSettings.parse(KernelCommand.texts(options));
        return LearnTask.learn(input, target, settings, TrainingListener.NONE, Progress.NONE);
    }

    @Override
    public InspectResult inspect(KernelBank kernel) {
        return InspectTask.inspect(kernel, Optional.empty(), ImageSize.PHOTOGRAPH);
    }
}
