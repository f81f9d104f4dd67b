package io.github.kernelj.kernel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in the text of an expression, moved on by what is read there; blanks are skipped. Errors name the character. */
final class ExpressionScanner {

    private static final Pattern NUMBER =
            Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?" + "(/(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]*");
    private static final int LONGEST_SHOWN = 20;

    private final String text;
    private int at;

    ExpressionScanner(String text) {
        this.text = text;
    }

    /** Where the next thing begins, counted from 0. */
    int position() {
        Matcher blanks = matcher(BLANKS);
        if (blanks.lookingAt()) {
            at = blanks.end();
        }
        return at;
    }

    boolean atEnd() {
        return position() == text.length();
    }

    boolean isNext(char c) {
        return !atEnd() && text.charAt(at) == c;
    }

    boolean isNumberNext() {
        return !atEnd() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.');
    }

    /** Moves past this character if it is next. */
    boolean take(char c) {
        if (!isNext(c)) {
            return false;
        }
        at++;
        return true;
    }

    Optional<String> takeWord() {
        position();
        Matcher word = matcher(WORD);
        if (!word.lookingAt()) {
            return Optional.empty();
        }
        at = word.end();
        return Optional.of(word.group());
    }

    /** A text in double quotes, without them; a double quote in it is written twice. */
    Optional<String> takeQuoted() {
        position();
        Matcher quoted = matcher(KernelSource.QUOTED);
        if (!quoted.lookingAt()) {
            return Optional.empty();
        }
        at = quoted.end();
        return Optional.of(KernelSource.unquoted(quoted));
    }

    double takeNumber() {
        Matcher number = matcher(NUMBER);
        double value = number.lookingAt() ? Numbers.toDouble(number.group()) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw error(at, "a finite number is expected here, such as 2, 1.5e-3 or 1/9");
        }
        at = number.end();
        return value;
    }

    /** What stands from a position up to and including this character; all the rest if there is none. */
    String takeThrough(char last, int from) {
        int index = text.indexOf(last, at);
        at = index < 0 ? text.length() : index + 1;
        return text.substring(from, at);
    }

    /** Moves past a closing bracket. */
    void close(int open) {
        if (atEnd()) {
            throw error(open, "this bracket is never closed");
        }
        if (!take(')')) {
            throw unexpected("+, -, * or a closing bracket is");
        }
    }

    KernelSyntaxException unexpected(String expected) {
        if (atEnd()) {
            return error(at, expected + " expected here");
        }
        String rest = text.substring(at);
        String shown = rest.length() > LONGEST_SHOWN ? rest.substring(0, LONGEST_SHOWN) + "..." : rest;
        String hint = rest.charAt(0) == '/'
                ? "; to divide, multiply by a fraction: 1/4 * ..."
                : isNumberNext() ? "; a matrix stands in square brackets: [1 2 1]" : "";
        return error(at, expected + " expected here, but '" + shown + "' follows" + hint);
    }

    static KernelSyntaxException error(int position, String what) {
        return new KernelSyntaxException("character " + (position + 1) + ": " + what);
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }
}
