package io.github.kernelj.cli;

import io.github.kernelj.task.Key;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The keys of settings as options: {@code --extent=valid}, {@code --normalize}. */
final class KeyOptions {

    private final List<Key> keys;

    KeyOptions(List<Key> keys) {
        this.keys = keys;
    }

    void addTo(CommandSpec command) {
        keys.forEach(key -> command.addOption(option(key)));
    }

    /** What the user gave, as text by key. */
    Map<String, String> values(ParseResult arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Key key : keys) {
            Object value = arguments.matchedOptionValue("--" + key.name(), null);
            if (value != null) {
                values.put(key.name(), value.toString());
            }
        }
        return values;
    }

    private static OptionSpec option(Key key) {
        OptionSpec.Builder option = OptionSpec.builder("--" + key.name()).description(describe(key));
        if (key.isFlag()) {
            return option.type(boolean.class).arity("0").build();
        }
        return option.type(String.class)
                .arity("1")
                .paramLabel(key.name().toUpperCase(Locale.ROOT))
                .build();
    }

    private static String describe(Key key) {
        String byDefault = key.isFlag() || key.defaultText().isEmpty() ? "" : " Default: " + key.defaultText() + ".";
        return (key.description() + byDefault).replace("%", "%%");
    }
}
