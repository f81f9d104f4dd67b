package io.github.kernelj.plugin;

import java.awt.Canvas;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.image.BufferedImage;

/** A picture in a dialog that changes while the dialog is open. */
final class PictureCanvas extends Canvas {

    private final Dimension size;
    private BufferedImage picture;

    PictureCanvas(int width, int height) {
        this.size = new Dimension(width, height);
        setFocusable(false);
    }

    /** @param newPicture no larger than the canvas; null for none */
    void show(BufferedImage newPicture) {
        picture = newPicture;
        repaint();
    }

    @Override
    public Dimension getPreferredSize() {
        return size;
    }

    @Override
    public Dimension getMinimumSize() {
        return size;
    }

    @Override
    public void paint(Graphics graphics) {
        if (picture != null) {
            graphics.drawImage(picture, 0, 0, null);
        }
    }
}
