package io.github.kernelj.plugin;

import ij.ImagePlus;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.task.ImageSize;
import io.github.kernelj.task.InspectTask;
import io.github.kernelj.task.KernelFromSelectionResult;
import io.github.kernelj.task.KernelFromSelectionSettings;
import io.github.kernelj.task.KernelFromSelectionTask;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plugins &gt; KernelJ &gt; Kernel from Selection...: saves pixels of the current image as a kernel, and inspects it. */
public final class KernelFromSelectionPlugIn extends KernelPlugIn {

    private static final String TITLE = "Kernel from Selection";

    public KernelFromSelectionPlugIn() {
        super(TITLE);
    }

    @Override
    void execute(String options) throws IOException {
        ImagePlus image = Images.current();
        Optional<KernelFromSelectionSettings> settings = options == null
                ? ask()
                : Optional.of(KernelFromSelectionSettings.parse(options, MacroVariables::value));
        if (settings.isEmpty()) {
            return;
        }
        KernelFromSelectionResult result;
        try (Lock ignored = Lock.of(image)) {
            result = KernelFromSelectionTask.save(image, settings.get());
        }
        tell(result.notices());
        InspectKernelPlugIn.show(
                InspectTask.inspect(KernelBank.of(result.kernel()), Optional.empty(), ImageSize.of(image)));
    }

    private static Optional<KernelFromSelectionSettings> ask() {
        Optional<KernelFromSelectionSettings> settings = new SettingsDialog(
                        TITLE,
                        "kernelj.selection.",
                        KernelFromSelectionSettings.KEYS,
                        Map.of(KernelFromSelectionSettings.FILE, SettingsDialog.Field.FILE),
                        List.of("An area becomes a plane or a volume, a straight line a 1-D kernel,"
                                + " no selection the whole image."))
                .ask(KernelFromSelectionSettings::parse);
        settings.ifPresent(given -> Recording.record(given.toMap()));
        return settings;
    }
}
