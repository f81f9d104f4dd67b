package io.github.kernelj.image;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/**
 * A kernel as a small heat map without a legend, for dialogs: blue below 0, white at 0, red above, the anchor outlined,
 * the weights written into the cells if there is room, the planes of a 3-D kernel side by side. {@link KernelPicture} is
 * the large one. Draws without a display.
 */
public final class KernelThumbnail {

    private static final int GAP = 6;
    private static final int LARGEST_CELL = 48;
    private static final Color LINE = new Color(0xC8C8C8);
    private static final Font FONT = TextBlock.sans(Font.PLAIN, 10);

    private final Cells cells;
    private final DivergingScale scale;
    private final int across;
    private final int cell;
    private final boolean numbered;

    /**
     * Draws a kernel.
     *
     * @param width most pixels across, at least 16
     * @param height most pixels down, at least 16
     * @return a picture no larger than that, transparent where there is nothing
     */
    public static BufferedImage of(Kernel kernel, int width, int height) {
        return new KernelThumbnail(kernel, Math.max(16, width), Math.max(16, height)).draw();
    }

    private KernelThumbnail(Kernel kernel, int width, int height) {
        Shape shape = kernel.shape();
        int planes = Cells.of(kernel, width, height).planes().length;
        int bestAcross = 1;
        double bestSize = 0;
        for (int columns = 1; columns <= planes; columns++) {
            int rows = (planes + columns - 1) / columns;
            double size = Math.min(
                    (double) room(width, columns) / shape.width(), (double) room(height, rows) / shape.height());
            if (size > bestSize) {
                bestSize = size;
                bestAcross = columns;
            }
        }
        across = bestAcross;
        int widest = Math.max(1, room(width, across));
        int highest = Math.max(1, room(height, (planes + across - 1) / across));
        cells = Cells.of(kernel, widest, highest);
        cell = Math.max(1, Math.min(LARGEST_CELL, Math.min(widest / cells.columns(), highest / cells.rows())));
        scale = new DivergingScale(cells.strongest());
        numbered = isRoomForNumbers();
    }

    /** Pixels along one axis for each of several planes, within a line around all. */
    private static int room(int length, int planes) {
        return (length - 2 - (planes - 1) * GAP) / planes;
    }

    private boolean isRoomForNumbers() {
        FontMetrics metrics = TextBlock.metrics(FONT);
        if (cell < metrics.getHeight() + 2) {
            return false;
        }
        for (int plane : cells.planes()) {
            for (int row = 0; row < cells.rows(); row++) {
                for (int column = 0; column < cells.columns(); column++) {
                    if (metrics.stringWidth(Digits.three(cells.value(column, row, plane))) > cell - 4) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private BufferedImage draw() {
        int planes = cells.planes().length;
        int rows = (planes + across - 1) / across;
        int pitchX = cells.columns() * cell + GAP;
        int pitchY = cells.rows() * cell + GAP;
        BufferedImage picture =
                new BufferedImage(across * pitchX - GAP + 2, rows * pitchY - GAP + 2, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = TextBlock.antialiased(picture);
        for (int i = 0; i < planes; i++) {
            drawPlane(graphics, cells.planes()[i], 1 + i % across * pitchX, 1 + i / across * pitchY);
        }
        graphics.dispose();
        return picture;
    }

    private void drawPlane(Graphics2D graphics, int plane, int left, int top) {
        int line = cell >= 8 ? 1 : 0;
        graphics.setColor(LINE);
        graphics.drawRect(left - 1, top - 1, cells.columns() * cell + 1, cells.rows() * cell + 1);
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                float value = cells.value(column, row, plane);
                int x = left + column * cell;
                int y = top + row * cell;
                graphics.setColor(LINE);
                graphics.fillRect(x, y, cell, cell);
                graphics.setColor(scale.of(value));
                graphics.fillRect(x, y, cell - line, cell - line);
                graphics.setColor(DivergingScale.textOn(scale.of(value)));
                if (numbered) {
                    drawCentred(graphics, Digits.three(value), x, y);
                }
                if (cell >= 5 && cells.isAnchor(column, row, plane)) {
                    graphics.drawRect(x + 1, y + 1, cell - line - 3, cell - line - 3);
                }
            }
        }
    }

    private void drawCentred(Graphics2D graphics, String number, int left, int top) {
        graphics.setFont(FONT);
        FontMetrics metrics = graphics.getFontMetrics();
        int x = left + (cell - 1 - metrics.stringWidth(number)) / 2;
        int y = top + (cell - 1 - metrics.getHeight()) / 2 + metrics.getAscent();
        graphics.drawString(number, x, y);
    }
}
