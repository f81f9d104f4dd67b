package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.ClipMode;
import io.github.kernelj.learn.Constraint;
import io.github.kernelj.learn.Loss;
import io.github.kernelj.learn.Method;
import io.github.kernelj.learn.Start;
import io.github.kernelj.learn.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnSettingsTest {

    @Test
    void everyKeyIsUnderstood() {
        LearnSettings settings =
                macro("bias input=[my stack.tif] target=b.tif width=5 height=3 depth=2 axes=xyt anchor=1,2,0"
                        + " method=nesterov rate=0.01 iterations=500 tolerance=1e-6 loss=sum init=[1 0] seed=-7 print=100 ridge=0.5"
                        + " clipped=censored"
                        + " minimum-norm constraint=[symmetric, sum-one] separate-channels shift=re-anchor"
                        + " kernel=[C:\\my kernels\\k.json]");
        assertThat(settings)
                .isEqualTo(new LearnSettings(
                        "my stack.tif",
                        "b.tif",
                        new Axes("xyt"),
                        new TrainingOptions(
                                new Shape(5, 3, 2),
                                new Anchor(1, 2, 0),
                                Method.NESTEROV,
                                OptionalDouble.of(0.01),
                                OptionalLong.of(500),
                                1e-6,
                                Loss.SUM,
                                Start.UNIFORM,
                                -7,
                                true,
                                100,
                                0.5,
                                true,
                                Set.of(Constraint.SUM_ONE, Constraint.SYMMETRIC),
                                0,
                                false),
                        true,
                        Shift.RE_ANCHOR,
                        ClipMode.CENSORED,
                        "1 0",
                        "C:\\my kernels\\k.json",
                        ExaminationSettings.NONE));
    }

    @Test
    void everyKeyHasASentenceAndADefaultThatIsAllowed() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (Key key : LearnSettings.KEYS) {
            assertThat(key.description()).as(key.name()).endsWith(".");
            if (!key.defaultText().isEmpty()) {
                defaults.put(key.name(), key.defaultText());
            }
        }
        defaults.putAll(Map.of("width", "3", "height", "3"));
        assertThat(LearnSettings.parse(defaults)).isEqualTo(macro("size=3"));
        assertThat(macro("size=3").options()).isEqualTo(TrainingOptions.DEFAULT.withLearnBias(false));
    }

    @Test
    void sizeIsShortForWidthHeightAndDepth() {
        assertThat(macro("size=5").options().shape()).isEqualTo(new Shape(5, 5, 1));
        assertThat(macro("size=5x3").options().shape()).isEqualTo(new Shape(5, 3, 1));
        assertThat(macro("size=[5 x 3 x 2]").options().shape()).isEqualTo(new Shape(5, 3, 2));
        assertThat(macro("preset=lesson size=3x2").options().shape()).isEqualTo(new Shape(3, 2, 1));
    }

    @Test
    void theLessonIsAPresetWhoseValuesCanBeChanged() {
        assertThat(macro("preset=lesson").options()).isEqualTo(TrainingOptions.lesson());
        LearnSettings changed = macro("preset=lesson iterations=auto loss=mean seed=3");
        assertThat(changed.options())
                .isEqualTo(TrainingOptions.lesson()
                        .untilConverged()
                        .withLoss(Loss.MEAN)
                        .withSeed(3));
        assertThat(changed.toMap())
                .containsOnly(
                        entry("preset", "lesson"),
                        entry("iterations", "auto"),
                        entry("loss", "mean"),
                        entry("seed", "3"));
    }

    @Test
    void theLessonWithABiasWouldDiverge() {
        assertThatThrownBy(() -> macro("preset=lesson bias"))
                .hasMessageContaining("0.0161")
                .hasMessageContaining("diverge");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    width=3                   | height is missing: give the kernel's size as width= and height=, or in short as size=5
                    size=3 width=3            | size stands for width, height and depth; give either size or those
                    size=auto width=3         | size stands for width, height and depth; give either size or those
                    size=0                    | size=0: size is written 5, 5x3 or 5x3x3, each from 1, or auto
                    width=0 height=3          | width=0: width is a whole number from 1
                    size=3 method=magic       | method=magic: method is one of gradient-descent, nesterov, adam, conjugate-gradient, exact
                    size=3 rate=fast          | rate=fast: rate is a number, such as 0.5 or 1/9
                    size=3 rate=0             | rate must be a number above 0, or auto; got 0.0
                    size=3 iterations=0       | iterations must be at least 1, got 0
                    size=3 iterations=many    | iterations=many: iterations is a whole number
                    size=3 tolerance=2        | tolerance must lie between 0 and 1, got 2.0
                    size=3 ridge=-1           | ridge must be a number of at least 0, got -1.0
                    size=3 preset=book        | preset=book: preset is one of none, lesson
                    size=3 anchor=3,0         | anchor 3,0,0 lies outside the 3 x 3 kernel
                    size=3 bias=maybe         | bias=maybe: bias is a bare word, or true or false
                    size=3 clipped=some       | clipped=some: clipped is one of none, exclude, censored
                    size=3 shift=no           | shift=no: shift is one of report, re-anchor, ignore
                    size=3 constraint=odd     | constraint=odd: constraint is none, or some of sum-one, zero-sum, symmetric, non-negative, separable with commas between
                    size=3 constraint=sum-one,zero-sum       | constraint=sum-one doesn't go with zero-sum: weights can't sum to 1 and to 0
                    size=3 constraint=zero-sum,non-negative  | constraint=zero-sum doesn't go with non-negative: only weights that are all 0 do both
                    size=3 constraint=zero-sum,separable     | constraint=zero-sum doesn't go with separable: it would be left open along which axis the weights sum to 0
                    size=3 constraint=separable              | constraint=separable isn't reached in steps; it goes with method=exact
                    size=3 constraint=non-negative method=exact minimum-norm | constraint=non-negative doesn't go with minimum-norm; use ridge > 0 instead
                    """)
    void whatIsNotAllowedIsNamed(String options, String message) {
        assertThatThrownBy(() -> macro(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Property
    void whatIsWrittenIsReadBack(@ForAll("settings") LearnSettings settings) {
        assertThat(LearnSettings.parse(settings.toMap())).isEqualTo(settings);
        assertThat(macro(settings.format())).isEqualTo(settings);
    }

    @Provide
    Arbitrary<LearnSettings> settings() {
        Arbitrary<Shape> shapes = Combinators.combine(
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(1, 3))
                .as(Shape::new);
        Arbitrary<TrainingOptions> options = Combinators.combine(
                        shapes,
                        Arbitraries.of(Method.class),
                        Arbitraries.of(Loss.class),
                        Arbitraries.doubles().between(1e-6, 0.5).ofScale(12),
                        Arbitraries.longs(),
                        Arbitraries.integers().between(0, 7))
                .as((shape, method, loss, number, seed, bits) -> new TrainingOptions(
                        shape,
                        (bits & 1) == 0 ? Anchor.centreOf(shape) : new Anchor(0, 0, 0),
                        method,
                        (bits & 2) == 0 ? OptionalDouble.empty() : OptionalDouble.of(number),
                        (bits & 4) == 0 ? OptionalLong.empty() : OptionalLong.of(10 + bits),
                        number,
                        loss,
                        Start.UNIFORM,
                        seed,
                        (bits & 3) == 3,
                        bits,
                        number,
                        bits == 5,
                        bits == 6 ? Set.of(Constraint.SYMMETRIC, Constraint.ZERO_SUM) : Set.of(),
                        0,
                        (bits & 3) != 3));
        return Combinators.combine(
                        Arbitraries.of("", "a b.tif", "[x]", "true", "&t"),
                        options,
                        Arbitraries.of("xyz", "t", "xy"),
                        Arbitraries.of("uniform", "sobel-x", "1 2\n3 4"),
                        Arbitraries.of(ClipMode.class))
                .as((name, some, axes, init, clipped) -> new LearnSettings(
                        name,
                        "stack ",
                        new Axes(axes),
                        some,
                        name.isEmpty(),
                        name.isEmpty() ? Shift.REPORT : Shift.IGNORE,
                        clipped,
                        init,
                        name,
                        ExaminationSettings.NONE));
    }

    @Test
    void whatIsAskedOfAReport() {
        LearnSettings settings = macro("size=auto largest-size=7x7x3 input-noise=2.5 correct-noise holdout=0.25 bias"
                + " report=[a report.html]");
        assertThat(settings.options().shape()).isEqualTo(new Shape(7, 7, 3));
        assertThat(settings.options().inputNoise()).isEqualTo(2.5);
        assertThat(settings.examination())
                .isEqualTo(new ExaminationSettings("a report.html", 0.25, OptionalDouble.of(2.5), true, true));
        assertThat(LearnSettings.parse(settings.toMap())).isEqualTo(settings);
        assertThat(macro(settings.format())).isEqualTo(settings);
        assertThat(macro("size=auto").toMap()).containsExactly(entry("size", "auto"));
        assertThat(macro("size=auto").options().shape()).isEqualTo(Shape.of(9, 9));
    }

    @Test
    void aReportThatCannotBeIsRefused() {
        assertThatThrownBy(() -> macro("size=3 report=r.pdf"))
                .hasMessage("report=r.pdf: a report is a file whose name ends in .html, .json or .txt");
        assertThatThrownBy(() -> macro("size=3 holdout=0.7"))
                .hasMessage("holdout must lie between 0.1 and 0.5, got 0.7");
        assertThatThrownBy(() -> macro("size=3 correct-noise"))
                .hasMessageStartingWith("correct-noise needs the noise's standard deviation as input-noise=");
        assertThatThrownBy(() -> macro("size=3 input-noise=-1"))
                .hasMessage("input-noise must be a number of at least 0, or auto; got -1.0");
        assertThatThrownBy(() -> macro("size=auto init=sobel-x"))
                .hasMessage(
                        "size=auto takes anchor=auto and an init without a size: uniform, kaiming, zeros or identity");
        assertThatThrownBy(() -> macro("size=auto largest-size=big"))
                .hasMessage("largest-size=big: largest-size is written 5, 5x3 or 5x3x3, each from 1");
    }

    private static LearnSettings macro(String options) {
        return LearnSettings.parse(options, name -> Optional.empty());
    }
}
