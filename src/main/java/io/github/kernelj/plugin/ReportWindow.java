package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.SaveDialog;
import ij.plugin.BrowserLauncher;
import ij.text.TextWindow;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.task.Kernels;
import io.github.kernelj.task.LearnReport;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The report on a learned kernel, the verdict first, and what can be done with the kernel next. */
final class ReportWindow extends TextWindow {

    private static final int WIDTH = 700;
    private static final int HEIGHT = 420;
    private static final int FONT_SIZE = 12;

    private final transient LearnResult result;
    private final transient LearnSettings settings;
    private transient Optional<Path> saved;

    /** Opens the window. */
    ReportWindow(String title, LearnResult result, LearnSettings settings) {
        super(title, String.join("\n", ReportLines.of(result)) + "\n", WIDTH, HEIGHT);
        this.result = result;
        this.settings = settings;
        this.saved = settings.kernel().isBlank()
                ? Optional.empty()
                : Optional.of(Path.of(settings.kernel()).toAbsolutePath());
        getTextPanel().setFont(new Font(Font.MONOSPACED, Font.PLAIN, FONT_SIZE), true);
        Panel buttons = new Panel(new FlowLayout(FlowLayout.LEFT));
        addButton(buttons, "Apply to...", this::applyTo);
        addButton(buttons, "Save Kernel...", this::saveAs);
        addButton(buttons, "Open as Page", this::openPage)
                .setEnabled(result.report().isPresent());
        add(buttons, BorderLayout.SOUTH);
        validate();
    }

    private interface Action {
        void run() throws IOException;
    }

    /** Buttons work on a thread of their own, as ImageJ's dialogs and files take their time. */
    private Button addButton(Panel panel, String label, Action action) {
        Button button = new Button(label);
        button.addActionListener(event -> new Thread(() -> run(action), "KernelJ " + label).start());
        panel.add(button);
        return button;
    }

    private void run(Action action) {
        try {
            action.run();
        } catch (IOException | IllegalArgumentException e) {
            IJ.error("Learn Kernel", e.getMessage());
        }
    }

    private void openPage() throws IOException {
        LearnReport report = result.report().orElseThrow();
        Path page = Files.createTempFile("kernelj-report-", ".html");
        page.toFile().deleteOnExit();
        report.write(page);
        BrowserLauncher.openURL(page.toUri().toString());
    }

    private void saveAs() throws IOException {
        SaveDialog dialog = new SaveDialog("Save Kernel", "learned", ".json");
        if (dialog.getFileName() != null) {
            Path file = Path.of(dialog.getDirectory(), dialog.getFileName());
            Kernels.write(result.bank(), file);
            saved = Optional.of(file);
            IJ.showStatus("Saved " + file);
        }
    }

    /** Opens Apply Kernel... for an image to be chosen, as the menu does, so that it is recorded as usual. */
    private void applyTo() throws IOException {
        List<ImagePlus> images = OpenImages.all();
        if (images.isEmpty()) {
            throw new IllegalArgumentException("there is no image open to apply the kernel to");
        }
        if (!result.bank().isSingle() && saved.isEmpty()) {
            saveAs();
            if (saved.isEmpty()) {
                return;
            }
        }
        ImageChoice choice = new ImageChoice(images, suggested(images));
        GenericDialog dialog = new GenericDialog("Apply to");
        Panel panel = new Panel();
        panel.add(choice);
        dialog.addPanel(panel);
        dialog.setOKLabel("Next...");
        dialog.showDialog();
        if (dialog.wasOKed()) {
            suggest();
            ImagePlus image = choice.image();
            WindowManager.setCurrentWindow(image.getWindow());
            image.getWindow().toFront();
            IJ.doCommand("Apply Kernel...");
        }
    }

    /** An image that wasn't learned from, if there is one; else the input. */
    private ImagePlus suggested(List<ImagePlus> images) {
        return images.stream()
                .filter(image -> image.getTitle().equals(settings.input()))
                .findFirst()
                .orElse(images.get(0));
    }

    private void suggest() {
        String axes = settings.axes().names();
        if (saved.isPresent()) {
            ApplyForm.suggest(saved.get().toString(), axes, Optional.empty(), OptionalDouble.empty());
            return;
        }
        Kernel kernel = result.kernel();
        ApplyForm.suggest(
                KernelText.format(kernel), axes, Optional.of(kernel.anchor()), OptionalDouble.of(kernel.bias()));
    }
}
