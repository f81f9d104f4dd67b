package io.github.kernelj.image;

import ij.process.ColorProcessor;
import io.github.kernelj.kernel.Kernel;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A kernel as a heat map: blue below 0, white at 0, red above, the weights written into the cells where they fit, the
 * anchor outlined, the planes of a 3-D kernel side by side. Row 0 is on top, as in an image; weights are
 * cross-correlation weights. Draws without a display.
 */
public final class KernelPicture {

    private static final int MARGIN = 16;
    private static final int GAP = 12;
    private static final int WIDEST = 960;
    private static final int HIGHEST = 480;
    private static final int LARGEST_CELL = 64;
    private static final int NARROWEST_TEXT = 288;
    private static final int PLANES_IN_A_ROW = 5;
    static final Color INK = new Color(0x222222);
    static final Color PALE_INK = new Color(0x555555);
    static final Color LINE = new Color(0xC8C8C8);
    static final Font SMALL = TextBlock.sans(Font.PLAIN, 12);

    private final Cells cells;
    private final DivergingScale scale;
    private final int cell;
    private final Font numberFont;
    private final int across;
    private final int pitchX;
    private final int pitchY;
    private final int contentWidth;
    private final TextBlock title;
    private final TextBlock subtitle;

    /** The kernel under its own name and shape. */
    public static ColorProcessor of(Kernel kernel) {
        return of(kernel, kernel.toString());
    }

    /**
     * The kernel under a title.
     *
     * @return an RGB image on white, at most about 1000 pixels wide
     */
    public static ColorProcessor of(Kernel kernel, String title) {
        return new ColorProcessor(new KernelPicture(kernel, title).draw());
    }

    private KernelPicture(Kernel kernel, String titleText) {
        across = Math.min(kernel.shape().depth(), PLANES_IN_A_ROW);
        int widest = (WIDEST - (across - 1) * GAP) / across;
        cells = Cells.of(kernel, widest, HIGHEST);
        cell = Math.min(LARGEST_CELL, Math.min(widest / cells.columns(), HIGHEST / cells.rows()));
        scale = new DivergingScale(cells.strongest());
        numberFont = numberFont();
        boolean captions = kernel.shape().depth() > 1;
        int captionWidth = captions
                ? TextBlock.metrics(SMALL).stringWidth(caption(kernel.shape().depth() - 1))
                : 0;
        pitchX = Math.max(cells.columns() * cell + 2, captionWidth) + GAP;
        pitchY = cells.rows() * cell + 2 + (captions ? TextBlock.metrics(SMALL).getHeight() : 0) + GAP;
        int textWidth = Math.max(NARROWEST_TEXT, across * pitchX - GAP);
        title = TextBlock.of(titleText, TextBlock.sans(Font.BOLD, 14), INK, textWidth);
        subtitle = TextBlock.of(subtitle(kernel), SMALL, PALE_INK, textWidth);
        contentWidth = Math.max(across * pitchX - GAP, Math.max(title.width(), Math.max(subtitle.width(), 160)));
    }

    private String subtitle(Kernel kernel) {
        String text = "sum " + Digits.significant(kernel.sum(), 4) + ", anchor " + kernel.anchor()
                + (outlined() ? " (outlined)" : "") + ", bias " + Digits.three(kernel.bias());
        return cells.omitted().isEmpty() ? text : text + "; " + cells.omitted();
    }

    private boolean outlined() {
        return cell >= 8 && cells.columns() * cells.rows() * cells.planes().length > 1;
    }

    private String caption(int plane) {
        return "plane " + (plane + 1) + " of " + cells.kernel().shape().depth();
    }

    /** The largest font in which every weight fits into its cell; null if there is none. */
    private Font numberFont() {
        for (int size = 14; size >= 10; size--) {
            Font font = TextBlock.sans(Font.PLAIN, size);
            if (fits(TextBlock.metrics(font))) {
                return font;
            }
        }
        return null;
    }

