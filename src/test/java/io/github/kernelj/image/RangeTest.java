package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class RangeTest {

    @Test
    void readsNumbersRangesAndAll() {
        assertThat(Range.parse("2")).isEqualTo(new Range(2, 2));
        assertThat(Range.parse(" 1 - 3 ")).isEqualTo(new Range(1, 3));
        assertThat(Range.parse("all")).isEqualTo(Range.ALL);
        assertThat(Range.parse("")).isEqualTo(Range.ALL);
    }

    @Test
    void writesWhatItReads() {
        for (String text : new String[] {"2", "1-3", "all"}) {
            assertThat(Range.parse(text)).hasToString(text);
        }
    }

    @Test
    void refusesOtherText() {
        for (String text : new String[] {"x", "1-", "-1", "1,2", "1.5", "99999999999"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Range.parse(text))
                    .withMessage("a range is written 2, 1-3 or all; got '" + text + "'");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Range.parse("3-1"))
                .withMessage("a range counts from 1 and doesn't run backwards, got 3-1");
        assertThatIllegalArgumentException().isThrownBy(() -> Range.parse("0")).withMessageContaining("got 0-0");
    }

    @Test
    void namesTheImagesExtent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range(2, 5).within("slices", 4))
                .withMessage("slices=2-5 leaves the image, which has 4 slices");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Range(2, 2).within("frames", 1))
                .withMessage("frames=2 leaves the image, which has 1 frame");
        assertThat(Range.ALL.within("slices", 4)).isEqualTo(new Range(1, 4));
    }
}
