package io.github.kernelj.plugin;

import io.github.kernelj.kernel.Presets;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.Key;
import java.util.stream.Collectors;

/** The text behind the Help button, made of what the settings and presets say of themselves. */
final class ApplyHelp {

    private ApplyHelp() {}

    static String html() {
        String settings = ApplySettings.KEYS.stream()
                .map(key -> item(name(key), key.description()))
                .collect(Collectors.joining());
        String presets = Presets.all().stream()
                .map(preset -> item(PresetCalls.call(preset), preset.description()))
                .collect(Collectors.joining());
        return "<html><body width=640><h2>Apply Kernel</h2>"
                + "<p>Applies a 1-D, 2-D or 3-D kernel to the image. A kernel is a matrix, rows ended by ; or a new line and"
                + " planes by | or an empty line (<code>1 2 1; 2 4 2; 1 2 1</code>), a preset"
                + " (<code>gaussian(sigma=2)</code>) or a kernel file. Weights are laid on the image as they stand:"
                + " cross-correlation.</p>"
                + "<p>Preview shows the current plane. In place, a single plane and a stack of up to "
                + InPlaceUndo.limit() / (1 << 20)
                + " MB can be undone (Edit &gt; Undo). Escape stops a run and leaves the"
                + " image as it was.</p>"
                + "<h3>Settings, in macros too</h3><dl>" + settings + "</dl>"
                + "<h3>Presets</h3><dl>" + presets + "</dl></body></html>";
    }

    private static String name(Key key) {
        String byDefault = key.defaultText().isEmpty() || key.isFlag() ? "" : " = " + key.defaultText();
        return key.name() + byDefault + (key.unit().isEmpty() ? "" : " (" + key.unit() + ")");
    }

    private static String item(String name, String description) {
        return "<dt><b><code>" + escaped(name) + "</code></b></dt><dd>" + escaped(description) + "</dd>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
