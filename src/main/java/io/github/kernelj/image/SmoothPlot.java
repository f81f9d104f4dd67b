package io.github.kernelj.image;

import ij.gui.Plot;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.util.List;

/** What plots have in common: colours, and lines without steps. */
final class SmoothPlot {

    /** Colours that readers with the common colour deficiencies tell apart (Okabe and Ito, 2008), black last. */
    static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            Color.BLACK);

    private static final int SUPERSAMPLING = 2;

    private SmoothPlot() {}

    /** ImageJ draws lines without antialiasing: drawn larger and averaged down, they are smooth. */
    static ColorProcessor draw(Plot plot, int width, int height) {
        ImageProcessor large =
                plot.makeHighResolution("", SUPERSAMPLING, true, false).getProcessor();
        large.resetRoi(); // the plot leaves its frame as region of interest, and resize would cut the labels off
        large.setInterpolationMethod(ImageProcessor.BILINEAR);
        return large.resize(width, height, true).convertToColorProcessor();
    }
}
