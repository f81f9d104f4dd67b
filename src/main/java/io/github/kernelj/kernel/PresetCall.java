package io.github.kernelj.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A preset's name with arguments, {@code gaussian(2, size=9)}, its values bound to the preset's parameters by position
 * or by name but not yet read as numbers.
 *
 * @param preset the preset called
 * @param arguments values by parameter name, in the order given
 */
record PresetCall(Preset preset, Map<String, String> arguments) {

    private static final Pattern HEAD = Pattern.compile("([A-Za-z][A-Za-z0-9-]*)\\s*(\\(.*)?", Pattern.DOTALL);

    /** Whether the text is a word, or a word and an opening bracket with anything after it, as calls are. */
    static boolean isShapedLikeCall(String text) {
        return HEAD.matcher(text).matches();
    }

    /** The word in front of the brackets of a text shaped like a call. */
    static String nameIn(String text) {
        Matcher head = HEAD.matcher(text);
        return head.matches() ? head.group(1) : "";
    }

    /**
     * @param offset the number of characters in front of the text, which the errors count too
     * @throws KernelSyntaxException naming the character, if the brackets aren't closed, the preset or a parameter is
     *     unknown, or a parameter is given twice, without a value, or without a name after one with
     */
    static PresetCall parse(String text, int offset) {
        Matcher head = HEAD.matcher(text);
        if (!head.matches()) {
            throw new KernelSyntaxException("'" + text + "' isn't the name of a preset");
        }
        Preset preset = Presets.find(head.group(1))
                .orElseThrow(() -> new KernelSyntaxException(Presets.unknown(head.group(1), List.of())));
        Map<String, String> arguments = new LinkedHashMap<>();
        if (head.group(2) != null) {
            new Binder(preset, text, head.start(2) + 1, offset).bindInto(arguments);
        }
        return new PresetCall(preset, arguments);
    }

    Kernel kernel(VoxelSize voxel) {
        return preset.kernel(arguments, voxel);
    }

    /** Reads what stands between the brackets. */
    private record Binder(Preset preset, String text, int start, int offset) {

        void bindInto(Map<String, String> arguments) {
            int end = closingBracket();
            if (text.substring(start, end).isBlank()) {
                return;
            }
            boolean named = false;
            int from = start;
            while (from <= end) {
                int comma = text.indexOf(',', from);
                int to = comma < 0 || comma > end ? end : comma;
                int equals = text.indexOf('=', from);
                if (equals >= 0 && equals < to) {
                    named = true;
                    put(arguments, text.substring(from, equals).strip(), equals + 1, to);
                } else if (named) {
                    throw error(from, "a value without a name can't follow one with a name");
                } else {
                    put(arguments, positional(arguments.size(), from), from, to);
                }
                from = to + 1;
            }
        }

        private int closingBracket() {
            int close = text.indexOf(')', start);
            if (close < 0) {
                throw error(start - 1, "this bracket is never closed");
            }
            int another = text.indexOf('(', start);
            if (another >= 0 && another < close) {
                throw error(another, "no bracket is expected here");
            }
            if (close < text.length() - 1) {
                throw error(
                        close + 1,
                        "nothing is expected after the closing bracket, but '"
                                + text.substring(close + 1).strip() + "' follows");
            }
            return close;
        }

        private String positional(int index, int from) {
            List<String> names = preset.parameterNames();
            if (index >= names.size()) {
                throw error(
                        from,
                        names.isEmpty()
                                ? "it has no parameters"
                                : "too many values: its parameters are " + String.join(", ", names));
            }
            return names.get(index);
        }

        private void put(Map<String, String> arguments, String parameter, int from, int to) {
            String value = text.substring(from, to).strip();
            try {
                PresetArguments.requireParameter(preset, parameter);
            } catch (IllegalArgumentException e) {
                throw new KernelSyntaxException(e.getMessage());
            }
            if (value.isEmpty()) {
                throw error(from, "there is no value for " + parameter);
            }
            if (arguments.put(parameter, value) != null) {
                throw error(from, parameter + " is given twice");
            }
        }

        private KernelSyntaxException error(int position, String what) {
            return new KernelSyntaxException(preset.name() + ", character " + (offset + position + 1) + ": " + what);
        }
    }
}
