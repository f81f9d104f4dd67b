package io.github.kernelj.plugin;

import ij.Prefs;
import ij.io.OpenDialog;
import io.github.kernelj.kernel.Preset;
import io.github.kernelj.kernel.Presets;
import java.awt.BorderLayout;
import java.awt.Button;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Label;
import java.awt.List;
import java.awt.Panel;
import java.awt.TextArea;
import java.awt.dnd.DropTarget;
import java.awt.event.ActionListener;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.util.Arrays;
import java.util.function.Consumer;

/** Where the kernel is typed, with the presets beside it and a button that looks for a file; a file may be dropped too. */
final class KernelField extends Panel {

    private static final int ROWS = 6;
    private static final int COLUMNS = 46;

    private final TextArea area;
    private final List presets = new WideList(ROWS + 2);
    private final Panel buttons = new Panel(new FlowLayout(FlowLayout.LEFT, 0, 0));

    /** @param hints hears what the chosen preset is for */
    KernelField(String text, Consumer<String> hints) {
        super(new BorderLayout(10, 2));
        area = new TextArea(text, ROWS, COLUMNS, TextArea.SCROLLBARS_VERTICAL_ONLY);
        area.setFont(new Font(Font.MONOSPACED, Font.PLAIN, (int) Math.round(13 * Prefs.getGuiScale())));
        area.setName("kernel");
        area.addKeyListener(new KeyAdapter() {
            @Override
            public void keyPressed(KeyEvent event) {
                // Not every platform's text area does this by itself.
                if (event.getKeyCode() == KeyEvent.VK_A && (event.isControlDown() || event.isMetaDown())) {
                    area.selectAll();
                    event.consume();
                }
            }
        });
        new DropTarget(area, new KernelDrop(this::put));
        presets.setName("presets");
        Presets.all().forEach(preset -> presets.add(preset.name()));
        presets.addItemListener(event -> choose(hints));
        presets.addActionListener(event -> choose(hints));
        addButton("Browse...", event -> browse());
        add(left(), BorderLayout.CENTER);
        add(titled("Presets", presets), BorderLayout.EAST);
    }

    TextArea area() {
        return area;
    }

    List presets() {
        return presets;
    }

    /** A button in the row below the text. */
    Button addButton(String label, ActionListener action) {
        Button button = new Button(label);
        button.addActionListener(action);
        buttons.add(button);
        return button;
    }

    /** Replaces the text. */
    void put(String text) {
        area.setText(text);
        area.requestFocusInWindow();
    }

    private Panel left() {
        Panel panel = titled("Kernel: a matrix, a preset or a file, which may be dropped here", area);
        panel.add(buttons, BorderLayout.SOUTH);
        return panel;
    }

    private static Panel titled(String title, Component component) {
        Panel panel = new Panel(new BorderLayout(0, 4));
        panel.add(new Label(title), BorderLayout.NORTH);
        panel.add(component, BorderLayout.CENTER);
        return panel;
    }

    /** A list as wide as its longest line, with room for the scroll bar. */
    private static final class WideList extends List {

        private static final int SCROLL_BAR = 30;

        WideList(int rows) {
            super(rows);
        }

        @Override
        public Dimension getPreferredSize() {
            FontMetrics metrics = getFontMetrics(getFont());
            int widest = Arrays.stream(getItems())
                    .mapToInt(metrics::stringWidth)
                    .max()
                    .orElse(0);
            return new Dimension(widest + SCROLL_BAR, super.getPreferredSize().height);
        }
    }

    private void choose(Consumer<String> hints) {
        int index = presets.getSelectedIndex();
        if (index >= 0) {
            Preset preset = Presets.all().get(index);
            area.setText(PresetCalls.call(preset));
            hints.accept(PresetCalls.hint(preset));
        }
    }

    private void browse() {
        String path = new OpenDialog("Kernel File").getPath();
        if (path != null) {
            put(path);
        }
    }
}
