package io.github.kernelj.plugin;

import ij.IJ;
import ij.gui.GUI;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.List;

/** Lays windows out beside each other in rows below ImageJ's own, as far as the screen has room. */
final class WindowRows {

    private static final int GAP = 4;

    /** Windows that no longer fit begin so much further from the edge of the screen than those before them. */
    private static final int STEP = 28;

    private WindowRows() {}

    static void arrange(List<Window> windows) {
        Frame imageJ = IJ.getInstance();
        Rectangle screen = GUI.getMaxWindowBounds(imageJ);
        int top = imageJ == null ? screen.y : Math.max(screen.y, imageJ.getY() + imageJ.getHeight() + GAP);
        int right = screen.x + screen.width;
        int bottom = screen.y + screen.height;
        int x = screen.x;
        int y = top;
        int rowHeight = 0;
        int over = 0;
        for (Window window : windows) {
            if (x > screen.x && x + window.getWidth() > right) {
                x = screen.x;
                y += rowHeight + GAP;
                rowHeight = 0;
            }
            if (y + window.getHeight() > bottom) {
                over++;
                int lowest = Math.max(screen.y, bottom - window.getHeight() - (over - 1) * STEP);
                window.setLocation(Math.min(x, Math.max(screen.x, right - window.getWidth())), Math.min(y, lowest));
            } else {
                window.setLocation(x, y);
            }
            x += window.getWidth() + GAP;
            rowHeight = Math.max(rowHeight, window.getHeight());
        }
    }
}
