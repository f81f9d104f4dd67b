package io.github.kernelj.plugin;

import ij.gui.GenericDialog;
import io.github.kernelj.task.Key;
import java.awt.BorderLayout;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Color;
import java.awt.Component;
import java.awt.GridBagConstraints;
import java.awt.Insets;
import java.awt.Panel;
import java.awt.SystemColor;
import java.awt.TextField;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;

/**
 * A dialog that says what is wrong while it is typed, and what a field is for while nothing is. OK can be pressed only if
 * the values can be used.
 */
abstract class CheckedDialog extends GenericDialog {

    static final Color ERROR = new Color(0xB00020);

    private final TextLines message;
    private String hint = "";
    private String error = "";

    /**
     * A dialog without anything in it yet.
     *
     * @param columns width of the message, in letters
     * @param rows most lines of it
     */
    CheckedDialog(String title, int columns, int rows) {
        super(title);
        message = new TextLines(columns, rows);
    }

    /** Whether the values can be used, also if they changed a moment ago. */
    abstract boolean isAcceptable();

    /** Hears that a value was changed. */
    abstract void changed();

    /** Where errors and hints appear. */
    final TextLines message() {
        return message;
    }

    /** Says what is wrong with the values, and holds OK back; an empty text if nothing is. */
    final void judged(String newError) {
        error = newError;
        getButtons()[0].setEnabled(error.isEmpty());
        tell();
    }

    final void hint(String text) {
        hint = text;
        tell();
    }

    /** What is wrong goes before what might help. */
    private void tell() {
        message.show(error.isEmpty() ? hint : error, error.isEmpty() ? SystemColor.controlText : ERROR);
    }

    final void addRow(Panel panel, int above) {
        addPanel(panel, GridBagConstraints.WEST, new Insets(above, 0, 0, 0));
    }

    final void addRow(Component component, int above) {
        Panel panel = new Panel(new BorderLayout());
        panel.add(component);
        addRow(panel, above);
    }

    /** Hears of changes, explains what has the focus, and ends with Enter and Escape. */
    final void listen(SettingFields fields) {
        fields.components().forEach(this::listen);
    }

    final void listen(Key key, Component field) {
        if (field instanceof TextField text) {
            text.addTextListener(event -> changed());
            text.addFocusListener(this);
        } else if (field instanceof Choice choice) {
            choice.addItemListener(event -> changed());
        } else if (field instanceof Checkbox checkbox) {
            checkbox.addItemListener(event -> changed());
        }
        field.addKeyListener(this);
        explain(field, key);
    }

    /** Says what a field is for while it has the focus. */
    final void explain(Component field, Key key) {
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                hint(key.description());
            }
        });
    }

    /** Where Enter has another meaning than OK. */
    final void onEscape(Component component) {
        component.addKeyListener(new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent event) {
                if (event.getKeyCode() == KeyEvent.VK_ESCAPE) {
                    CheckedDialog.this.keyPressed(event);
                }
            }
        });
    }

    @Override
    public void actionPerformed(ActionEvent event) {
        if (event.getSource() != getButtons()[0] || isAcceptable()) {
            super.actionPerformed(event);
        }
    }

    @Override
    public void keyPressed(KeyEvent event) {
        if (event.getKeyCode() != KeyEvent.VK_ENTER || isAcceptable()) {
            super.keyPressed(event);
        }
    }
}
