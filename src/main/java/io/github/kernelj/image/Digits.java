package io.github.kernelj.image;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them in pictures and tables: few significant digits, no needless zeros, a true minus sign. */
public final class Digits {

    private Digits() {}

    /** With three significant digits: {@code 0.0625}, {@code −1.5}, {@code 1.2e−7}, {@code 123000}. */
    public static String three(double value) {
        return significant(value, 3);
    }

    /**
     * Rounded half up to so many significant digits; plain from 1e−4 up to 1e6, beyond with an exponent.
     *
     * @param digits at least 1
     */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text = exponent >= -4 && exponent < 6
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
        return text.replace('-', '−');
    }
}
