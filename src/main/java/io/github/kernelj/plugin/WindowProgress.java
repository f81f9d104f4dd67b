package io.github.kernelj.plugin;

import ij.ImagePlus;
import ij.gui.ImageWindow;

/** Progress of work on an image in place, which is in vain once its window is closed. */
final class WindowProgress extends ImageJProgress {

    private final ImageWindow window;

    WindowProgress(ImagePlus image) {
        this.window = image.getWindow();
    }

    @Override
    public boolean isCancelled() {
        return super.isCancelled() || isClosed(window);
    }

    /** @throws IllegalStateException if the image's window was closed */
    static void requireOpen(ImagePlus image) {
        if (isClosed(image.getWindow())) {
            throw new IllegalStateException(
                    "'" + image.getTitle() + "' was closed while the kernel was applied to it; nothing was changed");
        }
    }

    private static boolean isClosed(ImageWindow window) {
        return window != null && window.isClosed();
    }
}
