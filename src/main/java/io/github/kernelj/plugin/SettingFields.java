package io.github.kernelj.plugin;

import io.github.kernelj.task.Key;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Font;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import java.awt.Label;
import java.awt.Panel;
import java.awt.SystemColor;
import java.awt.TextField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Fields for keys, in columns beside each other. */
final class SettingFields extends Panel {

    private static final int TEXT_COLUMNS = 9;

    private final Map<Key, Component> fields = new LinkedHashMap<>();
    private final Map<Key, Label> labels = new LinkedHashMap<>();

    /**
     * Lays the fields out.
     *
     * @param columns keys of each column from top to bottom
     * @param labels what is written beside a field
     * @param texts what is in it at first
     */
    SettingFields(List<List<Key>> columns, Function<Key, String> labels, Function<Key, String> texts) {
        this(List.of(), columns, labels, texts);
    }

    /** As {@link #SettingFields(List, Function, Function)}, with a heading above each column. */
    SettingFields(
            List<String> headings, List<List<Key>> columns, Function<Key, String> names, Function<Key, String> texts) {
        super(new GridBagLayout());
        int below = headings.isEmpty() ? 0 : 1;
        for (int column = 0; column < headings.size(); column++) {
            Label heading = new Label(headings.get(column));
            heading.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 12));
            GridBagConstraints place = at(2 * column, 0, column > 0 ? 20 : 0);
            place.gridwidth = 2;
            add(heading, place);
        }
        for (int column = 0; column < columns.size(); column++) {
            List<Key> keys = columns.get(column);
            for (int row = 0; row < keys.size(); row++) {
                Key key = keys.get(row);
                Component field = field(key);
                field.setName(key.name());
                fields.put(key, field);
                set(key, texts.apply(key));
                Label label = new Label(names.apply(key));
                labels.put(key, label);
                add(label, at(2 * column, row + below, column > 0 ? 20 : 0));
                add(field, at(2 * column + 1, row + below, 4));
            }
        }
    }

    Map<Key, Component> components() {
        return fields;
    }

    String text(Key key) {
        Component field = fields.get(key);
        if (field instanceof Checkbox checkbox) {
            return Boolean.toString(checkbox.getState());
        }
        return field instanceof Choice choice ? choice.getSelectedItem() : ((TextField) field).getText();
    }

    void set(Key key, String text) {
        Component field = fields.get(key);
        if (field instanceof Checkbox checkbox) {
            checkbox.setState(text.equals("true"));
        } else if (field instanceof Choice choice) {
            choice.select(text);
        } else {
            ((TextField) field).setText(text);
        }
    }

    /** Writes the label of one field in the colour of errors, and all others as they were. */
    void mark(Optional<Key> wrong) {
        labels.forEach((key, label) -> label.setForeground(
                wrong.filter(key::equals).isPresent() ? CheckedDialog.ERROR : SystemColor.controlText));
    }

    private static Component field(Key key) {
        if (key.isFlag()) {
            return new Checkbox();
        }
        if (key.choices().isEmpty()) {
            return new TextField(TEXT_COLUMNS);
        }
        Choice choice = new Choice();
        key.choices().forEach(choice::add);
        return choice;
    }

    private static GridBagConstraints at(int column, int row, int left) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = column;
        place.gridy = row;
        place.anchor = GridBagConstraints.WEST;
        place.fill = GridBagConstraints.HORIZONTAL;
        place.insets = new Insets(1, left, 1, 0);
        return place;
    }
}
