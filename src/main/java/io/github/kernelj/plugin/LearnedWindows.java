package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.PlotWindow;
import ij.measure.ResultsTable;
import io.github.kernelj.image.KernelPicture;
import io.github.kernelj.image.ResidualImage;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectTask;
import io.github.kernelj.task.LearnResult;
import io.github.kernelj.task.LearnSettings;
import java.awt.Frame;
import java.awt.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** What a person is shown of a learned kernel: the filtered input, what it leaves, the weights, and the report in front. */
final class LearnedWindows {

    /** The deepest colours of the residual lie at so many root mean square errors. */
    private static final double DEEPEST = 3;

    private final ImagePlus input;
    private final ImagePlus target;
    private final LearnSettings settings;
    private final LearnResult result;
    private final String title = WindowManager.makeUniqueName("Learned kernel");
    private final List<Window> windows = new ArrayList<>();

    LearnedWindows(ImagePlus input, ImagePlus target, LearnSettings settings, LearnResult result) {
        this.input = input;
        this.target = target;
        this.settings = settings;
        this.result = result;
    }

    /** @param curve the loss; null if it isn't shown */
    void show(PlotWindow curve) throws IOException {
        picture(title, result.bank()).show();
        add(WindowManager.getImage(title));
        if (curve != null) {
            windows.add(curve);
        }
        showFiltered();
        ResultsTable table = WeightTable.of(result);
        String tableTitle = title + " (weights)";
        table.show(tableTitle);
        Frame shown = WindowManager.getFrame(tableTitle);
        if (shown != null) {
            windows.add(shown);
        }
        ReportWindow report = new ReportWindow(title + " (report)", result, settings);
        windows.add(0, report);
        WindowRows.arrange(windows);
        report.toFront();
    }

    /** A kernel as a heat map, a bank as the sheet that Inspect Kernel... draws. */
    static ImagePlus picture(String title, KernelBank bank) {
        return bank.isSingle()
                ? new ImagePlus(title, KernelPicture.of(bank.single()))
                : InspectTask.inspect(bank, Optional.empty(), ImageSize.PHOTOGRAPH)
                        .sheets(title);
    }

    private void add(ImagePlus image) {
        if (image != null && image.getWindow() != null) {
            windows.add(image.getWindow());
        }
    }

    /** A virtual stack may be larger than memory, so it is left to Apply Kernel... and its output file. */
    private void showFiltered() throws IOException {
        if (input.getStack().isVirtual()) {
            IJ.log(
                    "Learn Kernel: the input is a virtual stack, so the filtered input isn't shown; apply the kernel to it"
                            + " with an output file");
            return;
        }
        try {
            ImagePlus filtered = filtered("same");
            filtered.setTitle(WindowManager.makeUniqueName(filtered.getTitle()));
            ImagePlus residual = ResidualImage.of(
                    WindowManager.makeUniqueName("Residual of " + target.getTitle()),
                    target,
                    filtered("32-bit"),
                    DEEPEST
                            * result.fits().stream()
                                    .mapToDouble(fit -> fit.rmse())
                                    .max()
                                    .orElse(0));
            filtered.show();
            residual.show();
            add(filtered);
            add(residual);
        } catch (CancellationException e) {
            IJ.showStatus("The filtered input isn't shown: cancelled");
        } catch (IllegalArgumentException e) {
            IJ.log("Learn Kernel: the filtered input isn't shown: " + e.getMessage());
        }
    }

    private ImagePlus filtered(String type) throws IOException {
        boolean smaller = target.getWidth() < input.getWidth()
                || target.getHeight() < input.getHeight()
                || target.getStackSize() < input.getStackSize();
        ApplySettings apply = ApplySettings.parse(Map.of(
                ApplySettings.KERNEL.name(),
                "identity",
                ApplySettings.AXES.name(),
                settings.axes().names(),
                ApplySettings.EXTENT.name(),
                smaller ? "valid" : "same",
                ApplySettings.TYPE.name(),
                type));
        return ApplyTask.apply(input, result.bank(), apply, new ImageJProgress())
                .image();
    }
}
