package io.github.kernelj.kernel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * Numbers as people type them, {@code -1.5e-3} and {@code 1/9}, and the shortest text from which a float or double comes
 * back bit for bit. {@code Float.toString} isn't used: before Java 19 it isn't the shortest, and files would differ
 * between Java versions.
 */
final class Numbers {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private Numbers() {}

    /** The nearest float; NaN if the token isn't a number, infinite if it is too large. */
    static float toFloat(String token) {
        // A plain decimal goes to float in one step: through double it could be rounded twice.
        return isDecimal(token) ? Float.parseFloat(token) : (float) toDouble(token);
    }

    /** The nearest double; NaN if the token isn't a number, infinite if it is too large. */
    static double toDouble(String token) {
        if (isDecimal(token)) {
            return Double.parseDouble(token);
        }
        int slash = token.indexOf('/');
        if (slash < 0) {
            return Double.NaN;
        }
        String numerator = token.substring(0, slash);
        String denominator = token.substring(slash + 1);
        return isDecimal(numerator) && isDecimal(denominator)
                ? Double.parseDouble(numerator) / Double.parseDouble(denominator)
                : Double.NaN;
    }

    private static boolean isDecimal(String token) {
        return DECIMAL.matcher(token).matches();
    }

    /** The shortest decimal that reads back as this finite float. */
    static String shortest(float value) {
        if (value == 0) {
            return zero(1 / value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            String text = text(exact, digits);
            if (Float.parseFloat(text) == value) {
                return text;
            }
        }
    }

    /** The shortest decimal that reads back as this finite double. */
    static String shortest(double value) {
        if (value == 0) {
            return zero(1 / value);
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; ; digits++) {
            String text = text(exact, digits);
            if (Double.parseDouble(text) == value) {
                return text;
            }
        }
    }

    private static String zero(double reciprocal) {
        return reciprocal < 0 ? "-0" : "0";
    }

    private static String text(BigDecimal exact, int digits) {
        BigDecimal rounded =
                exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 10) {
            return rounded.toPlainString();
        }
        String mantissa = rounded.scaleByPowerOfTen(-exponent).toPlainString();
        return mantissa + "e" + exponent;
    }
}
