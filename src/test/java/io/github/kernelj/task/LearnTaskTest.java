package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelText;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnTaskTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00.5Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    /** What a kernel does along any axes is learned back with the same axes. */
    @ParameterizedTest
    @CsvSource(delimiter = '@', textBlock = """
                    xyz @ 1 2; 3 4; 5 6   @ 2x3
                    xyz @ 1 2|3 4         @ 2x1x2
                    xyt @ 1 2|3 4         @ 2x1x2
                    yx  @ 1 2; 3 4; 5 6   @ 2x3
                    z   @ 1 -2 5          @ 3x1
                    t   @ 1 -2 5          @ 3x1
                    xt  @ 1 -2 5; 7 8 9   @ 3x2
                    ty  @ 1 -2 5; 7 8 9   @ 3x2
                    x   @ 1 -2            @ 2x1
                    y   @ 1 -2 5 4        @ 4x1
                    xyz @ 1 2; 3 4        @ 2
                    """)
    void learnsWhatWasApplied(String axes, String kernel, String size) throws IOException {
        ImagePlus input = noise(9, 8, axes.contains("t") ? 3 : 6, axes.contains("t") ? 6 : 3);
        ApplySettings applied =
                ApplySettings.of(kernel).with(ApplySettings.AXES, axes).with(ApplySettings.TYPE, "32-bit");
        ImagePlus target = ApplyTask.apply(input, applied, Progress.NONE).image();
        ImagePlus valid = ApplyTask.apply(input, applied.with(ApplySettings.EXTENT, "valid"), Progress.NONE)
                .image();
        float[] wanted = KernelText.parse(kernel).weights();
        for (ImagePlus given : List.of(target, valid)) {
            LearnResult result = learn(input, given, "method=exact axes=" + axes + " size=" + size);
            float[] learned = result.kernel().weights();
            assertThat(learned).hasSameSizeAs(wanted);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(learned[i]).isCloseTo(wanted[i], within(1e-4f));
            }
        }
    }

    @Test
    void aShiftIsReportedAnchoredOrIgnored() throws IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/camera.png"));
        ApplySettings moved = ApplySettings.of("1 2 1; 2 4 2; 1 2 1")
                .with(ApplySettings.SCALE, "1/16")
                .with(ApplySettings.ANCHOR, "2,0");
        ImagePlus target = ApplyTask.apply(input, moved, Progress.NONE).image();
        String told =
                "shift or off-centre kernel: the kernel lies -1.0, 1.0 pixels (x, y) off its centre, as it does if"
                        + " the target is moved by 1, -1 against the input";
        LearnResult reported = learn(input, target, "method=exact size=3");
        assertThat(reported.notices())
                .containsExactly(told + "; register the pair, or learn about that place with shift=re-anchor");
        assertThat(learn(input, target, "method=exact size=3 shift=ignore").notices())
                .isEmpty();
        LearnResult anchored = learn(input, target, "method=exact size=3 shift=re-anchor");
        assertThat(anchored.notices())
                .containsExactly(told + "; learned about that place, and the anchor moved with it");
        assertThat(anchored.kernel().anchor()).isEqualTo(new Anchor(2, 0, 0));
        assertThat(anchored.kernel().weights()[4]).isCloseTo(0.25f, within(1e-3f));
        assertThat(reported.kernel().weights()[4]).isLessThan(0.2f);
    }

    @Test
    void aShiftBeyondTheKernelIsLeftOut() throws IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/camera.png"));
        ImagePlus target = input.duplicate();
        target.getProcessor().translate(3, 0);
        LearnResult result = learn(input, target, "bias method=exact size=3 shift=re-anchor");
        assertThat(result.notices())
                .hasSize(1)
                .allMatch(notice -> notice.endsWith("; the anchor can't lie so far outside the kernel, so applying the"
                        + " kernel leaves the shift out"));
        assertThat(result.kernel().anchor()).isEqualTo(new Anchor(1, 1, 0));
        assertThat(result.kernel().weights()[4]).isCloseTo(1, within(0.05f));
    }

    @Test
    void theMinimumNormAnswerComesOnRequestOnly() throws IOException {
        ImagePlus flat = new ImagePlus("flat", new FloatProcessor(9, 9, new float[81]));
        assertThatThrownBy(() -> learn(flat, flat, "method=exact size=3"))
                .hasMessageContaining("ask for the minimum-norm answer");
        assertThat(learn(flat, flat, "minimum-norm method=exact size=3")
                        .kernel()
                        .weights())
                .containsOnly(0);
    }

    @Test
    void constraintsAreKept() throws IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/brick.png"));
        ImagePlus target = ApplyTask.apply(input, ApplySettings.of("gaussian(sigma=1)"), Progress.NONE)
                .image();
        for (String constraint : List.of(
                "sum-one",
                "symmetric,sum-one",
                "non-negative,sum-one",
                "separable,sum-one",
                "non-negative,separable")) {
            float[] weights = learn(input, target, "method=exact size=5 constraint=" + constraint)
                    .kernel()
                    .weights();
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i];
                assertThat(constraint.contains("non-negative") && weights[i] < 0)
                        .isFalse();
                assertThat(constraint.contains("symmetric") && weights[i] != weights[weights.length - 1 - i])
                        .isFalse();
            }
            assertThat(sum).isCloseTo(1, within(constraint.contains("sum-one") ? 1e-6 : 0.02));
        }
    }

    @Test
    void clippedPixelsOfPhotographsDontMislead() throws IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/camera.png"));
        String kernel = "0 -1 0; -1 5.6 -1; 0 -1 0";
        ImagePlus target =
                ApplyTask.apply(input, ApplySettings.of(kernel), Progress.NONE).image();
        double[] errors = new double[3];
        String[] modes = {"none", "exclude", "censored"};
        for (int i = 0; i < modes.length; i++) {
            LearnResult result = learn(input, target, "bias method=exact size=3 clipped=" + modes[i]);
            float[] learned = result.kernel().weights();
            float[] wanted = KernelText.parse(kernel).weights();
            for (int k = 0; k < learned.length; k++) {
                errors[i] = Math.max(errors[i], Math.abs(learned[k] - wanted[k]));
            }
            assertThat(result.fit().notices().stream().anyMatch(notice -> notice.contains("clipped input pixel")))
                    .isEqualTo(i > 0);
        }
        assertThat(errors[1]).isLessThan(errors[0] / 10);
        assertThat(errors[2]).isLessThan(errors[0] / 10);
    }

    @Test
    void anchorAndBiasAreLearnedWith() throws IOException {
        ImagePlus input = noise(9, 8, 1, 1);
        ApplySettings applied =
                ApplySettings.of("1 2 3").with(ApplySettings.ANCHOR, "0,0").with(ApplySettings.BIAS, "5");
        ImagePlus target = ApplyTask.apply(input, applied, Progress.NONE).image();
        Kernel kernel =
                learn(input, target, "bias method=exact anchor=0,0 size=3x1").kernel();
        assertThat(kernel.anchor()).isEqualTo(new Anchor(0, 0, 0));
        assertThat(kernel.bias()).isCloseTo(5, within(1e-3));
    }

    @Test
    void lossesAreToldAsTheLessonDoes() throws IOException {
        ImagePlus input = noise(8, 6, 1, 1);
        List<Long> iterations = new ArrayList<>();
        LearnSettings settings = settings("preset=lesson rate=1e-4");
        LearnTask.learn(input, input, settings, (iteration, loss) -> iterations.add(iteration), Progress.NONE);
        assertThat(iterations).containsExactly(2L, 4L, 6L, 8L, 10L);
    }

    @Test
    void aKernelCanBeTheStart() throws IOException {
        ImagePlus input = noise(9, 8, 4, 1);
        LearnResult result = learn(input, input, "axes=z iterations=1 rate=1e-12 size=3x1 init=[7 8 9]");
        assertThat(result.kernel().weights()).containsExactly(new float[] {7, 8, 9}, within(1e-3f));
        assertThatThrownBy(() -> learn(input, input, "size=3 init=[7 8 9]"))
                .hasMessage("init=7 8 9 is a 3 x 1 kernel, but the kernel to learn is 3 x 3; give them the same size");
    }

    @Test
    void theKernelTellsHowItWasMade() throws IOException {
        ImagePlus input = noise(9, 8, 1, 1);
        Kernel kernel =
                learn(input, input, "method=exact size=3 kernel=here.txt").kernel();
        assertThat(kernel.provenance())
                .containsEntry("learned by", "KernelJ " + Version.text())
                .containsEntry("method", "exact")
                .containsEntry("width", "3")
                .containsEntry("input", "noise")
                .containsEntry("windows", "42")
                .containsEntry("date", "2026-01-02T12:00:00Z")
                .doesNotContainKey("kernel");
        assertThat(kernel.provenance().get("input sha-256"))
                .matches("[0-9a-f]{64}")
                .isEqualTo(kernel.provenance().get("target sha-256"));
    }

    @Test
    void theSameImagesGiveTheSameKernelAgainButForTheDate() throws IOException {
        Path input = folder.resolve("in.tif");
        ImageFiles.save(noise(9, 8, 1, 1), input);
        LearnSettings settings = settings("init=kaiming size=3 method=conjugate-gradient");
        for (String name : List.of("a.json", "b.json")) {
            LearnTask.learn(input, input, folder.resolve(name), settings, TrainingListener.NONE, Progress.NONE);
        }
        assertThat(withoutDate("a.json")).isEqualTo(withoutDate("b.json")).isNotEmpty();
    }

    @Test
    void pairsThatDoNotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> learn(noise(5, 5, 1, 2), noise(5, 5, 1, 3), "size=3"))
                .hasMessage("input and target don't belong together: the input has 2 frames, the target 3");
        assertThatThrownBy(() -> learn(noise(5, 5, 1, 1), noise(6, 5, 1, 1), "size=3"))
                .hasMessageContaining("the input is 5 x 5, the target 6 x 5");
    }

    @Test
    void aKernelThatCannotBeSavedIsNotLearned() {
        LearnSettings settings = settings("bias size=3");
        assertThatThrownBy(() -> LearnTask.learn(
                        folder.resolve("none.tif"),
                        folder.resolve("none.tif"),
                        folder.resolve("k.txt"),
                        settings,
                        TrainingListener.NONE,
                        Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kernel can't be saved as " + folder.resolve("k.txt")
                        + ": only a name that ends in .json (or .tif or .onnx) holds a bias");
        ImagePlus grey = noise(5, 5, 1, 1);
        assertThatThrownBy(() ->
                        LearnTask.requireSavable(folder.resolve("k.txt"), settings("anchor=0,0 size=3"), grey, grey))
                .hasMessageEndingWith("holds an anchor besides the weights");
        ImagePlus colour = new ImagePlus("photo", new ColorProcessor(5, 5));
        assertThatThrownBy(() -> LearnTask.requireSavable(folder.resolve("k.txt"), settings("size=3"), colour, grey))
                .hasMessageEndingWith(
                        "only a name that ends in .json (or .npy, .tif or .onnx) holds those of several channels");
    }

    @Test
    void theSummaryIsInPlainWords() throws IOException {
        ImagePlus input = noise(9, 8, 1, 1);
        List<String> summary =
                learn(input, input, "method=conjugate-gradient size=3").summary();
        assertThat(summary.get(0))
                .matches("Learned a 3 x 3 kernel from 42 windows by conjugate-gradient: converged in \\d+ steps\\.");
        assertThat(String.join("\n", summary))
                .contains("R² 1")
                .contains("Condition number ")
                .contains("off the exact solution by");
        assertThat(learn(input, input, "size=3 rate=1e9 iterations=50").fit().diverged())
                .isTrue();
    }

    private String withoutDate(String name) throws IOException {
        return Files.readString(folder.resolve(name)).replaceAll("\"date\": *\"[^\"]*\"", "");
    }

    private static LearnResult learn(ImagePlus input, ImagePlus target, String options) throws IOException {
        return LearnTask.learn(input, target, settings(options), TrainingListener.NONE, Progress.NONE, NOON);
    }

    private static LearnSettings settings(String options) {
        return LearnSettings.parse(options, name -> Optional.empty());
    }

    private static ImagePlus noise(int width, int height, int slices, int frames) {
        Random random = new Random(42);
        ImageStack stack = new ImageStack(width, height);
        for (int i = 0; i < slices * frames; i++) {
            float[] pixels = new float[width * height];
            for (int j = 0; j < pixels.length; j++) {
                pixels[j] = random.nextFloat();
            }
            stack.addSlice(new FloatProcessor(width, height, pixels));
        }
        ImagePlus image = new ImagePlus("noise", stack);
        image.setDimensions(1, slices, frames);
        return image;
    }
}
