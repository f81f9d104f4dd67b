package io.github.kernelj.image;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A text broken into lines that fit a width: measured first, drawn afterwards. */
record TextBlock(List<String> lines, Font font, Color colour) {

    /**
     * Breaks between words, and within a word that is longer than a line.
     *
     * @param widest in pixels
     */
    static TextBlock of(String text, Font font, Color colour, int widest) {
        FontMetrics metrics = metrics(font);
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (metrics.stringWidth(longer) <= widest) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (metrics.stringWidth(line) > widest && line.length() > 1) {
                int fitting = fitting(line, metrics, widest);
                lines.add(line.substring(0, fitting));
                line = line.substring(fitting);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return new TextBlock(List.copyOf(lines), font, colour);
    }

    private static int fitting(String word, FontMetrics metrics, int widest) {
        int count = word.length() - 1;
        while (count > 1 && metrics.stringWidth(word.substring(0, count)) > widest) {
            count--;
        }
        return count;
    }

    int width() {
        return lines.stream().mapToInt(metrics(font)::stringWidth).max().orElse(0);
    }

    int height() {
        return lines.size() * metrics(font).getHeight();
    }

    /** @param x left edge, and {@code y} upper edge */
    void draw(Graphics2D graphics, int x, int y) {
        FontMetrics metrics = metrics(font);
        graphics.setFont(font);
        graphics.setColor(colour);
        for (int i = 0; i < lines.size(); i++) {
            graphics.drawString(lines.get(i), x, y + i * metrics.getHeight() + metrics.getAscent());
        }
    }

    /** The text in one line, cut and ended by an ellipsis if it is wider than {@code widest} pixels. */
    static String shortened(String text, Font font, int widest) {
        FontMetrics metrics = metrics(font);
        String line = text.strip().replaceAll("\\s+", " ");
        if (metrics.stringWidth(line) <= widest) {
            return line;
        }
        int count = line.length() - 1;
        while (count > 1 && metrics.stringWidth(line.substring(0, count) + "…") > widest) {
            count--;
        }
        return line.substring(0, count) + "…";
    }

    static Font sans(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    static FontMetrics metrics(Font font) {
        Graphics2D graphics = antialiased(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        try {
            return graphics.getFontMetrics(font);
        } finally {
            graphics.dispose();
        }
    }

    static Graphics2D antialiased(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return graphics;
    }
}