    private boolean fits(FontMetrics metrics) {
        if (cell < 16 || metrics.getHeight() > cell - 4) {
            return false;
        }
        for (int plane : cells.planes()) {
            for (int row = 0; row < cells.rows(); row++) {
                for (int column = 0; column < cells.columns(); column++) {
                    if (metrics.stringWidth(Digits.three(cells.value(column, row, plane))) > cell - 8) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private BufferedImage draw() {
        int planesTop = MARGIN + title.height() + subtitle.height() + GAP / 2;
        int planeRows = (cells.planes().length + across - 1) / across;
        int barTop = planesTop + planeRows * pitchY;
        int height = barTop + 12 + TextBlock.metrics(SMALL).getHeight() + MARGIN;
        BufferedImage picture = new BufferedImage(contentWidth + 2 * MARGIN, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = TextBlock.antialiased(picture);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), height);
        title.draw(graphics, MARGIN, MARGIN);
        subtitle.draw(graphics, MARGIN, MARGIN + title.height());
        for (int i = 0; i < cells.planes().length; i++) {
            drawPlane(graphics, cells.planes()[i], MARGIN + i % across * pitchX, planesTop + i / across * pitchY);
        }
        drawBar(graphics, barTop, Math.min(contentWidth, 280));
        graphics.dispose();
        return picture;
    }

    private void drawPlane(Graphics2D graphics, int plane, int left, int top) {
        int line = cell >= 8 ? 1 : 0;
        graphics.setColor(LINE);
        graphics.fillRect(left, top, cells.columns() * cell + 2 - line, cells.rows() * cell + 2 - line);
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                float value = cells.value(column, row, plane);
                int x = left + 1 + column * cell;
                int y = top + 1 + row * cell;
                graphics.setColor(scale.of(value));
                graphics.fillRect(x, y, cell - line, cell - line);
                graphics.setColor(DivergingScale.textOn(scale.of(value)));
                if (numberFont != null) {
                    drawCentred(graphics, Digits.three(value), x, y);
                }
                if (outlined() && cells.isAnchor(column, row, plane)) {
                    outline(graphics, x + 1, y + 1, cell - line - 2);
                }
            }
        }
        if (cells.kernel().shape().depth() > 1) {
            TextBlock.of(caption(plane), SMALL, PALE_INK, pitchX).draw(graphics, left, top + cells.rows() * cell + 2);
        }
    }

    private void outline(Graphics2D graphics, int left, int top, int size) {
        int width = Math.max(1, Math.min(2, cell / 16));
        for (int i = 0; i < width; i++) {
            graphics.drawRect(left + i, top + i, size - 1 - 2 * i, size - 1 - 2 * i);
        }
    }

    private void drawCentred(Graphics2D graphics, String number, int left, int top) {
        graphics.setFont(numberFont);
        FontMetrics metrics = graphics.getFontMetrics();
        int x = left + (cell - 1 - metrics.stringWidth(number)) / 2;
        int y = top + (cell - 1 - metrics.getHeight()) / 2 + metrics.getAscent();
        graphics.drawString(number, x, y);
    }

    private void drawBar(Graphics2D graphics, int top, int width) {
        for (int x = 0; x < width; x++) {
            graphics.setColor(scale.most() == 0 ? Color.WHITE : scale.of(scale.most() * (2.0 * x / (width - 1) - 1)));
            graphics.fillRect(MARGIN + x, top, 1, 10);
        }
        graphics.setColor(LINE);
        graphics.drawRect(MARGIN, top, width - 1, 10);
        String[] labels = scale.most() == 0
                ? new String[] {"", "0", ""}
                : new String[] {Digits.three(-scale.most()), "0", Digits.three(scale.most())};
        FontMetrics metrics = TextBlock.metrics(SMALL);
        for (int i = 0; i < 3; i++) {
            int x = MARGIN + i * (width - metrics.stringWidth(labels[i])) / 2;
            graphics.setFont(SMALL);
            graphics.setColor(PALE_INK);
            graphics.drawString(labels[i], x, top + 12 + metrics.getAscent());
        }
    }
}
