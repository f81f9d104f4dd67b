package io.github.kernelj.plugin;

import ij.macro.Interpreter;
import java.util.Optional;

/** The variables of the running macro, for values written as {@code &name}. */
final class MacroVariables {

    private MacroVariables() {}

    /** The variable as text, a whole number without a decimal point; nothing if no macro runs or it has no such variable. */
    static Optional<String> value(String name) {
        Interpreter macro = Interpreter.getInstance();
        if (macro == null) {
            return Optional.empty();
        }
        String text = macro.getStringVariable(name);
        if (text != null) {
            return Optional.of(text);
        }
        double number = macro.getVariable2(name);
        if (Double.isNaN(number)) {
            return Optional.empty();
        }
        return Optional.of(
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString((long) number)
                        : Double.toString(number));
    }
}
