package io.github.kernelj.plugin;

import ij.IJ;
import io.github.kernelj.engine.Progress;

/** ImageJ's progress bar and its Escape key, wherever since the start of the command or the end of its dialog it was hit. */
class ImageJProgress implements Progress {

    @Override
    public void report(double fraction) {
        IJ.showProgress(fraction);
    }

    @Override
    public boolean isCancelled() {
        return IJ.escapePressed();
    }
}
