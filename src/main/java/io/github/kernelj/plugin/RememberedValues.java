package io.github.kernelj.plugin;

import ij.Prefs;
import io.github.kernelj.task.Key;

/** Values of a dialog from one time to the next, in ImageJ's preferences. */
final class RememberedValues {

    private final String prefix;

    /** @param prefix of the names under which values are kept */
    RememberedValues(String prefix) {
        this.prefix = prefix;
    }

    String get(Key key, String otherwise) {
        return Prefs.get(prefix + key.name(), otherwise);
    }

    void put(Key key, String text) {
        Prefs.set(prefix + key.name(), text);
    }
}
