package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.text.TextWindow;
import io.github.kernelj.image.KernelPicture;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.plugin.SettingsDialog.Field;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins &gt; KernelJ &gt; Learn Kernel...: learns a kernel from an image and what it should become. */
public final class LearnKernelPlugIn extends KernelPlugIn {

    private static final String TITLE = "Learn Kernel";

    public LearnKernelPlugIn() {
        super(TITLE);
    }

    @Override
    void execute(String options) throws IOException {
        if (options != null) {
            LearnSettings settings = LearnSettings.parse(options, MacroVariables::value);
            requireNamed(LearnSettings.INPUT, settings.input());
            requireNamed(LearnSettings.TARGET, settings.target());
            learn(
                    Images.find(LearnSettings.INPUT.name(), settings.input()),
                    Images.find(LearnSettings.TARGET.name(), settings.target()),
                    settings);
            return;
        }
        SettingsDialog dialog = dialog();
        Optional<LearnSettings> asked = dialog.ask(LearnSettings::parse);
        if (asked.isPresent()) {
            ImagePlus input = dialog.image(LearnSettings.INPUT);
            ImagePlus target = dialog.image(LearnSettings.TARGET);
            record(input, target, asked.get());
            learn(input, target, asked.get());
        }
    }

    private static SettingsDialog dialog() {
        ImagePlus current = Images.current();
        ImagePlus other = Images.open().stream()
                .filter(image -> image != current)
                .findFirst()
                .orElse(current);
        List<Key> keys = new ArrayList<>(LearnSettings.KEYS);
        keys.removeAll(
                List.of(LearnSettings.PRESET, LearnSettings.SIZE, LearnSettings.LARGEST_SIZE, LearnSettings.HOLDOUT));
        Map<Key, Field> fields = Map.of(
                LearnSettings.INPUT,
                Field.IMAGE,
                LearnSettings.TARGET,
                Field.IMAGE,
                LearnSettings.KERNEL,
                Field.FILE,
                LearnSettings.REPORT,
                Field.FILE);
        return new SettingsDialog(
                        TITLE,
                        "kernelj.learn.",
                        keys,
                        fields,
                        List.of("Kernel: the file in which it is saved; may be left empty."))
                .suggest(LearnSettings.INPUT, other)
                .suggest(LearnSettings.TARGET, current)
                .suggest(LearnSettings.WIDTH, "5")
                .suggest(LearnSettings.HEIGHT, "5")
                .suggest(LearnSettings.METHOD, "conjugate-gradient");
    }

    private static void record(ImagePlus input, ImagePlus target, LearnSettings settings) {
        try {
            Images.recordableTitle(input);
            Images.recordableTitle(target);
        } catch (IllegalArgumentException e) {
            Recording.refuse(e.getMessage());
            return;
        }
        Recording.record(settings.toMap());
    }

    private void learn(ImagePlus input, ImagePlus target, LearnSettings settings) throws IOException {
        if (!settings.kernel().isBlank()) {
            LearnTask.requireSavable(Path.of(settings.kernel()), settings.options());
        }
        LearnTask.requireReportable(settings);
        try (Lock ignored = Lock.of(input, target)) {
            TrainingListener listener = TrainingListener.printing(IJ::log);
            LearnResult result = LearnTask.learn(input, target, settings, listener, new ImageJProgress());
            if (!settings.kernel().isBlank()) {
                KernelFiles.write(KernelBank.of(result.kernel()), Path.of(settings.kernel()));
            }
            if (result.report().isPresent()) {
                result.report().get().write(Path.of(settings.examination().report()));
            }
            tell(result.fit().notices());
            show(result);
        }
    }

    /** Windows for a person; a macro that works out of sight gets a few lines in the log. */
    private static void show(LearnResult result) {
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            result.summary().forEach(IJ::log);
            return;
        }
        Kernel kernel = result.kernel();
        String title = WindowManager.makeUniqueName("Learned kernel");
        String text =
                String.join("\n", result.summary()) + "\n\nWeights (cross-correlation):\n" + KernelText.format(kernel)
                        + "\n\nBias: " + kernel.bias() + "\nAnchor: " + kernel.anchor() + " (x, y, z from 0)\n";
        new TextWindow(title + " (text)", text, 700, 400);
        new ImagePlus(title, KernelPicture.of(kernel)).show();
    }

    private static void requireNamed(Key key, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    key.name() + " is missing: give the title of an open image, or an image file");
        }
    }
}
