package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.Prefs;
import ij.Undo;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.ConvolveOptions;
import io.github.kernelj.task.Destination;
import io.github.kernelj.task.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plugins &gt; KernelJ &gt; Apply Kernel...: applies a kernel to the current image, asked for in a dialog or by a macro.
 *
 * <p>Not an {@code ExtendedPlugInFilter}: that runner overwrites plane after plane, while a 3-D kernel still needs the
 * planes before.
 */
public final class ApplyKernelPlugIn extends KernelPlugIn {

    private static final String TITLE = "Apply Kernel";

    public ApplyKernelPlugIn() {
        super(TITLE);
    }

    @Override
    void execute(String options) throws IOException {
        ImagePlus image = Images.current();
        try (Lock ignored = Lock.of(image)) {
            Optional<ApplySettings> settings = options == null ? ask(image) : Optional.of(read(options, image));
            if (settings.isPresent()) {
                apply(image, settings.get());
            }
        }
    }

    private void apply(ImagePlus image, ApplySettings settings) throws IOException {
        ApplySettings threaded = settings.threads().isPresent()
                ? settings
                : settings.with(ApplySettings.THREADS, Integer.toString(Prefs.getThreads()));
        boolean inPlace = settings.destination() == Destination.IN_PLACE;
        if (inPlace) {
            prepareUndo(image);
        }
        ApplyResult result = ApplyTask.apply(image, threaded, new ImageJProgress());
        if (inPlace) {
            image.changes = true;
            image.updateAndDraw();
        } else {
            result.image().show();
        }
        tell(result.notices());
    }

    /** Edit &gt; Undo swaps a single plane with its snapshot; a stack has none. */
    private static void prepareUndo(ImagePlus image) {
        if (image.getStackSize() == 1) {
            image.getProcessor().snapshot();
            Undo.setup(Undo.FILTER, image);
        } else {
            Undo.reset();
        }
    }

    private static Optional<ApplySettings> ask(ImagePlus image) {
        List<String> messages = image.getStackSize() > 1
                ? List.of("In place, a stack can't be undone; a new image leaves this one as it is.")
                : List.of();
        Optional<ApplySettings> settings = new SettingsDialog(
                        TITLE,
                        "kernelj.apply.",
                        asked(image),
                        Map.of(ApplySettings.KERNEL, SettingsDialog.Field.AREA),
                        messages)
                .suggest(ApplySettings.KERNEL, "gaussian(sigma=2)")
                .ask(ApplySettings::parse);
        settings.ifPresent(given -> Recording.record(given.toMap()));
        return settings;
    }

    /** Every key that makes a difference for this image. */
    private static List<Key> asked(ImagePlus image) {
        List<Key> keys = new ArrayList<>(ApplySettings.KEYS);
        keys.remove(ApplySettings.THREADS);
        if (image.getNChannels() == 1) {
            keys.remove(ApplySettings.CHANNELS);
        }
        if (image.getNSlices() == 1) {
            keys.remove(ApplySettings.SLICES);
        }
        if (image.getNFrames() == 1) {
            keys.remove(ApplySettings.FRAMES);
        }
        return keys;
    }

    private static ApplySettings read(String options, ImagePlus image) {
        ApplySettings settings = ApplySettings.parse(options, MacroVariables::value);
        if (!ConvolveOptions.isCurrentPlaneOnly(options)) {
            return settings;
        }
        int[] position = image.convertIndexToPosition(image.getCurrentSlice());
        return settings.with(ApplySettings.CHANNELS, Integer.toString(position[0]))
                .with(ApplySettings.SLICES, Integer.toString(position[1]))
                .with(ApplySettings.FRAMES, Integer.toString(position[2]));
    }
}
