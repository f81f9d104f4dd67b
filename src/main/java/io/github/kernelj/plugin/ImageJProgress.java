package io.github.kernelj.plugin;

import ij.IJ;
import io.github.kernelj.engine.Progress;

/** ImageJ's progress bar and its Escape key. */
class ImageJProgress implements Progress {

    ImageJProgress() {
        IJ.resetEscape();
    }

    @Override
    public void report(double fraction) {
        IJ.showProgress(fraction);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
