package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.text.TextWindow;
import io.github.kernelj.learn.Fit;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
        Optional<LearnAssessment> asked = LearnDialog.ask(TITLE);
        if (asked.isPresent()) {
            LearnAssessment accepted = asked.get();
            record(accepted.input(), accepted.target(), accepted.settings().orElseThrow());
            learnInSight(
                    accepted.input(), accepted.target(), accepted.settings().orElseThrow());
        }
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

    /** As a macro asks for it. */
    private void learn(ImagePlus input, ImagePlus target, LearnSettings settings) throws IOException {
        requireWritable(input, target, settings);
        try (Lock ignored = Lock.of(input, target)) {
            LearnResult result = LearnTask.learn(input, target, settings, new Escapable(), new ImageJProgress());
            save(result, settings);
            tell(result.notices());
            show(result);
        }
    }

    /** As a person does who looks on: with the loss as it falls, and all windows afterwards. */
    private void learnInSight(ImagePlus input, ImagePlus target, LearnSettings settings) throws IOException {
        requireWritable(input, target, settings);
        LossCurve curve = new LossCurve(WindowManager.makeUniqueName("Loss of the kernel"), new Escapable());
        IJ.showStatus("Learning...");
        try (Lock ignored = Lock.of(input, target)) {
            LearnResult result = LearnTask.learnAndReport(input, target, settings, curve, new ImageJProgress());
            save(result, settings);
            tell(result.notices());
            IJ.resetEscape();
            new LearnedWindows(input, target, settings, result).show(curve.window());
        } catch (IOException | RuntimeException e) {
            curve.close();
            throw e;
        }
    }

    private static void requireWritable(ImagePlus input, ImagePlus target, LearnSettings settings) {
        if (!settings.kernel().isBlank()) {
            LearnTask.requireSavable(Path.of(settings.kernel()), settings, input, target);
        }
        LearnTask.requireReportable(settings);
    }

    private static void save(LearnResult result, LearnSettings settings) throws IOException {
        if (!settings.kernel().isBlank()) {
            Kernels.write(result.bank(), Path.of(settings.kernel()));
        }
        if (result.report().isPresent() && !settings.examination().report().isBlank()) {
            result.report().get().write(Path.of(settings.examination().report()));
        }
    }

    /** Prints the loss; an Escape that ended the learning doesn't end the look at the kernel as well. */
    private static final class Escapable implements TrainingListener {

        private final TrainingListener lines = TrainingListener.printing(IJ::log);

        @Override
        public void step(long iteration, double loss) {
            lines.step(iteration, loss);
        }

        @Override
        public void learned(List<Fit> fits) {
            IJ.resetEscape();
        }
    }

    /** Windows for a person; a macro that works out of sight gets a few lines in the log. */
    private static void show(LearnResult result) {
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            result.summary().forEach(IJ::log);
            return;
        }
        String title = WindowManager.makeUniqueName("Learned kernel");
        new TextWindow(title + " (text)", String.join("\n", ReportLines.plain(result)) + "\n", 700, 400);
        LearnedWindows.picture(title, result.bank()).show();
    }

    private static void requireNamed(Key key, String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException(
                    key.name() + " is missing: give the title of an open image, or an image file");
        }
    }
}
