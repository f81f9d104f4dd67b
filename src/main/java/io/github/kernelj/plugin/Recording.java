package io.github.kernelj.plugin;

import ij.plugin.frame.Recorder;
import io.github.kernelj.task.OptionString;
import java.util.Map;

/** Writes what was done into ImageJ's macro recorder. */
final class Recording {

    private Recording() {}

    /** Replaces what the dialog recorded by these settings; what no macro can hold is told in a comment instead. */
    static void record(Map<String, String> settings) {
        if (!Recorder.record) {
            return;
        }
        Recorder.resetCommandOptions();
        try {
            OptionString.format(settings);
        } catch (IllegalArgumentException e) {
            refuse(e.getMessage());
            return;
        }
        OptionString.ordered(settings).forEach(Recording::option);
    }

    /** Records nothing but a comment that says why. */
    static void refuse(String reason) {
        if (Recorder.record) {
            Recorder.recordString("// " + Recorder.getCommand() + ": " + reason.replaceAll("\\R", " ") + "\n");
            Recorder.disableCommandRecording();
        }
    }

    private static void option(String key, String value) {
        if (OptionString.isWord(value)) {
            Recorder.recordOption(key);
        } else {
            // The recorder puts brackets around a value with blanks, and only then.
            String text = Recorder.fixString(value);
            Recorder.recordOption(key, text.indexOf(' ') >= 0 ? text : "[" + text + "]");
        }
    }
}
