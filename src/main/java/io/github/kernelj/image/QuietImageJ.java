package io.github.kernelj.image;

import ij.ImagePlus;
import ij.Prefs;
import ij.measure.Calibration;
import java.io.IOException;

/**
 * Runs ImageJ's readers so that they neither ask nor convert: a global calibration opens a dialog for each image that has
 * its own, and DICOM preferences run menu commands, which fail without a display. These are static in ImageJ: the first
 * reader to begin sets them, and they are as they were when the last one ends.
 */
final class QuietImageJ {

    private static final QuietImageJ ALL = new QuietImageJ();

    private int running;
    private Preferences before;

    private QuietImageJ() {}

    /** A reader of ImageJ's; null if it can't read. */
    @FunctionalInterface
    interface Reader {
        ImagePlus read() throws IOException;
    }

    private record Preferences(Calibration global, boolean ignoreSlope, boolean asFloat) {

        static Preferences current() {
            return new Preferences(
                    new ImagePlus().getGlobalCalibration(), Prefs.ignoreRescaleSlope, Prefs.openDicomsAsFloat);
        }

        static void set(Preferences preferences) {
            new ImagePlus().setGlobalCalibration(preferences.global);
            Prefs.ignoreRescaleSlope = preferences.ignoreSlope;
            Prefs.openDicomsAsFloat = preferences.asFloat;
        }
    }

    /** @throws IOException if the reader fails in whatever way */
    static ImagePlus read(Reader reader) throws IOException {
        ALL.begin();
        try {
            return reader.read();
        } catch (RuntimeException e) {
            throw new IOException("ImageJ's reader fails (" + e + ")", e);
        } finally {
            ALL.end();
        }
    }

    private synchronized void begin() {
        if (running++ == 0) {
            before = Preferences.current();
            Preferences.set(new Preferences(null, true, false));
        }
    }

    private synchronized void end() {
        if (--running == 0) {
            Preferences.set(before);
        }
    }
}
