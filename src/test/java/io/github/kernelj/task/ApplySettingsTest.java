package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Correlation;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.MissingPixels;
import io.github.kernelj.engine.Operation;
import io.github.kernelj.image.OutputType;
import io.github.kernelj.image.Range;
import io.github.kernelj.image.Selection;
import io.github.kernelj.kernel.Anchor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplySettingsTest {

    @Test
    void onlyTheKernelIsNeeded() {
        ApplySettings settings = ApplySettings.of("1 2 1");
        assertThat(settings.correlation()).isEqualTo(Correlation.DEFAULT);
        assertThat(settings.axes()).isEqualTo(Axes.DEFAULT);
        assertThat(settings.selection()).isEqualTo(Selection.ALL);
        assertThat(settings.type()).isEqualTo(OutputType.SAME);
        assertThat(settings.destination()).isEqualTo(Destination.NEW);
        assertThat(settings.format()).isEqualTo("kernel=[1 2 1]");
    }

    @Test
    void everyKeyIsUnderstood() {
        ApplySettings settings =
                macro("normalize operation=convolution extent=full border=constant constant=-1.5 axes=xyt"
                        + " anchor=0,1 scale=1/4 bias=12 nan=fill channels=1-2 slices=3 frames=all type=16-bit destination=new"
                        + " output=[a b.tif] threads=2 kernel=[gaussian(sigma=2)]");
        assertThat(settings)
                .isEqualTo(new ApplySettings(
                        "gaussian(sigma=2)",
                        new Correlation(Operation.CONVOLUTION, Extent.FULL, Border.CONSTANT, MissingPixels.FILL, -1.5f),
                        new Axes("xyt"),
                        Optional.of(new Anchor(0, 1, 0)),
                        true,
                        0.25,
                        OptionalDouble.of(12),
                        new Selection(new Range(1, 2), new Range(3, 3), Range.ALL),
                        OutputType.BITS_16,
                        Destination.NEW,
                        Optional.of(Path.of("a b.tif")),
                        OptionalInt.of(2)));
    }

    @Test
    void outputIsATiffFileAndExcludesInPlace() {
        assertThat(macro("output=[] kernel=1").output()).isEmpty();
        assertThat(macro("output=/a/b.TIFF kernel=1").output()).contains(Path.of("/a/b.TIFF"));
        assertThatThrownBy(() -> macro("output=[a b.png] kernel=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("output=a b.png: output is a file whose name ends in .tif, as only TIFF files are written"
                        + " plane by plane");
        assertThatThrownBy(() -> macro("output=[a\0.tif] kernel=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("output can't be a file's name");
        assertThatThrownBy(() -> macro("output=a.tif destination=in-place kernel=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("destination=in-place and output=a.tif don't go together; keep one of them");
    }

    @Test
    void everyKeyHasASentenceAndADefaultThatIsAllowed() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Key key : ApplySettings.KEYS) {
            assertThat(key.description()).as(key.name()).endsWith(".");
            defaults.put(key.name(), key.defaultText());
        }
        defaults.put("kernel", "1");
        assertThat(ApplySettings.parse(defaults)).isEqualTo(ApplySettings.of("1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    extent=sideways   | extent=sideways: extent is one of valid, same, full
                    operation=fold    | operation=fold: operation is one of correlation, convolution
                    border=zero       | border=zero: border is one of nearest, reflect, mirror, wrap, constant
                    nan=drop          | nan=drop: nan is one of propagate, ignore, fill
                    type=12-bit       | type=12-bit: type is one of same, 8-bit, 16-bit, 32-bit
                    destination=there | destination=there: destination is one of new, in-place
                    scale=much        | scale=much: scale is a number, such as 0.5 or 1/9
                    scale=1/0         | scale=1/0: scale is a number, such as 0.5 or 1/9
                    scale=1/2/3       | scale=1/2/3: scale is a number, such as 0.5 or 1/9
                    bias=NaN          | bias=NaN: bias is a number, such as 0.5 or 1/9
                    constant=1e60     | constant=1e60: constant is at most 3.4028235E38
                    threads=0         | threads=0: threads is a whole number from 1
                    threads=two       | threads=two: threads is a whole number from 1
                    anchor=middle     | anchor=middle: anchor is auto or the tap x,y or x,y,z counted from 0, such as 2,2
                    anchor=1,2,3,4    | anchor=1,2,3,4: anchor is auto or the tap x,y or x,y,z counted from 0, such as 2,2
                    channels=0        | channels=0: channels is all, a number counted from 1 such as 2, or a range such as 1-3
                    slices=5-2        | slices=5-2: slices is all, a number counted from 1 such as 2, or a range such as 1-3
                    axes=xzt          | axes=xzt spans slices and frames at once; a kernel runs along z or t, not both
                    normalize=yes     | normalize=yes: normalize is a bare word, or true or false
                    """)
    void whatIsNotAllowedIsNamed(String option, String message) {
        assertThatThrownBy(() -> macro(option + " kernel=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void unknownKeysNameTheNearest() {
        assertThatThrownBy(() -> macro("kernel=1 boarder=wrap"))
                .hasMessageStartingWith("there is no setting 'boarder'; the nearest is 'border'");
        assertThatThrownBy(() -> macro("kernel=1 normalise"))
                .hasMessageStartingWith("there is no setting 'normalise'; the nearest is 'normalize'");
    }

    @Test
    void withoutAKernelThereIsNothingToApply() {
        assertThatThrownBy(() -> macro("normalize")).hasMessageStartingWith("kernel is missing: give a matrix such as");
        assertThatThrownBy(() -> ApplySettings.of("1 2; 3 x")).hasMessageContaining("x");
    }

    @Test
    void inPlaceNothingMayChangeSizeOrType() {
        assertThatThrownBy(() -> macro("destination=in-place extent=valid kernel=1"))
                .hasMessage(
                        "destination=in-place needs extent=same: with extent=valid the result has another size than the image");
        assertThatThrownBy(() -> macro("destination=in-place type=32-bit kernel=1"))
                .hasMessage("destination=in-place needs type=same: pixels of another type need a new image");
    }

    @Test
    void wordsOfOldMacrosAskForNothing() {
        assertThat(macro("stack slice preview kernel=[1 2 1]")).isEqualTo(ApplySettings.of("1 2 1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text1=[-1 -1 -1\\n-1 8 -1\\n-1 -1 -1\\n] normalize | -1 -1 -1\\n-1 8 -1\\n-1 -1 -1 | true
                    text1=[1 2 1] stack                               | 1 2 1                         | false
                    text1=1\\n2\\n1\\n normalize stack                | 1\\n2\\n1                     | true
                    normalize text1=1,2,1\\n2,4,2\\n1,2,1             | 1,2,1\\n2,4,2\\n1,2,1         | true
                    text1=5                                           | 5                             | false
                    text1=[1 2 1 2 4 2 1 2 1] normalize stack         | 1 2 1\\n2 4 2\\n1 2 1         | true
                    text1=[1 2 3 4 5 6 7 8 9 10] stack                | 1 2 3 4 5 6 7 8 9 10          | false
                    text1=[1 2 3 4] stack                             | 1 2 3 4                       | false
                    """)
    void optionsOfConvolveAreTranslated(String options, String kernel, boolean normalize) {
        ApplySettings settings = macro(options.replace("\\n", "\n"));
        assertThat(settings.kernel()).isEqualTo(kernel.replace("\\n", "\n"));
        assertThat(settings.normalize()).isEqualTo(normalize);
        assertThat(settings.correlation()).isEqualTo(Correlation.DEFAULT);
        assertThat(settings.destination()).isEqualTo(Destination.IN_PLACE);
    }

    @Test
    void convolveFiltersTheCurrentPlaneUnlessItSaysStack() {
        assertThat(ConvolveOptions.isCurrentPlaneOnly("text1=[1 2 1] normalize "))
                .isTrue();
        assertThat(ConvolveOptions.isCurrentPlaneOnly("text1=[1 2 1] normalize stack "))
                .isFalse();
        assertThat(ConvolveOptions.isCurrentPlaneOnly("kernel=[1 2 1] ")).isFalse();
    }

    @Test
    void oneSettingIsChanged() {
        ApplySettings settings = ApplySettings.of("1 2 1").with(ApplySettings.EXTENT, "valid");
        assertThat(settings.toMap()).containsExactly(entry("kernel", "1 2 1"), entry("extent", "valid"));
    }

    @Test
    void aKernelThatNoMacroCanHoldAsksForAVariable() {
        assertThatThrownBy(() -> ApplySettings.of("file(\"a].txt\")").format())
                .hasMessageContaining("pass kernel=&variable");
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("settings") ApplySettings settings) {
        assertThat(ApplySettings.parse(settings.toMap())).isEqualTo(settings);
        assertThat(macro(settings.format())).isEqualTo(settings);
    }

    @Provide
    Arbitrary<ApplySettings> settings() {
        Arbitrary<String> kernels = Arbitraries.of(
                "1 2 1",
                "1 2 1\n2 4 2\n\n1 2 1\n2 4 2",
                "[1 2 1; 0 0 0]",
                "gaussian(sigma=2)",
                "file(\"C:\\my stack\\k.txt\")",
                "true");
        Arbitrary<Correlation> correlations = Combinators.combine(
                        Arbitraries.of(Operation.class),
                        Arbitraries.of(Border.class),
                        Arbitraries.of(MissingPixels.class),
                        Arbitraries.floats())
                .as((operation, border, missing, constant) ->
                        new Correlation(operation, Extent.SAME, border, missing, constant));
        Arbitrary<Range> ranges = Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, 9))
                .as((first, more) -> more == 0 ? Range.ALL : new Range(first, first + more - 1));
        Arbitrary<Optional<Anchor>> anchors =
                Arbitraries.of(Optional.empty(), Optional.of(new Anchor(0, 0, 0)), Optional.of(new Anchor(3, 1, 2)));
        return Combinators.combine(
                        kernels,
                        correlations,
                        ranges,
                        anchors,
                        Arbitraries.doubles(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(List.of("xyz", "xyt", "t", "yx")),
                        Arbitraries.of(Destination.class))
                .as((kernel, correlation, range, anchor, number, flag, axes, destination) -> new ApplySettings(
                        kernel,
                        correlation,
                        new Axes(axes),
                        anchor,
                        flag,
                        number,
                        flag ? OptionalDouble.empty() : OptionalDouble.of(-number),
                        new Selection(Range.ALL, range, range),
                        destination == Destination.NEW && flag ? OutputType.BITS_32 : OutputType.SAME,
                        destination,
                        destination == Destination.NEW && flag ? Optional.of(Path.of("out (1).tif")) : Optional.empty(),
                        flag ? OptionalInt.empty() : OptionalInt.of(range.first())));
    }

    private static ApplySettings macro(String options) {
        return ApplySettings.parse(options, name -> Optional.empty());
    }
}
