package io.github.kernelj.kernel;

import java.util.Arrays;

/** One pass over the text of a matrix; {@link KernelText} says what it accepts. Used once. */
final class MatrixScanner {

    private static final int LONGEST_SHOWN = 40;

    private final String text;
    private int at;

    private float[] weights = new float[32];
    private int taps;

    private int columns;
    private int rows;
    private int planes;
    private int width;
    private int height;

    private boolean comma;
    private boolean lineHasContent;
    private boolean planeEndedByBlankLine;
    private boolean planeExpected;

    private boolean tightCommas;
    private boolean otherSeparators;

    MatrixScanner(String text) {
        this.text = text;
    }

    Kernel scan() {
        at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '\r', '\n' -> newline();
                case ';' -> rowSeparator();
                case '|' -> planeSeparator();
                case ',' -> comma();
                default -> {
                    if (isBlank(c)) {
                        at++;
                    } else {
                        number();
                    }
                }
            }
        }
        endRow();
        endPlane();
        if (planes == 0) {
            throw new KernelSyntaxException(
                    "the kernel is empty: write its numbers row by row, such as 1 2 1; 2 4 2; 1 2 1");
        }
        if (planeExpected) {
            throw emptyPlane();
        }
        return Kernel.of(new Shape(width, height, planes), Arrays.copyOf(weights, taps));
    }

    private void newline() {
        endRow();
        if (!lineHasContent && rows > 0) {
            endPlane();
            planeEndedByBlankLine = true;
        }
        lineHasContent = false;
        at += text.startsWith("\r\n", at) ? 2 : 1;
    }

    private void rowSeparator() {
        if (columns == 0) {
            throw new KernelSyntaxException(place(rows + 1) + " is empty: there is no number before ';'");
        }
        endRow();
        lineHasContent = true;
        at++;
    }

    private void planeSeparator() {
        endRow();
        if (rows == 0 && !planeEndedByBlankLine) {
            throw emptyPlane();
        }
        endPlane();
        planeEndedByBlankLine = false;
        planeExpected = true;
        lineHasContent = true;
        at++;
    }

    private void comma() {
        if (comma || columns == 0) {
            throw new KernelSyntaxException(
                    place(rows + 1) + ", column " + (columns + 1) + ": there is no number before ','");
        }
        comma = true;
        at++;
    }

    private void number() {
        int start = at;
        while (at < text.length() && !isSeparator(text.charAt(at))) {
            at++;
        }
        if (columns > 0) {
            noteSeparator(start);
        }
        String token = text.substring(start, at);
        float weight = Numbers.toFloat(token);
        columns++;
        if (!Float.isFinite(weight)) {
            throw badNumber(token, weight);
        }
        if (taps == Kernel.MAX_TAPS) {
            throw new KernelSyntaxException(
                    "the kernel has more than " + Kernel.MAX_TAPS + " taps, the most there may be");
        }
        if (taps == weights.length) {
            weights = Arrays.copyOf(weights, Math.min(2 * taps, Kernel.MAX_TAPS));
        }
        weights[taps++] = weight;
        comma = false;
        lineHasContent = true;
        planeExpected = false;
        planeEndedByBlankLine = false;
    }

    /** A comma between digits without a blank may be a decimal comma, unless all numbers are separated that way. */
    private void noteSeparator(int start) {
        boolean tight = comma && text.charAt(start - 1) == ',' && !isBlank(text.charAt(start - 2));
        tightCommas |= tight;
        otherSeparators |= !tight;
        if (tightCommas && otherSeparators) {
            throw new KernelSyntaxException(
                    place(rows + 1) + ": commas stand between digits and numbers are separated by blanks"
                            + " as well, so it isn't clear whether 0,5 means 0.5 or 0 and 5; write decimals with a point (0.5)"
                            + " and separate numbers by blanks");
        }
    }

    private void endRow() {
        if (comma) {
            throw new KernelSyntaxException(
                    place(rows + 1) + ", column " + (columns + 1) + ": there is no number after ','");
        }
        if (columns == 0) {
            return;
        }
        if (width == 0) {
            width = columns;
        } else if (columns != width) {
            throw new KernelSyntaxException(place(rows + 1) + " has " + count(columns, "number") + ", but "
                    + (planes > 0 ? "plane 1, " : "") + "row 1 has " + width + "; all rows need the same length");
        }
        columns = 0;
        rows++;
    }

    private void endPlane() {
        if (rows == 0) {
            return;
        }
        if (height == 0) {
            height = rows;
        } else if (rows != height) {
            throw new KernelSyntaxException("plane " + (planes + 1) + " has " + count(rows, "row")
                    + ", but plane 1 has " + height + "; all planes need the same number of rows");
        }
        rows = 0;
        planes++;
    }

    private KernelSyntaxException emptyPlane() {
        return new KernelSyntaxException("plane " + (planes + 1) + " is empty: '|' needs numbers before and after it");
    }

    private KernelSyntaxException badNumber(String token, float weight) {
        String shown = token.length() > LONGEST_SHOWN ? token.substring(0, LONGEST_SHOWN) + "..." : token;
        String where = place(rows + 1) + ", column " + columns + ": '" + shown + "' is ";
        return new KernelSyntaxException(
                Float.isNaN(weight)
                        ? where + "not a number; write numbers such as 2, -1.5e-3 or 1/9"
                        : where + "too large for a 32-bit float, whose limit is 3.4e38, or divides by zero");
    }

    private String place(int row) {
        return planes > 0 ? "plane " + (planes + 1) + ", row " + row : "row " + row;
    }

    private static String count(int number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + noun + "s";
    }

    private static boolean isSeparator(char c) {
        return c == ',' || c == ';' || c == '|' || c == '\n' || c == '\r' || isBlank(c);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || Character.isSpaceChar(c);
    }
}
