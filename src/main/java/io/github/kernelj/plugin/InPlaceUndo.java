package io.github.kernelj.plugin;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.Undo;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.util.Optional;

/**
 * Edit &gt; Undo for a result in place. Copies are made before the work and handed to ImageJ after it, so that a run that
 * fails leaves the undo of the last command alone. Of a stack, all planes are kept, up to a limit.
 */
final class InPlaceUndo {

    private final Runnable offer;

    private InPlaceUndo(Runnable offer) {
        this.offer = offer;
    }

    /** Copies what the work is about to change. */
    static InPlaceUndo of(ImagePlus image) {
        if (image.getStackSize() == 1) {
            return image.getBitDepth() == 24 ? ofColours(image) : ofPlane(image);
        }
        boolean usable = refusal(image).isEmpty() && (!IJ.macroRunning() || Prefs.supportMacroUndo);
        if (!usable) {
            return new InPlaceUndo(Undo::reset);
        }
        StackCopy copy = new StackCopy(image);
        return new InPlaceUndo(() -> Undo.setup(Undo.TRANSFORM, copy));
    }

    /** Most bytes of a stack that are kept: a quarter of what ImageJ may use. */
    static long limit() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /** Why there will be no undo, in a sentence; nothing if there will. */
    static Optional<String> refusal(ImagePlus image) {
        return refusal(image, limit());
    }

    static Optional<String> refusal(ImagePlus image, long limit) {
        double bytes = image.getSizeInBytes();
        return image.getStackSize() == 1 || bytes <= limit
                ? Optional.empty()
                : Optional.of("In place, this can't be undone: the stack takes " + megabytes(bytes)
                        + ", and at most a quarter of ImageJ's memory, " + megabytes(limit) + ", is kept for undo.");
    }

    /** Hands the copies to ImageJ; to be called once the image has its new pixels. */
    void offer() {
        offer.run();
    }

    /** The kind of undo that swaps, so that a second Undo is a redo, and that brings back the display range. */
    private static InPlaceUndo ofPlane(ImagePlus image) {
        ImageProcessor copy = image.getProcessor().duplicate();
        Calibration calibration = image.getCalibration().copy();
        int id = image.getID();
        return new InPlaceUndo(() -> Undo.setup(Undo.TYPE_CONVERSION, new PlaneCopy(id, copy, calibration)));
    }

    /** Of colours that kind would change pixels where brightness was adjusted. */
    private static InPlaceUndo ofColours(ImagePlus image) {
        image.getProcessor().snapshot();
        return new InPlaceUndo(() -> Undo.setup(Undo.FILTER, image));
    }

    private static String megabytes(double bytes) {
        return Math.round(bytes / (1 << 20)) + " MB";
    }

    /** What ImageJ asks of an image whose plane it is to bring back. */
    private static final class PlaneCopy extends ImagePlus {

        private final int id;
        private final ImageProcessor plane;
        private final Calibration calibration;

        PlaneCopy(int id, ImageProcessor plane, Calibration calibration) {
            this.id = id;
            this.plane = plane;
            this.calibration = calibration;
        }

        @Override
        public int getID() {
            return id;
        }

        @Override
        public ImageProcessor getProcessor() {
            return plane;
        }

        @Override
        public Calibration getCalibration() {
            return calibration;
        }
    }
}
