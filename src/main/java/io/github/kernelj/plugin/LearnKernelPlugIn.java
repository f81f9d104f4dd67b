package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.text.TextWindow;
import io.github.kernelj.image.KernelPicture;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.plugin.SettingsDialog.Field;
import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectTask;
import io.github.kernelj.task.Kernels;
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
        ImagePlus other = OpenImages.all().stream()
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
            LearnTask.requireSavable(Path.of(settings.kernel()), settings, input, target);
        }
        LearnTask.requireReportable(settings);
        try (Lock ignored = Lock.of(input, target)) {
            TrainingListener listener = TrainingListener.printing(IJ::log);
            LearnResult result = LearnTask.learn(input, target, settings, listener, new ImageJProgress());
            if (!settings.kernel().isBlank()) {
                Kernels.write(result.bank(), Path.of(settings.kernel()));
            }
            if (result.report().isPresent()) {
                result.report().get().write(Path.of(settings.examination().report()));
            }
            tell(result.notices());
            show(result);
        }
    }

    /** Windows for a person; a macro that works out of sight gets a few lines in the log. */
    private static void show(LearnResult result) {
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            result.summary().forEach(IJ::log);
            return;
        }
        String title = WindowManager.makeUniqueName("Learned kernel");
        new TextWindow(title + " (text)", text(result), 700, 400);
        KernelBank bank = result.bank();
        ImagePlus picture = bank.isSingle()
                ? new ImagePlus(title, KernelPicture.of(bank.single()))
                : InspectTask.inspect(bank, Optional.empty(), ImageSize.PHOTOGRAPH)
                        .sheets(title);
        picture.show();
    }

    private static String text(LearnResult result) {
        KernelBank bank = result.bank();
        List<String> lines = new ArrayList<>(result.summary());
        lines.addAll(List.of("", "Weights (cross-correlation):"));
        for (int output = 0; output < bank.outputs(); output++) {
            for (int input = 0; input < bank.inputs(); input++) {
                if (!bank.isSingle()) {
                    lines.add("from channel " + (input + 1) + " to channel " + (output + 1) + ":");
                }
                lines.add(KernelText.format(bank.kernel(output, input)));
            }
            lines.addAll(List.of("", "Bias: " + bank.bias(output)));
        }
        lines.add("Anchor: " + bank.anchor() + " (x, y, z from 0)");
        return String.join("\n", lines) + "\n";
    }

    private static void requireNamed(Key key, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    key.name() + " is missing: give the title of an open image, or an image file");
        }
    }
}
