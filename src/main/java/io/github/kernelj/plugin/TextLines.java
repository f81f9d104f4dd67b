package io.github.kernelj.plugin;

import java.awt.Canvas;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.List;

/** A text in a dialog that changes while the dialog is open: broken into lines, in a space that stays the same. */
final class TextLines extends Canvas {

    private final int columns;
    private final int rows;
    private String text = "";

    /**
     * Leaves room for some lines.
     *
     * @param columns width, in letters of middling width
     * @param rows most lines that are shown
     */
    TextLines(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        setFocusable(false);
    }

    void show(String newText, Color colour) {
        if (!newText.equals(text) || !colour.equals(getForeground())) {
            text = newText;
            setForeground(colour);
            repaint();
        }
    }

    /** What is shown, whether it fits or not. */
    String text() {
        return text;
    }

    @Override
    public Dimension getPreferredSize() {
        FontMetrics metrics = getFontMetrics(getFont());
        return new Dimension(columns * metrics.charWidth('n'), rows * metrics.getHeight() + 2);
    }

    @Override
    public Dimension getMinimumSize() {
        return getPreferredSize();
    }

    @Override
    public void paint(Graphics graphics) {
        ((Graphics2D) graphics)
                .setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        FontMetrics metrics = graphics.getFontMetrics();
        List<String> lines = broken(text, metrics, getWidth());
        for (int i = 0; i < Math.min(rows, lines.size()); i++) {
            boolean more = i == rows - 1 && lines.size() > rows;
            graphics.drawString(lines.get(i) + (more ? " ..." : ""), 0, i * metrics.getHeight() + metrics.getAscent());
        }
    }

    /** Lines no wider than {@code width} where a single word isn't wider. */
    static List<String> broken(String text, FontMetrics metrics, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\\R")) {
            StringBuilder line = new StringBuilder();
            for (String word : paragraph.split(" ")) {
                if (!line.isEmpty() && metrics.stringWidth(line + " " + word) > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
