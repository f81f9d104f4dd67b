package io.github.kernelj.plugin;

import ij.ImagePlus;
import io.github.kernelj.task.ApplyPlan;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said of the values in the dialog: what they would do, or what is wrong with them.
 *
 * @param texts the values by key, empty ones left out
 * @param settings absent if something is wrong
 * @param plan absent if something is wrong
 * @param error in words; empty if nothing is wrong
 */
record Assessment(Map<String, String> texts, Optional<ApplySettings> settings, Optional<ApplyPlan> plan, String error) {

    static Assessment of(ImagePlus image, Map<String, String> texts) {
        try {
            ApplySettings settings = ApplySettings.parse(texts);
            ApplyPlan plan = ApplyTask.plan(image, settings);
            return new Assessment(texts, Optional.of(settings), Optional.of(plan), "");
        } catch (IOException | RuntimeException e) {
            return wrong(texts, e.getMessage());
        } catch (OutOfMemoryError e) {
            return wrong(texts, "there isn't enough memory for this kernel");
        }
    }

    boolean isRight() {
        return error.isEmpty();
    }

    private static Assessment wrong(Map<String, String> texts, String message) {
        String error = message == null || message.isBlank() ? "these settings can't be used with this image" : message;
        return new Assessment(texts, Optional.empty(), Optional.empty(), error);
    }
}
