package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.Prefs;
import ij.gui.Roi;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.Range;
import io.github.kernelj.task.ApplyResult;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.PreviewTask;
import java.awt.Rectangle;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Keeps up with what is typed: says what is wrong, or what will be done, and shows it in the image if that is wanted. All
 * of it happens on a thread of its own. Closing puts the image's pixels back.
 */
final class LivePreview implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Hears of it, on the worker's thread. */
    interface Listener {

        /** Always called first. */
        void assessed(Assessment assessment);

        /** What there is to say about the preview; empty if nothing. */
        void previewed(String message);
    }

    private final ImagePlus image;
    private final Listener listener;
    private final LatestJob jobs;
    private ShownPlane shown;

    LivePreview(ImagePlus image, Listener listener) {
        this(image, listener, PAUSE);
    }

    LivePreview(ImagePlus image, Listener listener, Duration pause) {
        this.image = image;
        this.listener = listener;
        this.jobs = new LatestJob(pause);
    }

    /**
     * Follows the values; returns at once.
     *
     * @param texts by key, empty ones left out
     * @param preview whether the image shows what they would do
     */
    void follow(Map<String, String> texts, boolean preview) {
        jobs.submit(progress -> work(texts, preview, progress));
    }

    @Override
    public void close() {
        jobs.close();
        putBack();
    }

    private void work(Map<String, String> texts, boolean preview, Progress progress) {
        Assessment assessment = Assessment.of(image, texts);
        progress.checkCancelled();
        listener.assessed(assessment);
        if (!preview || !assessment.isRight()) {
            putBack();
            listener.previewed("");
            return;
        }
        try {
            listener.previewed(show(assessment, progress));
        } catch (CancellationException e) {
            // What is shown stays until the newer job knows better.
            throw e;
        } catch (IOException | RuntimeException e) {
            putBack();
            listener.previewed(e.getMessage() == null ? "no preview: " + e : e.getMessage());
        } catch (OutOfMemoryError e) {
            putBack();
            listener.previewed("no preview: there isn't enough memory");
        }
    }

    private void putBack() {
        if (shown != null) {
            shown.restore();
            shown = null;
        }
    }

    /** What is in sight first, if that is much less than the plane. */
    private String show(Assessment assessment, Progress progress) throws IOException {
        if (shown == null) {
            shown = new ShownPlane(image);
        }
        ApplySettings settings = threaded(seenOnly(assessment));
        Rectangle plane = new Rectangle(image.getWidth(), image.getHeight());
        Roi roi = image.getRoi();
        if (roi != null && roi.isArea()) {
            plane = plane.intersection(roi.getBounds());
        } else {
            Rectangle visible = shown.visible();
            if (2L * visible.width * visible.height <= (long) plane.width * plane.height && !visible.isEmpty()) {
                show(settings, visible, progress);
            }
        }
        return show(settings, plane, progress);
    }

    private String show(ApplySettings settings, Rectangle area, Progress progress) throws IOException {
        Optional<ApplyResult> result =
                PreviewTask.preview(shown.source(), settings, shown.slice(), shown.frame(), area, progress);
        progress.checkCancelled();
        if (result.isEmpty()) {
            shown.restore();
            return "no preview: the plane in the window isn't among those selected";
        }
        Range channels = settings.selection().channels();
        int count = channels.isAll() ? image.getNChannels() : channels.size();
        boolean exact = shown.show(result.get().image(), area, channels.first(), count);
        return PreviewText.of(settings, result.get(), exact);
    }

    /** Channels that aren't seen needn't be computed, unless a bank mixes them. */
    private ApplySettings seenOnly(Assessment assessment) {
        ApplySettings settings = assessment.settings().orElseThrow();
        int only = shown.onlyChannel();
        Range channels = settings.selection().channels();
        boolean single = assessment.plan().orElseThrow().kernel().isSingle();
        boolean narrower = single && only > 0 && image.getNChannels() > 1;
        if (!narrower || only < channels.first() || only > channels.last()) {
            return settings;
        }
        return settings.with(ApplySettings.CHANNELS, Integer.toString(only));
    }

    private static ApplySettings threaded(ApplySettings settings) {
        return settings.threads().isPresent()
                ? settings
                : settings.with(ApplySettings.THREADS, Integer.toString(Prefs.getThreads()));
    }
}
