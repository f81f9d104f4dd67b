package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.SampleImages;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The folder that a demonstration works in, so that people find there what it read and what it made. */
final class DemoFolder {

    private final Path folder;
    private final SampleImages samples = SampleImages.packed();

    /** @throws IOException naming the folder, if it can't be made */
    DemoFolder(Path folder) throws IOException {
        this.folder = folder;
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException("can't use " + folder + " as a folder: it is a file");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("can't make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** A sample image, a copy of which lies in the folder. */
    ImagePlus sample(String name) throws IOException {
        return ImageFiles.open(samples.copy(name, folder));
    }

    /** The true kernel of a pair, a copy of which lies in the folder. */
    Kernel truth(String name) throws IOException {
        return KernelFiles.read(samples.copy(name, folder)).single();
    }

    /** Learns from files of the folder and saves the kernel there. */
    LearnResult learn(
            String input,
            String target,
            String kernel,
            LearnSettings settings,
            TrainingListener listener,
            Progress progress)
            throws IOException {
        return LearnTask.learn(file(input), file(target), file(kernel), settings, listener, progress);
    }

    /**
     * Applies a kernel file of the folder to an image.
     *
     * @param settings every other setting that isn't the default
     */
    ImagePlus apply(ImagePlus image, String kernel, Map<String, String> settings, Progress progress)
            throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put(ApplySettings.KERNEL.name(), "file(\"" + file(kernel) + "\")");
        return ApplyTask.apply(image, ApplySettings.parse(all), progress).image();
    }

    void save(ImagePlus image, String name) throws IOException {
        ImageFiles.save(image, file(name));
    }
}
