package io.github.kernelj.image;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.kernelj.engine.Axes;
import java.awt.Rectangle;

/** Carries overlay and region of interest to a result: moved by the result's origin, dropped where it has no planes. */
final class Annotations {

    private final ImageVolumes input;
    private final ImagePlus source;
    private final ResultForm form;
    private final boolean keepsChannels;

    /** @param keepsChannels whether output channel i comes from selected channel i */
    Annotations(ImageVolumes input, ResultForm form, boolean keepsChannels) {
        this.input = input;
        this.source = input.image();
        this.form = form;
        this.keepsChannels = keepsChannels && !input.isColour();
    }

    void copyTo(ImagePlus result) {
        Overlay overlay = source.getOverlay();
        if (overlay != null) {
            Overlay moved = overlay.create();
            for (Roi roi : overlay) {
                add(roi, moved, result);
            }
            result.setOverlay(moved);
            result.setHideOverlay(source.getHideOverlay());
        }
        Roi roi = source.getRoi();
        if (roi != null) {
            Roi moved = moved(roi);
            if (moved.getBounds().intersects(new Rectangle(result.getWidth(), result.getHeight()))
                    && place(roi, moved, result)) {
                result.setRoi(moved);
            }
        }
    }

    private void add(Roi roi, Overlay to, ImagePlus result) {
        Roi moved = moved(roi);
        if (place(roi, moved, result)) {
            to.add(moved);
        }
    }

    private Roi moved(Roi roi) {
        Roi moved = (Roi) roi.clone();
        if (form.originX() != 0 || form.originY() != 0) {
            moved.translate(-form.originX(), -form.originY());
        }
        return moved;
    }

    /** Gives the copy the position of the plane it belongs to; false if the result hasn't got that plane. */
    private boolean place(Roi roi, Roi moved, ImagePlus result) {
        boolean inStack = roi.getPosition() > 0;
        if (!inStack && !roi.hasHyperStackPosition()) {
            return true;
        }
        int[] at = inStack
                ? source.convertIndexToPosition(roi.getPosition())
                : new int[] {roi.getCPosition(), roi.getZPosition(), roi.getTPosition()};
        boolean alongSlices = input.axis() == Axes.Stack.SLICES;
        Selection selection = input.selection();
        int channel = keepsChannels ? shifted(at[0], selection.channels(), 0, result.getNChannels()) : 0;
        int slice = shifted(at[1], selection.slices(), alongSlices ? form.originZ() : 0, result.getNSlices());
        int frame = shifted(at[2], selection.frames(), alongSlices ? 0 : form.originZ(), result.getNFrames());
        if (channel < 0 || slice < 0 || frame < 0) {
            return false;
        }
        if (inStack && (keepsChannels || result.getNChannels() == 1)) {
            moved.setPosition(result.getStackIndex(Math.max(1, channel), slice, frame));
        } else {
            moved.setPosition(channel, slice, frame);
        }
        return true;
    }

    /** A position counted from 1 in the result; 0, which means all, stays; −1 if the result hasn't got it. */
    private static int shifted(int position, Range selected, int origin, int available) {
        if (position == 0) {
            return 0;
        }
        int shifted = position - (selected.first() - 1) - origin;
        return shifted >= 1 && shifted <= available ? shifted : -1;
    }
}
