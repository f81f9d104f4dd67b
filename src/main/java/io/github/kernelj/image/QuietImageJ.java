package io.github.kernelj.image;

import ij.ImagePlus;
import ij.Prefs;
import ij.measure.Calibration;
import java.io.IOException;

/**
 * Runs ImageJ's readers so that they neither ask nor convert: a global calibration opens a dialog for each image that has
 * its own, and DICOM preferences run menu commands, which fail without a display. These are static in ImageJ, so one file
 * is read at a time, and they are as they were afterwards.
 */
final class QuietImageJ {

    private QuietImageJ() {}

    /** A reader of ImageJ's; null if it can't read. */
    @FunctionalInterface
    interface Reader {
        ImagePlus read() throws IOException;
    }

    /** @throws IOException if the reader fails in whatever way */
    static synchronized ImagePlus read(Reader reader) throws IOException {
        ImagePlus access = new ImagePlus();
        Calibration global = access.getGlobalCalibration();
        boolean ignoreSlope = Prefs.ignoreRescaleSlope;
        boolean asFloat = Prefs.openDicomsAsFloat;
        try {
            access.setGlobalCalibration(null);
            Prefs.ignoreRescaleSlope = true;
            Prefs.openDicomsAsFloat = false;
            return reader.read();
        } catch (RuntimeException e) {
            throw new IOException("ImageJ's reader fails (" + e + ")", e);
        } finally {
            access.setGlobalCalibration(global);
            Prefs.ignoreRescaleSlope = ignoreSlope;
            Prefs.openDicomsAsFloat = asFloat;
        }
    }
}
