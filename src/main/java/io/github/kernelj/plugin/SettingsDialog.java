package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.GenericDialog;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.task.Key;
import java.awt.Choice;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A dialog made from the keys of settings. It starts with the values of the last time and asks again when a value isn't
 * allowed. Images are chosen by identity, whatever their titles.
 */
final class SettingsDialog {

    private static final int TEXT_ROWS = 7;
    private static final int TEXT_COLUMNS = 48;
    private static final int FIELD_COLUMNS = 12;
    private static final int PATH_COLUMNS = 24;

    /** So many rows fit on a small screen; more become two columns. */
    private static final int MOST_ROWS = 20;

    /** How a value is asked for that is more than a word. */
    enum Field {
        /** Several lines. */
        AREA,
        /** An open image. */
        IMAGE,
        /** A path, with a button that looks for the file. */
        FILE,
        /** A path, with a button that looks for the folder. */
        FOLDER
    }

    private final String title;
    private final RememberedValues remembered;
    private final List<Key> keys;
    private final Map<Key, Field> fields;
    private final List<String> messages;
    private final Map<Key, ImagePlus> images = new HashMap<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    private SettingFields columns;

    /**
     * A dialog that isn't shown yet.
     *
     * @param prefix of the names under which values are remembered
     * @param keys what is asked, in this order
     * @param fields the keys that are asked for in a special way
     * @param messages lines at the end
     */
    SettingsDialog(String title, String prefix, List<Key> keys, Map<Key, Field> fields, List<String> messages) {
        this.title = title;
        this.remembered = new RememberedValues(prefix);
        this.keys = keys;
        this.fields = fields;
        this.messages = messages;
        keys.forEach(key -> texts.put(key.name(), remembered.get(key, key.defaultText())));
    }

    /** Starts with this image. */
    SettingsDialog suggest(Key key, ImagePlus image) {
        images.put(key, image);
        return this;
    }

    /** Starts with this value if none is remembered. */
    SettingsDialog suggest(Key key, String text) {
        texts.put(key.name(), remembered.get(key, text));
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
            IJ.resetEscape();
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
        return images.get(key);
    }

    private GenericDialog build() {
        GenericDialog dialog = new GenericDialog(title);
        List<Key> plain = keys.size() <= MOST_ROWS
                ? List.of()
                : keys.stream().filter(key -> !fields.containsKey(key)).toList();
        keys.stream().filter(key -> !plain.contains(key)).forEach(key -> add(dialog, key, texts.get(key.name())));
        if (!plain.isEmpty()) {
            int half = (plain.size() + 1) / 2;
            columns = new SettingFields(
                    List.of(plain.subList(0, half), plain.subList(half, plain.size())),
                    Key::label,
                    key -> texts.get(key.name()));
            dialog.addPanel(columns);
        }
        messages.forEach(dialog::addMessage);
        return dialog;
    }

    private void add(GenericDialog dialog, Key key, String text) {
        if (fields.containsKey(key)) {
            switch (fields.get(key)) {
                case AREA -> {
                    dialog.addMessage(key.label() + ":");
                    dialog.addTextAreas(text, null, TEXT_ROWS, TEXT_COLUMNS);
                }
                case IMAGE -> addImage(dialog, key);
                case FILE -> dialog.addFileField(key.label(), text, PATH_COLUMNS);
                case FOLDER -> dialog.addDirectoryField(key.label(), text, PATH_COLUMNS);
            }
        } else if (key.isFlag()) {
            dialog.addCheckbox(key.label(), text.equals("true"));
        } else if (!key.choices().isEmpty()) {
            dialog.addChoice(key.label(), key.choices().toArray(String[]::new), text);
        } else {
            dialog.addStringField(key.label(), text, FIELD_COLUMNS);
        }
    }

    /** The suggestion is selected by its place in the list, as another image may have the same title. */
    private void addImage(GenericDialog dialog, Key key) {
        dialog.addImageChoice(key.label(), null);
        int index = OpenImages.all().indexOf(images.get(key));
        if (index >= 0 && dialog.getChoices().lastElement() instanceof Choice choice) {
            choice.select(index);
        }
    }

    private void read(GenericDialog dialog) {
        keys.forEach(key -> texts.put(key.name(), next(dialog, key)));
    }

    private String next(GenericDialog dialog, Key key) {
        if (columns != null && columns.components().containsKey(key)) {
            return columns.text(key);
        }
        Field field = fields.get(key);
        if (field == Field.IMAGE) {
            images.put(key, dialog.getNextImage());
            return images.get(key).getTitle();
        }
        if (field == Field.AREA) {
            return dialog.getNextText();
        }
        if (key.isFlag()) {
            return Boolean.toString(dialog.getNextBoolean());
        }
        return key.choices().isEmpty() ? dialog.getNextString() : dialog.getNextChoice();
    }

    /** An empty field means the default. */
    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>(texts);
        given.values().removeIf(String::isBlank);
        return given;
    }

    private void remember() {
        keys.stream()
                .filter(key -> fields.get(key) != Field.IMAGE)
                .forEach(key -> remembered.put(key, texts.get(key.name())));
    }
}
