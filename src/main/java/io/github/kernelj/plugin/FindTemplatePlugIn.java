package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.plugin.SettingsDialog.Field;
import io.github.kernelj.task.FindResult;
import io.github.kernelj.task.FindSettings;
import io.github.kernelj.task.FindTask;
import io.github.kernelj.task.Key;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins &gt; KernelJ &gt; Find Template...: finds a selected area, or another image, in the current image. */
public final class FindTemplatePlugIn extends KernelPlugIn {

    private static final String TITLE = "Find Template";

    public FindTemplatePlugIn() {
        super(TITLE);
    }

    @Override
    void execute(String options) throws IOException {
        ImagePlus image = Images.current();
        if (options != null) {
            FindSettings settings = FindSettings.parse(options, MacroVariables::value);
            find(
                    image,
                    settings.templateIsSelection()
                            ? image
                            : Images.find(FindSettings.TEMPLATE.name(), settings.template()),
                    settings);
            return;
        }
        SettingsDialog dialog = dialog(image);
        Optional<FindSettings> asked = dialog.ask(FindSettings::parse);
        if (asked.isPresent()) {
            ImagePlus template = dialog.image(FindSettings.TEMPLATE);
            FindSettings settings = template == image ? asked.get().withTemplate("") : asked.get();
            record(template, settings);
            find(image, template, settings);
        }
    }

    private static SettingsDialog dialog(ImagePlus image) {
        List<Key> keys = new ArrayList<>(FindSettings.KEYS);
        keys.remove(FindSettings.THREADS);
        return new SettingsDialog(
                        TITLE,
                        "kernelj.find.",
                        keys,
                        Map.of(FindSettings.TEMPLATE, Field.IMAGE),
                        List.of(
                                "The current image as template: the area selected in it.",
                                "Another image: the area selected in that, or the whole of it."))
                .suggest(FindSettings.TEMPLATE, image.getRoi() == null ? other(image) : image)
                .suggest(FindSettings.MAP, "true");
    }

    private static ImagePlus other(ImagePlus image) {
        return OpenImages.all().stream()
                .filter(candidate -> candidate != image)
                .findFirst()
                .orElse(image);
    }

    private static void record(ImagePlus template, FindSettings settings) {
        if (!settings.templateIsSelection()) {
            try {
                Images.recordableTitle(template);
            } catch (IllegalArgumentException e) {
                Recording.refuse(e.getMessage());
                return;
            }
        }
        Recording.record(settings.toMap());
    }

    private void find(ImagePlus image, ImagePlus template, FindSettings settings) throws IOException {
        FindResult result;
        try (Lock ignored = Lock.of(image, template)) {
            result = template == image
                    ? FindTask.find(image, settings, new ImageJProgress())
                    : FindTask.find(image, template, settings, new ImageJProgress());
        }
        tell(result.notices());
        result.mark();
        if (!result.matches().isEmpty()) {
            ResultsTable table = ResultsTable.getResultsTable();
            result.addTo(table);
            table.show("Results");
        }
        result.map().ifPresent(ImagePlus::show);
        if (settings.drift() && !result.matches().isEmpty()) {
            show(result.driftPlot());
        }
    }

    /** A plot's window can't be where there is no screen. */
    private static void show(Plot plot) {
        if (GraphicsEnvironment.isHeadless() || Interpreter.isBatchMode()) {
            plot.getImagePlus().show();
        } else {
            plot.show();
        }
    }
}
