package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnReportTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void theVerdictComesFirst() throws IOException {
        LearnResult result = learn(noisy("sobel-x"), "size=3 bias method=exact report=r.txt");
        LearnReport report = result.report().orElseThrow();
        assertThat(report.verdict().get(0))
                .matches(
                        "A 3 x 3 linear filter explains 99\\.\\d+ % of the change from input to target on parts that it"
                                + " wasn't learned from\\.");
        assertThat(report.verdict().get(1)).startsWith("It is the same everywhere");
        assertThat(report.verdict().get(2))
                .isEqualTo("3 x 3 is enough: larger kernels do no better, smaller ones do worse.");
        assertThat(report.verdict()).hasSize(4);
        assertThat(report.verdict().get(3)) // white noise has no structure but noise
                .isEqualTo("Noise in the input may pull the weights towards 0: it makes 100 % of the input's weakest"
                        + " component.");
        assertThat(result.summary()).startsWith(report.verdict().toArray(String[]::new));
        assertThat(report.lines()).containsSequence("How near", "--------");
        assertThat(String.join("\n", report.lines()))
                .contains(
                        "This kernel has 10 parameters (9 weights and a bias), 40 bytes in float32; a dense layer of 100"
                                + " units on 'input' would have 1.3 million weights");
    }

    @Test
    void reportsAsTextJsonAndPage() throws IOException {
        LearnReport report = learn(noisy("sobel-x"), "size=3 bias method=conjugate-gradient report=r.txt")
                .report()
                .orElseThrow();
        for (String kind : new String[] {"txt", "json", "html"}) {
            report.write(folder.resolve("r." + kind));
        }
        assertThat(Files.readString(folder.resolve("r.txt"))).contains("Weights and their standard errors", " ± ");
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("r.json")))
                .getAsJsonObject();
        assertThat(json.getAsJsonObject("standardErrors").getAsJsonArray("weights"))
                .hasSize(9);
        assertThat(json.getAsJsonObject("heldOut").get("rSquared").getAsDouble())
                .isGreaterThan(0.99);
        assertThat(json.getAsJsonObject("sizes").getAsJsonArray("candidates")).hasSize(3);
        assertThat(json.getAsJsonObject("clipping").get("lower").isJsonNull()).isTrue();
        String page = Files.readString(folder.resolve("r.html"));
        assertThat(page).contains("Standard errors", "Is it large enough?", "Loss against steps", "data:image/png");
        assertThatThrownBy(() -> report.write(folder.resolve("r.pdf")))
                .hasMessageEndingWith("r.pdf: a report is a file whose name ends in .html, .json or .txt");
    }

    /** Whether a report is asked for changes nothing of the kernel, nor of how it says it was made. */
    @Test
    void aReportLeavesTheKernelAsItIs() throws IOException {
        ImagePlus[] pair = noisy("sharpen");
        LearnResult with = learn(pair, "size=3 bias method=nesterov report=r.json");
        LearnResult without = learn(pair, "size=3 bias method=nesterov");
        assertThat(without.report()).isEmpty();
        assertThat(with.kernel().weights()).containsExactly(without.kernel().weights());
        assertThat(with.kernel().provenance()).isEqualTo(without.kernel().provenance());
    }

    @Test
    void theSizeIsChosen() throws IOException {
        LearnResult result = learn(noisy("gaussian(sigma=0.8, size=5)"), "size=auto bias method=exact");
        assertThat(result.kernel().shape().width()).isEqualTo(5);
        assertThat(result.kernel().provenance()).containsEntry("size", "auto");
        assertThat(result.summary())
                .contains(
                        "Size: 5 x 5, the smallest of 3 x 3 to 9 x 9 that does as well as any on parts it wasn't learned"
                                + " from.");
        LearnResult alongX = learn(noisy("1 2 3 2 1"), "size=auto largest-size=7x1 bias method=exact axes=xy");
        assertThat(alongX.kernel().shape().width()).isEqualTo(5);
        assertThat(alongX.kernel().shape().height()).isEqualTo(1);
    }

    @Test
    void theSizeOfAValidTargetIsGivenAway() throws IOException {
        ImagePlus[] pair = noisy("sobel-x");
        pair[1] = new ImagePlus("target", new FloatProcessor(104, 104));
        assertThatThrownBy(() -> learn(pair, "size=auto method=exact"))
                .hasMessage(
                        "size=auto needs a target of the input's size, 112 x 112, but it is 104 x 104; give the size"
                                + " that fits it");
    }

    @Test
    void aNoiselessPairIsReproduced() throws IOException {
        ImagePlus[] pair = {input(), null};
        pair[1] = applied(pair[0], "sobel-x");
        assertThat(learn(pair, "size=3 bias method=exact report=r.txt")
                        .report()
                        .orElseThrow()
                        .verdict())
                .containsExactly(
                        "A 3 x 3 linear filter explains all of the change from input to target: what is left is"
                                + " rounding, so there is no noise from which to judge more.");
    }

    @Test
    void percentagesTellWhatIsMissing() {
        assertThat(Verdict.percent(0.99967)).isEqualTo("99.967 %");
        assertThat(Verdict.percent(0.5)).isEqualTo("50 %");
        assertThat(Verdict.percent(0.0123)).isEqualTo("1.2 %");
        assertThat(Verdict.percent(Double.NaN)).isEqualTo("?");
    }

    private static ImagePlus input() {
        Random random = new Random(3);
        float[] pixels = new float[112 * 112];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return new ImagePlus("input", new FloatProcessor(112, 112, pixels));
    }

    private static ImagePlus[] noisy(String kernel) throws IOException {
        ImagePlus input = input();
        ImagePlus target = applied(input, kernel);
        float[] pixels = (float[]) target.getProcessor().getPixels();
        Random random = new Random(4);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (float) (0.02 * random.nextGaussian());
        }
        return new ImagePlus[] {input, target};
    }

    private static ImagePlus applied(ImagePlus input, String kernel) throws IOException {
        ApplySettings settings = ApplySettings.of(kernel).with(ApplySettings.TYPE, "32-bit");
        return ApplyTask.apply(input, settings, Progress.NONE).image();
    }

    private static LearnResult learn(ImagePlus[] pair, String options) throws IOException {
        LearnSettings settings = LearnSettings.parse(options, name -> Optional.empty());
        return LearnTask.learn(pair[0], pair[1], settings, TrainingListener.printing(line -> {}), Progress.NONE, NOON);
    }
}
