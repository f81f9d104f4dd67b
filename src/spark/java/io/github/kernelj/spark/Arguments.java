package io.github.kernelj.spark;

import io.github.kernelj.task.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code --key=value}, {@code --flag}, and the addresses between them. */
final class Arguments {

    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> addresses = new ArrayList<>();

    /** @throws IllegalArgumentException if an option isn't one of the keys, or has no value though it needs one */
    Arguments(List<String> arguments, List<Key> keys) {
        for (String argument : arguments) {
            if (!argument.startsWith("--")) {
                addresses.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            Key key = keys.stream()
                    .filter(known -> known.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no option --" + name + "; there are --"
                            + String.join(", --", keys.stream().map(Key::name).toList())));
            if (equals < 0 && !key.isFlag()) {
                throw new IllegalArgumentException("--" + name + " needs a value: --" + name + "=...");
            }
            options.put(name, equals < 0 ? "true" : argument.substring(equals + 1));
        }
    }

    /** What was given for these keys, by name. */
    Map<String, String> of(List<Key> keys) {
        Map<String, String> given = new LinkedHashMap<>(options);
        given.keySet().retainAll(keys.stream().map(Key::name).toList());
        return given;
    }

    /** What was given for a key, or its default. */
    String text(Key key) {
        return options.getOrDefault(key.name(), key.defaultText());
    }

    /** @throws IllegalArgumentException if there aren't as many as names */
    List<String> addresses(String... names) {
        if (addresses.size() != names.length) {
            throw new IllegalArgumentException(
                    "give " + String.join(", ", names) + "; got " + (addresses.isEmpty() ? "none" : addresses));
        }
        return List.copyOf(addresses);
    }
}
