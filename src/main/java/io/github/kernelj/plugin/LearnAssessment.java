package io.github.kernelj.plugin;

import ij.ImagePlus;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnPlan;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be said of images and values in the dialog: what would be learned, or what is wrong.
 *
 * @param input the image to learn from
 * @param target what it should become
 * @param texts the values by key, empty ones left out
 * @param settings absent if something is wrong
 * @param plan absent if something is wrong
 * @param error in words; empty if nothing is wrong
 */
record LearnAssessment(
        ImagePlus input,
        ImagePlus target,
        Map<String, String> texts,
        Optional<LearnSettings> settings,
        Optional<LearnPlan> plan,
        String error) {

    static LearnAssessment of(ImagePlus input, ImagePlus target, Map<String, String> texts) {
        try {
            Map<String, String> all = new LinkedHashMap<>(texts);
            all.put(LearnSettings.INPUT.name(), input.getTitle());
            all.put(LearnSettings.TARGET.name(), target.getTitle());
            LearnSettings settings = LearnSettings.parse(all);
            LearnPlan plan = LearnTask.plan(input, target, settings);
            requireWritable(input, target, settings);
            return new LearnAssessment(input, target, texts, Optional.of(settings), Optional.of(plan), "");
        } catch (InvalidPathException e) {
            return wrong(input, target, texts, e.getInput() + " can't be the name of a file");
        } catch (IOException | RuntimeException e) {
            return wrong(input, target, texts, e.getMessage());
        }
    }

    private static void requireWritable(ImagePlus input, ImagePlus target, LearnSettings settings) {
        if (!settings.kernel().isBlank()) {
            LearnTask.requireSavable(Path.of(settings.kernel()), settings, input, target);
        }
        LearnTask.requireReportable(settings);
    }

    boolean isRight() {
        return error.isEmpty();
    }

    boolean isOf(ImagePlus otherInput, ImagePlus otherTarget, Map<String, String> otherTexts) {
        return input == otherInput && target == otherTarget && texts.equals(otherTexts);
    }

    /** The key at which the error begins, as errors name the key first. */
    Optional<Key> wrongKey() {
        String first = error.split("[^a-z-]", 2)[0];
        return LearnSettings.KEYS.stream()
                .filter(key -> !error.isEmpty() && key.name().equals(first))
                .findFirst();
    }

    private static LearnAssessment wrong(ImagePlus input, ImagePlus target, Map<String, String> texts, String message) {
        String error =
                message == null || message.isBlank() ? "these settings can't be used with these images" : message;
        return new LearnAssessment(input, target, texts, Optional.empty(), Optional.empty(), error);
    }
}
