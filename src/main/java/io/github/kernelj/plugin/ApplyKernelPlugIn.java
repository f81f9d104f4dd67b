package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.ConvolveOptions;
import io.github.kernelj.task.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

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
        if (settings.destination() == Destination.IN_PLACE) {
            applyInPlace(image, threaded);
        } else {
            ApplyResult result = ApplyTask.apply(image, threaded, new ImageJProgress());
            result.image().show();
            tell(result.notices());
        }
    }

    /** Undo is prepared once it is known that the result can go in place. */
    private void applyInPlace(ImagePlus image, ApplySettings settings) throws IOException {
        ApplyTask.plan(image, settings);
        InPlaceUndo undo = InPlaceUndo.of(image);
        ApplyResult result;
        try {
            result = ApplyTask.apply(image, settings, new WindowProgress(image));
        } catch (CancellationException e) {
            WindowProgress.requireOpen(image);
            throw e;
        }
        WindowProgress.requireOpen(image);
        undo.offer();
        image.changes = true;
        image.updateAndDraw();
        tell(result.notices());
    }

    private static Optional<ApplySettings> ask(ImagePlus image) {
        Optional<ApplySettings> settings = ApplyDialog.ask(TITLE, image)
                .filter(given ->
                        given.output().isEmpty() || mayWrite(given.output().get()));
        settings.ifPresent(given -> Recording.record(given.toMap()));
        return settings;
    }

    private static boolean mayWrite(Path output) {
        return Files.notExists(output)
                || IJ.showMessageWithCancel(TITLE, output + "\nexists already. Do you want to replace it?");
    }

    private static ApplySettings read(String options, ImagePlus image) {
        ApplySettings settings = ApplySettings.parse(options, MacroVariables::value);
        if (!ConvolveOptions.isCurrentPlaneOnly(options)) {
            return settings;
        }
        int[] position = image.convertIndexToPosition(image.getCurrentSlice());
        // An RGB image is one plane of ImageJ's, and three channels here.
        ApplySettings ofChannel = image.getNChannels() == 1
                ? settings
                : settings.with(ApplySettings.CHANNELS, Integer.toString(position[0]));
        return ofChannel
                .with(ApplySettings.SLICES, Integer.toString(position[1]))
                .with(ApplySettings.FRAMES, Integer.toString(position[2]));
    }
}
