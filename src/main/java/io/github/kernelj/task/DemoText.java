package io.github.kernelj.task;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
final class DemoText {

    private DemoText() {}

    /** Two significant digits: {@code 0.00034}, {@code 1.5}, {@code 2.1e-6}. */
    static String brief(double value) {
        return significant(value, 2);
    }

    /** So many significant digits, without an exponent where that stays short; whole numbers whole. */
    static String significant(double value, int digits) {
        double magnitude = Math.abs(value);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.toString(value);
        }
        if (magnitude < 1e-5 || magnitude >= 1e15) {
            return String.format(Locale.ROOT, "%." + (digits - 1) + "e", value).replaceFirst("e([-+])0", "e$1");
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
        return rounded.scale() <= 0 ? grouped(rounded.longValueExact()) : rounded.toPlainString();
    }

    /** {@code 3,600,000,000}. */
    static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** What explains nearly all is told by what is missing from 1: {@code 0.99999999962}. */
    static String rSquared(double value) {
        return Double.isFinite(value) && value < 1
                ? BigDecimal.ONE
                        .subtract(new BigDecimal(1 - value).round(new MathContext(2)))
                        .toPlainString()
                : Double.toString(value);
    }

    /** {@code 1 step}, {@code 95,862 steps}. */
    static String count(long number, String noun) {
        return grouped(number) + " " + noun + (number == 1 ? "" : "s");
    }
}
