package io.github.kernelj.plugin;

import ij.ImagePlus;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** What Learn Kernel... asks for beside the images, in which order, and with which values it starts. */
final class LearnForm {

    static final List<String> HEADINGS = List.of("Kernel", "Learning", "Pixels");

    /** What is learned, how, and from which pixels. */
    static final List<List<Key>> COLUMNS = List.of(
            List.of(
                    LearnSettings.SIZE,
                    LearnSettings.LARGEST_SIZE,
                    LearnSettings.AXES,
                    LearnSettings.ANCHOR,
                    LearnSettings.CONSTRAINT,
                    LearnSettings.BIAS,
                    LearnSettings.SEPARATE_CHANNELS,
                    LearnSettings.SHIFT),
            List.of(
                    LearnSettings.METHOD,
                    LearnSettings.RATE,
                    LearnSettings.ITERATIONS,
                    LearnSettings.TOLERANCE,
                    LearnSettings.LOSS,
                    LearnSettings.INIT,
                    LearnSettings.SEED,
                    LearnSettings.PRINT),
            List.of(
                    LearnSettings.CLIPPED,
                    LearnSettings.HOLDOUT,
                    LearnSettings.INPUT_NOISE,
                    LearnSettings.CORRECT_NOISE,
                    LearnSettings.RIDGE,
                    LearnSettings.MINIMUM_NORM));

    static final List<Key> FILES = List.of(LearnSettings.KERNEL, LearnSettings.REPORT);

    private static final String AUTO = "auto";
    private static final String FIXED = "5";

    private final boolean automatic;
    private final RememberedValues remembered = new RememberedValues("kernelj.learn.");

    /** For a pair that the dialog suggests; only some can have their size chosen. */
    LearnForm(ImagePlus input, ImagePlus target) {
        this.automatic = isPlain(input)
                && isPlain(target)
                && input.getWidth() == target.getWidth()
                && input.getHeight() == target.getHeight();
    }

    private static boolean isPlain(ImagePlus image) {
        return image.getNChannels() == 1 && image.getBitDepth() != 24;
    }

    /** The value of the last time, or else the first one. Files belong to one kernel, so none is remembered. */
    String start(Key key) {
        String last = FILES.contains(key) ? "" : remembered.get(key, initial(key));
        return key.equals(LearnSettings.SIZE) && last.equals(AUTO) ? initial(key) : last;
    }

    String initial(Key key) {
        if (key.equals(LearnSettings.SIZE)) {
            return automatic ? AUTO : FIXED;
        }
        return key.equals(LearnSettings.METHOD) ? "conjugate-gradient" : key.defaultText();
    }

    /** Values by the names of their keys; an empty field means the default. */
    static Map<String, String> given(Function<Key, String> texts) {
        Map<String, String> given = new LinkedHashMap<>();
        keys().forEach(key -> given.put(key.name(), texts.apply(key)));
        given.values().removeIf(String::isBlank);
        return given;
    }

    /** Keeps the values for the next time. */
    void remember(Function<Key, String> texts) {
        keys().stream().filter(key -> !FILES.contains(key)).forEach(key -> remembered.put(key, texts.apply(key)));
    }

    private static List<Key> keys() {
        List<Key> keys = new ArrayList<>();
        Stream.concat(COLUMNS.stream(), Stream.of(FILES)).forEach(keys::addAll);
        return keys;
    }
}
