package io.github.kernelj.image;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.gui.Roi;
import java.awt.Color;
import java.util.List;

/** Shows on an image where templates were found: their outlines as an overlay, their middles as a multi-point selection. */
public final class MatchMarks {

    /** Overlays of an earlier search bear this name, and go when a new one comes. */
    private static final String NAME = "KernelJ match";

    private static final Color COLOUR = new Color(255, 220, 0);

    private MatchMarks() {}

    /**
     * One match.
     *
     * @param x of the middle in pixels, the first pixel reaching from 0 to 1
     * @param y likewise
     * @param slice of the middle, from 1
     * @param frame of the middle, from 1
     */
    public record Mark(double x, double y, int slice, int frame) {}

    /**
     * Replaces the image's selection, and what an earlier search has left in its overlay.
     *
     * @param outline of the template, its bounding box at 0, 0 of the template
     * @param width of the template in pixels, and {@code height}
     */
    public static void show(ImagePlus image, List<Mark> marks, Roi outline, int width, int height) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        overlay.remove(NAME);
        PointRoi points = new PointRoi();
        for (Mark mark : marks) {
            Roi drawn = (Roi) outline.clone();
            drawn.setLocation(mark.x - width / 2.0 + outline.getXBase(), mark.y - height / 2.0 + outline.getYBase());
            drawn.setName(NAME);
            drawn.setStrokeColor(COLOUR);
            drawn.setStrokeWidth(2);
            place(drawn, mark, image);
            overlay.add(drawn);
            points.addPoint(
                    mark.x, mark.y, image.getStackSize() == 1 ? 0 : image.getStackIndex(1, mark.slice, mark.frame));
        }
        image.setOverlay(overlay.size() == 0 ? null : overlay);
        if (marks.isEmpty()) {
            image.deleteRoi();
        } else {
            image.setRoi(points);
        }
    }

    private static void place(Roi roi, Mark mark, ImagePlus image) {
        if (image.getNDimensions() > 3) {
            roi.setPosition(0, image.getNSlices() > 1 ? mark.slice : 0, image.getNFrames() > 1 ? mark.frame : 0);
        } else if (image.getStackSize() > 1) {
            roi.setPosition(image.getStackIndex(1, mark.slice, mark.frame));
        }
    }
}
