package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindSettingsTest {

    @Test
    void whatIsWrittenIsReadBack() {
        String options = "map drift template=[my figure.png] axes=[xyz] planes=[3-5] threshold=[0.8] count=[4]"
                + " distance=[2.5] channel=[2] slices=[2-9] frames=[7] threads=[3]";
        FindSettings settings = FindSettings.parse(options, name -> Optional.empty());
        assertThat(OptionString.format(settings.toMap())).isEqualTo(options);
        assertThat(FindSettings.parse(settings.toMap())).isEqualTo(settings);
        assertThat(FindSettings.parse(Map.of()).toMap()).isEmpty();
        assertThat(FindSettings.parse(Map.of()).templateIsSelection()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threshold=1.5 | threshold=1.5: threshold is a score from -1 to 1",
                "threshold=high | threshold=high: threshold is a number, such as 0.5 or 1/9",
                "count=0 | count=0: count is a whole number from 1",
                "distance=0 | distance=0.0: distance is auto or a number of pixels above 0",
                "axes=zyx | axes=zyx: axes is one of xy, xyz, xyt",
                "drift axes=xyt | drift needs axes=xy or axes=xyz: with axes=xyt the template itself spans time",
                "treshold=1 | there is no setting 'treshold'; the nearest is 'threshold'. A value with blanks in it stands"
                        + " in brackets, as in kernel=[1 2 1]"
            })
    void whatCantBeIsRefused(String options, String message) {
        assertThatThrownBy(() -> FindSettings.parse(options, name -> Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
