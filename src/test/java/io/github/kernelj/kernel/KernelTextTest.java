package io.github.kernelj.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelTextTest {

    private static final Kernel BINOMIAL = Kernel.of(Shape.of(3, 3), 1, 2, 1, 2, 4, 2, 1, 2, 1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2 1; 2 4 2; 1 2 1", "1 2 1\n2 4 2\n1 2 1", "1 2 1\n2 4 2\n1 2 1\n",
                        "1 2 1 \r\n2 4 2\t\r\n1 2 1  \r\n",
                "\uFEFF1 2 1;\n2 4 2;\n1 2 1;\n", "1,2,1\n2,4,2\n1,2,1", "1, 2, 1; 2 , 4 , 2; 1 2 1",
                        "\n\n 1\t2\t1;2 4 2;1 2 1;\n\n",
                "1\u00A02 1\r2 4 2\r1 2 1", "+1 2. 1e0;2 4/1 2;.5e+1/5 2 1"
            })
    void readsRowsHoweverTheyAreSeparated(String text) {
        assertThat(KernelText.parse(text)).isEqualTo(BINOMIAL);
    }

    @Test
    void tenNumbersOnOneLineAreTenTaps() {
        Kernel kernel = KernelText.parse("1 2 3 4 5 6 7 8 9 10");
        assertThat(kernel.shape()).isEqualTo(new Shape(10, 1, 1));
        assertThat(kernel.anchor()).isEqualTo(new Anchor(5, 0, 0));
        assertThat(kernel.bias()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 2; 3 4 | 5 6; 7 8",
                "1 2\n3 4\n\n5 6\n7 8",
                "1 2\n3 4\n  \n\n\n5 6\n7 8\n\n",
                "1 2;3 4\n|\n5 6\n7 8",
                "1 2;3 4\n\n|\n\n5 6\n7 8;"
            })
    void readsPlanes(String text) {
        assertThat(KernelText.parse(text)).isEqualTo(Kernel.of(new Shape(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8));
    }

    @Test
    void readsImageJsOwnText() {
        Kernel kernel =
                KernelText.parse("-1 -1 -1 -1 -1\n-1 -1 -1 -1 -1\n-1 -1 24 -1 -1\n-1 -1 -1 -1 -1\n-1 -1 -1 -1 -1 \n");
        assertThat(kernel.shape()).isEqualTo(Shape.of(5, 5));
        assertThat(kernel.weight(2, 2, 0)).isEqualTo(24f);
        assertThat(kernel.sum()).isZero();
    }

    @Test
    void commasAloneSeparate() {
        assertThat(KernelText.parse("1,2,1").shape()).isEqualTo(new Shape(3, 1, 1));
        assertThat(KernelText.parse("1, 2, 1").shape()).isEqualTo(new Shape(3, 1, 1));
    }

    @Test
    void numbersBecomeTheNearestFloat() {
        // Through double this would be rounded twice, to the float below.
        assertThat(KernelText.parse("1.00000017881393432617187499").weight(0, 0, 0))
                .isEqualTo(1.00000011920928955078125f);
        assertThat(KernelText.parse("1/9").weight(0, 0, 0)).isEqualTo((float) (1.0 / 9));
        assertThat(KernelText.parse("-1.5e-3 -0").weights()).containsExactly(-1.5e-3f, -0f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "1 2 1; 2 x 2 ~ row 2, column 2: 'x' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "1 2 1f ~ row 1, column 3: '1f' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "0x1p3 ~ row 1, column 1: '0x1p3' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "1 NaN ~ row 1, column 2: 'NaN' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "0/0 ~ row 1, column 1: '0/0' is not a number; write numbers such as 2, -1.5e-3 or 1/9",
                "1 2 | 3 1e39 ~ plane 2, row 1, column 2: '1e39' is too large for a 32-bit float, whose limit is 3.4e38, or divides by zero",
                "1/0 ~ row 1, column 1: '1/0' is too large for a 32-bit float, whose limit is 3.4e38, or divides by zero",
                "1 2 1; 2 4 ~ row 2 has 2 numbers, but row 1 has 3; all rows need the same length",
                "1 2 | 1 ~ plane 2, row 1 has 1 number, but plane 1, row 1 has 2; all rows need the same length",
                "1; 2 | 1 ~ plane 2 has 1 row, but plane 1 has 2; all planes need the same number of rows",
                "1;;2 ~ row 2 is empty: there is no number before ';'",
                "| 1 ~ plane 1 is empty: '|' needs numbers before and after it",
                "1 | | 2 ~ plane 2 is empty: '|' needs numbers before and after it",
                "1 | ~ plane 2 is empty: '|' needs numbers before and after it",
                "1,,2 ~ row 1, column 2: there is no number before ','",
                "1, 2, ~ row 1, column 3: there is no number after ','",
                ",1 ~ row 1, column 1: there is no number before ','",
            })
    void namesWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> KernelText.parse(text))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,5 1,2", "0,5 1", "1 0,5", "1 2; 3,4", "0,5, 1,2", "0,5\t1,2\n0,5\t1,2"})
    void refusesADecimalCommaThatMayBeASeparator(String text) {
        assertThatThrownBy(() -> KernelText.parse(text))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessageContaining("it isn't clear whether 0,5 means 0.5 or 0 and 5")
                .hasMessageContaining("write decimals with a point (0.5) and separate numbers by blanks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t\r\n", "\uFEFF"})
    void refusesAnEmptyKernel(String text) {
        assertThatThrownBy(() -> KernelText.parse(text))
                .isInstanceOf(KernelSyntaxException.class)
                .hasMessage("the kernel is empty: write its numbers row by row, such as 1 2 1; 2 4 2; 1 2 1");
    }

    @Test
    void refusesMoreTapsThanThereMayBe() {
        String text = "1 ".repeat(Kernel.MAX_TAPS + 1);
        assertThatThrownBy(() -> KernelText.parse(text))
                .hasMessage("the kernel has more than 67108864 taps, the most there may be");
    }

    @Test
    void formatsRowsAndPlanes() {
        assertThat(KernelText.format(BINOMIAL)).isEqualTo("1 2 1\n2 4 2\n1 2 1");
        assertThat(KernelText.format(Kernel.of(new Shape(1, 1, 2), 0.1f, -1e-7f)))
                .isEqualTo("0.1\n\n-1e-7");
    }

    @Property(tries = 300)
    void formattedTextReadsBackBitForBit(@ForAll("kernels") Kernel kernel) {
        assertThat(KernelText.parse(KernelText.format(kernel))).isEqualTo(kernel);
    }

    @Property
    void shortestFloatReadsBackAndIsShortest(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (Float.isFinite(value)) {
            String text = Numbers.shortest(value);
            assertThat(Float.floatToIntBits(Numbers.toFloat(text))).isEqualTo(Float.floatToIntBits(value));
            assertThat(digits(text)).isLessThanOrEqualTo(digits(Float.toString(value)));
        }
    }

    @Property
    void shortestDoubleReadsBack(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            assertThat(Double.doubleToLongBits(Numbers.toDouble(Numbers.shortest(value))))
                    .isEqualTo(Double.doubleToLongBits(value));
        }
    }

    @Test
    void shortestNumbersLookAsPeopleWriteThem() {
        assertThat(Numbers.shortest(1f / 9)).isEqualTo("0.11111111");
        assertThat(Numbers.shortest(2e-3f)).isEqualTo("0.002");
        assertThat(Numbers.shortest(65536f)).isEqualTo("65536");
        assertThat(Numbers.shortest(-0f)).isEqualTo("-0");
        assertThat(Numbers.shortest(1e23f)).isEqualTo("1e23");
        assertThat(Numbers.shortest(Float.MIN_VALUE)).isEqualTo("1e-45");
        assertThat(Numbers.shortest(-1.25e-12)).isEqualTo("-1.25e-12");
    }

    private static int digits(String number) {
        return number.replaceAll("[eE].*", "")
                .replaceAll("[-.]", "")
                .replaceAll("^0+", "")
                .replaceAll("0+$", "")
                .length();
    }

    @Provide
    static Arbitrary<Kernel> kernels() {
        return Arbitraries.integers().between(1, 5).list().ofSize(3).flatMap(extents -> {
            Shape shape = new Shape(extents.get(0), extents.get(1), extents.get(2));
            return Arbitraries.integers()
                    .map(Float::intBitsToFloat)
                    .filter(Float::isFinite)
                    .array(float[].class)
                    .ofSize((int) shape.volume())
                    .map(weights -> Kernel.of(shape, weights));
        });
    }
}
