package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GenericDialog;
import io.github.kernelj.task.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A dialog made from the keys of settings. It starts with the values of the last time and asks again when a value isn't
 * allowed. Images are chosen by identity, whatever their titles.
 */
final class SettingsDialog {

    private static final int TEXT_ROWS = 7;
    private static final int TEXT_COLUMNS = 48;
    private static final int FIELD_COLUMNS = 12;

    private final String title;
    private final String prefix;
    private final List<Key> keys;
    private final Set<Key> areas;
    private final Set<Key> images;
    private final List<String> messages;
    private final Map<Key, ImagePlus> chosen = new LinkedHashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();

    /**
     * @param prefix of the names under which values are remembered
     * @param keys what is asked, in this order
     * @param areas the keys with room for several lines
     * @param images the keys that name an open image
     * @param messages lines at the end
     */
    SettingsDialog(String title, String prefix, List<Key> keys, Set<Key> areas, Set<Key> images, List<String> messages) {
        this.title = title;
        this.prefix = prefix;
        this.keys = keys;
        this.areas = areas;
        this.images = images;
        this.messages = messages;
        keys.forEach(key -> texts.put(key.name(), Prefs.get(prefix + key.name(), key.defaultText())));
    }

    /** Starts with this value if none is remembered. */
    SettingsDialog suggest(Key key, String text) {
        texts.put(key.name(), Prefs.get(prefix + key.name(), text));
        return this;
    }

    /**
     * Asks until the settings can be read or the user gives up.
     *
     * @param reading makes settings of the texts, or throws IllegalArgumentException
     * @return nothing if the user gave up
     */
    <T> Optional<T> ask(Function<Map<String, String>, T> reading) {
        while (true) {
            GenericDialog dialog = build();
            dialog.showDialog();
            if (dialog.wasCanceled()) {
                return Optional.empty();
            }
            read(dialog);
            try {
                T settings = reading.apply(given());
                remember();
                return Optional.of(settings);
            } catch (IllegalArgumentException e) {
                IJ.showMessage(title, e.getMessage());
            }
        }
    }

    /** The image that was chosen for a key. */
    ImagePlus image(Key key) {
        return chosen.get(key);
    }

    private GenericDialog build() {
        GenericDialog dialog = new GenericDialog(title);
        for (Key key : keys) {
            String text = texts.get(key.name());
            if (areas.contains(key)) {
                dialog.addMessage(label(key) + ":");
                dialog.addTextAreas(text, null, TEXT_ROWS, TEXT_COLUMNS);
            } else if (images.contains(key)) {
                dialog.addImageChoice(label(key), Optional.ofNullable(chosen.get(key)).map(ImagePlus::getTitle).orElse(null));
            } else if (key.isFlag()) {
                dialog.addCheckbox(label(key), text.equals("true"));
            } else if (!key.choices().isEmpty()) {
                dialog.addChoice(label(key), key.choices().toArray(String[]::new), text);
            } else {
                dialog.addStringField(label(key), text, FIELD_COLUMNS);
            }
        }
        messages.forEach(dialog::addMessage);
        return dialog;
    }

    private void read(GenericDialog dialog) {
        for (Key key : keys) {
            if (images.contains(key)) {
                ImagePlus image = dialog.getNextImage();
                chosen.put(key, image);
                texts.put(key.name(), image.getTitle());
            } else {
                texts.put(key.name(), areas.contains(key) ? dialog.getNextText()
                        : key.isFlag() ? Boolean.toString(dialog.getNextBoolean())
                        : !key.choices().isEmpty() ? dialog.getNextChoice() : dialog.getNextString());
            }
        }
    }

    /** An empty field means the default. */
    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(texts);
        given.values().removeIf(String::isBlank);
        return given;
    }

    private void remember() {
        keys.stream()
                .filter(key -> !images.contains(key))
                .forEach(key -> Prefs.set(prefix + key.name(), texts.get(key.name())));
    }

    /** {@code Constant (pixel value)}. */
    private static String label(Key key) {
        String name = key.name().substring(0, 1).toUpperCase(Locale.ROOT) + key.name().substring(1);
        return key.unit().isEmpty() ? name : name + " (" + key.unit() + ")";
    }
}
