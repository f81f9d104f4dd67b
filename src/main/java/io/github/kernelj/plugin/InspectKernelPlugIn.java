package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectResult;
import io.github.kernelj.task.InspectSettings;
import io.github.kernelj.task.InspectTask;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins &gt; KernelJ &gt; Inspect Kernel...: shows what a kernel is, what it does and what it costs. */
public final class InspectKernelPlugIn extends KernelPlugIn {

    private static final String TITLE = "Inspect Kernel";

    /** Under this property a sheet keeps the size of the image that it was drawn for. */
    private static final String INSPECTED_FOR = "kernelj.inspected-for";

    public InspectKernelPlugIn() {
        super(TITLE);
    }

    @Override
    void execute(String options) throws IOException {
        Optional<InspectSettings> settings =
                options == null ? ask() : Optional.of(InspectSettings.parse(options, MacroVariables::value));
        if (settings.isPresent()) {
            show(InspectTask.inspect(settings.get(), currentSize()));
        }
    }

    private static Optional<InspectSettings> ask() {
        Optional<InspectSettings> settings = new SettingsDialog(
                        TITLE,
                        "kernelj.inspect.",
                        InspectSettings.KEYS,
                        Map.of(
                                InspectSettings.KERNEL, SettingsDialog.Field.AREA,
                                InspectSettings.FILE, SettingsDialog.Field.FILE),
                        List.of("Cost and algorithm are told for the current image, or else for a photograph."))
                .suggest(InspectSettings.KERNEL, "gaussian(sigma=2)")
                .ask(InspectSettings::parse);
        settings.ifPresent(given -> Recording.record(given.toMap()));
        return settings;
    }

    /** Shows the sheet and a row in the results; the text in a window, or in the log where a macro works out of sight. */
    static void show(InspectResult result) {
        String title = WindowManager.makeUniqueName("Kernel " + result.bank().name());
        ImagePlus sheets = result.sheets(title.strip());
        sheets.setProperty(INSPECTED_FOR, result.image());
        ResultsTable table = ResultsTable.getResultsTable();
        result.addTo(table);
        table.show("Results");
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            result.text().forEach(IJ::log);
        } else {
            new TextWindow(title.strip() + " (text)", String.join("\n", result.text()), 760, 480);
        }
        sheets.show();
    }

    /** Of the current image; if that is a sheet, of the image that was current before. */
    static ImageSize currentSize() {
        ImagePlus image = WindowManager.getCurrentImage();
        if (image == null) {
            return ImageSize.PHOTOGRAPH;
        }
        return image.getProperty(INSPECTED_FOR) instanceof ImageSize size ? size : ImageSize.of(image);
    }
}
