package io.github.kernelj;

import io.github.kernelj.kernel.Preset;
import io.github.kernelj.kernel.Presets;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.BatchSettings;
import io.github.kernelj.task.FindSettings;
import io.github.kernelj.task.InspectSettings;
import io.github.kernelj.task.KernelFromSelectionSettings;
import io.github.kernelj.task.Key;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.ZarrSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of README.md, written from the settings' keys and the presets:
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test -Dmain.class=io.github.kernelj.Readme</pre>
 */
public final class Readme {

    static final Path FILE = Path.of("README.md");

    private Readme() {}

    /** Brings the tables in README.md up to date. */
    public static void main(String[] args) throws IOException {
        String text = Files.readString(FILE);
        for (Map.Entry<String, String> table : tables().entrySet()) {
            text = block(table.getKey())
                    .matcher(text)
                    .replaceFirst("$1" + Matcher.quoteReplacement(table.getValue()) + "$3");
        }
        Files.writeString(FILE, text);
    }

    /** Each table by the name in its markers. */
    static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("keys of apply", keys(ApplySettings.KEYS));
        tables.put("keys of batch", keys(batchKeys()));
        tables.put("keys of learn", keys(LearnSettings.KEYS));
        tables.put("keys of inspect", keys(InspectSettings.KEYS));
        tables.put("keys of selection", keys(KernelFromSelectionSettings.KEYS));
        tables.put("keys of find", keys(FindSettings.KEYS));
        tables.put("keys of zarr", keys(ZarrSettings.KEYS));
        tables.put("presets", presets());
        return tables;
    }

    /** What stands between the markers of a table, as group 2. */
    static Pattern block(String name) {
        return Pattern.compile("(<!-- " + name + " -->\n)(.*?)(<!-- end of " + name + " -->)", Pattern.DOTALL);
    }

    private static String keys(List<Key> keys) {
        return table(
                List.of("key", "values", "default", "what it does"),
                keys.stream().map(key -> List.of(code(key.name()), values(key), byDefault(key), key.description())));
    }

    /** Those of apply and of OME-Zarr stand in tables of their own. */
    private static List<Key> batchKeys() {
        return BatchSettings.KEYS.stream()
                .filter(key -> !ApplySettings.KEYS.contains(key) && !ZarrSettings.KEYS.contains(key))
                .toList();
    }

    private static String values(Key key) {
        if (key.isFlag()) {
            return "bare word";
        }
        return key.choices().isEmpty()
                ? key.unit()
                : key.choices().stream().map(Readme::code).collect(Collectors.joining(" "));
    }

    private static String byDefault(Key key) {
        return key.isFlag() ? "off" : key.defaultText().isEmpty() ? "" : code(key.defaultText());
    }

    private static String presets() {
        return table(
                List.of("preset", "parameters", "what it is"),
                Presets.all().stream()
                        .map(preset -> List.of(code(preset.name()), parameters(preset), preset.description())));
    }

    private static String parameters(Preset preset) {
        return preset.parameters().stream()
                .map(parameter -> code(parameter.name() + "=" + parameter.defaultValue()))
                .collect(Collectors.joining(" "));
    }

    private static String table(List<String> header, Stream<List<String>> rows) {
        return row(header)
                + row(header.stream().map(title -> "---").toList())
                + rows.map(Readme::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
