package io.github.kernelj.plugin;

import ij.IJ;
import ij.Prefs;
import io.github.kernelj.plugin.SettingsDialog.Field;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.BatchResult;
import io.github.kernelj.task.BatchSettings;
import io.github.kernelj.task.BatchTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins &gt; KernelJ &gt; Batch Apply Kernel...: applies a kernel to every image of a folder. */
public final class BatchApplyPlugIn extends KernelPlugIn {

    private static final String TITLE = "Batch Apply Kernel";

    public BatchApplyPlugIn() {
        super(TITLE);
    }

    @Override
    void execute(String options) throws IOException {
        Optional<BatchSettings> settings =
                options == null ? ask() : Optional.of(BatchSettings.parse(options, MacroVariables::value));
        if (settings.isEmpty()) {
            return;
        }
        BatchResult result = BatchTask.run(threaded(settings.get()), new ImageJProgress());
        tell(result.notices());
        tell(result.summary());
        if (!result.isComplete()) {
            List<String> lines = result.summary();
            throw new IOException(lines.get(lines.size() - 1) + "; the log tells why");
        }
        IJ.showStatus(TITLE + ": done");
    }

    private static BatchSettings threaded(BatchSettings settings) {
        return settings.apply().threads().isPresent() ? settings : settings.withThreads(Prefs.getThreads());
    }

    private static Optional<BatchSettings> ask() {
        Optional<BatchSettings> settings = new SettingsDialog(
                        TITLE,
                        "kernelj.batch.",
                        BatchSettings.KEYS,
                        Map.of(
                                BatchSettings.INPUT, Field.FOLDER,
                                BatchSettings.OUTPUT, Field.FOLDER,
                                ApplySettings.KERNEL, Field.AREA),
                        List.of(
                                "A table of the files and a log lie beside the results. Escape stops; the same again does"
                                        + " the rest."))
                .suggest(ApplySettings.KERNEL, "gaussian(sigma=2)")
                .ask(BatchSettings::parse);
        settings.ifPresent(given -> Recording.record(given.toMap()));
        return settings;
    }
}
