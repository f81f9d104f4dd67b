package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1, −1",
        "0.0625, 0.0625",
        "0.33333334, 0.333",
        "0.9996, 1",
        "123456, 123000",
        "999999, 1e6",
        "1234567, 1.23e6",
        "0.0001, 0.0001",
        "0.00001234, 1.23e−5",
        "-2e-300, −2e−300",
        "100, 100",
        "NaN, NaN",
        "Infinity, ∞",
        "-Infinity, −∞"
    })
    void numbers_have_three_digits_and_no_needless_zeros(double value, String text) {
        assertThat(Digits.three(value)).isEqualTo(text);
    }
}
