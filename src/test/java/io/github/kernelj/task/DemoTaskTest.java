package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.process.ImageProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run of the demonstration, looked at from all sides. */
class DemoTaskTest {

    private static final Path SAMPLES = Path.of("test-images");

    @TempDir
    static Path home;

    private static Path folder;
    private static final List<String> CONSOLE = new ArrayList<>();
    private static final List<Double> PROGRESS = Collections.synchronizedList(new ArrayList<>());
    private static String page;

    @BeforeAll
    static void run() throws IOException {
        folder = home.resolve("my demo/№ 1");
        Path written = DemoTask.run(folder, CONSOLE::add, PROGRESS::add);
        page = Files.readString(written);
    }

    @Test
    void theLastLineNamesThePage() {
        assertThat(CONSOLE.get(CONSOLE.size() - 1))
                .isEqualTo("Open this page in a browser: " + folder.resolve("index.html"));
    }

    @Test
    void pageKernelsAndImagesLieInTheFolder() {
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "index.html",
                        "lesson-input.csv",
                        "lesson-target.csv",
                        "lesson-learned.json",
                        "camera.png",
                        "camera-filtered.png",
                        "camera-learned.png",
                        "unknown-7x7.json",
                        "learned-7x7.json",
                        "learned-7x7-nesterov.json",
                        "learned-7x7-conjugate-gradient.json",
                        "brick.png",
                        "brick-learned.png",
                        "coffee.png",
                        "coffee-learned.png",
                        "phantom.tif",
                        "phantom-filtered.tif",
                        "unknown-3x3x3.json",
                        "learned-3x3x3.json",
                        "mr-head.tif",
                        "mr-head-learned.tif");
        assertThat(folder.resolve("coffee.png")).hasSameBinaryContentAs(SAMPLES.resolve("coffee.png"));
    }

    /** The target is rounded to whole gray levels, which alone puts the best kernel 0.00033 off. */
    @Test
    void theUnknownKernelsAreFound() throws IOException {
        Kernel flat = kernel(SAMPLES.resolve("unknown-7x7.json"));
        for (String name : List.of("learned-7x7", "learned-7x7-nesterov", "learned-7x7-conjugate-gradient")) {
            Kernel learned = kernel(folder.resolve(name + ".json"));
            assertThat(learned.weights()).as(name).containsExactly(flat.weights(), within(5e-4f));
            assertThat(learned.bias()).isCloseTo(0, within(0.01));
        }
        assertThat(kernel(folder.resolve("learned-3x3x3.json")).weights())
                .containsExactly(kernel(SAMPLES.resolve("unknown-3x3x3.json")).weights(), within(1e-4f));
        assertThat(page).contains("and found the filter", "and found that too").doesNotContain("did not find");
    }

    @Test
    void thePageTellsTheRealErrorOfTheWorstWeight() throws IOException {
        float[] truth = kernel(SAMPLES.resolve("unknown-7x7.json")).weights();
        float[] learned = kernel(folder.resolve("learned-7x7.json")).weights();
        double worst = 0;
        for (int i = 0; i < truth.length; i++) {
            worst = Math.max(worst, Math.abs(learned[i] - truth[i]));
        }
        assertThat(page)
                .contains("The worst of the 49 weights of the photograph&#39;s filter is off by "
                        + String.format(Locale.ROOT, "%.5f", worst) + ", where the largest weight is 0.120.");
    }

    @Test
    void theLossesOfTheLessonAreThoseOfAPlainLoop() throws IOException {
        double[][] x = table("lesson-input.csv");
        double[][] y = table("lesson-target.csv");
        Random random = new Random(1);
        double[] w = {random.nextDouble(), random.nextDouble()};
        List<String> expected = new ArrayList<>();
        for (int step = 1; step <= 10; step++) {
            double loss = 0;
            double[] gradient = new double[2];
            for (int i = 0; i < y.length; i++) {
                for (int j = 0; j < y[0].length; j++) {
                    double residual = w[0] * x[i][j] + w[1] * x[i][j + 1] - y[i][j];
                    loss += residual * residual;
                    gradient[0] += 2 * residual * x[i][j];
                    gradient[1] += 2 * residual * x[i][j + 1];
                }
            }
            if (step % 2 == 0) {
                expected.add(String.format(Locale.ROOT, "batch %d, loss %.3f", step, loss));
            }
            w[0] -= 0.03 * gradient[0];
            w[1] -= 0.03 * gradient[1];
        }
        assertThat(CONSOLE.stream().filter(line -> line.startsWith("batch"))).isEqualTo(expected);
        assertThat(page).contains(String.join("\n", expected));
        Kernel learned = kernel(folder.resolve("lesson-learned.json"));
        assertThat(learned.weights()).containsExactly(new float[] {(float) w[0], (float) w[1]}, within(1e-6f));
    }

    @Test
    void correlationAndConvolutionOfTheLessonAreReckoned() throws IOException {
        float[] w = kernel(folder.resolve("lesson-learned.json")).weights();
        double[] x = table("lesson-input.csv")[0];
        StringBuilder correlation = new StringBuilder("     its correlation     ");
        StringBuilder convolution = new StringBuilder("     its convolution     ");
        for (int j = 0; j < 7; j++) {
            String blank = j == 0 ? "" : " ";
            correlation.append(blank + String.format(Locale.ROOT, "%6.2f", w[0] * x[j] + w[1] * x[j + 1]));
            convolution.append(blank + String.format(Locale.ROOT, "%6.2f", w[1] * x[j] + w[0] * x[j + 1]));
        }
        assertThat(CONSOLE).contains(correlation.toString(), convolution.toString());
    }

    @Test
    void aNewPhotographIsFilteredAsByTheTrueKernel() throws IOException {
        ImageProcessor before = ImageFiles.open(SAMPLES.resolve("brick.png")).getProcessor();
        ImageProcessor after =
                ImageFiles.open(folder.resolve("brick-learned.png")).getProcessor();
        Kernel truth = kernel(SAMPLES.resolve("unknown-7x7.json"));
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                double sum = 0;
                for (int v = 0; v < 7; v++) {
                    for (int u = 0; u < 7; u++) {
                        int column = Math.min(Math.max(x + u - 3, 0), before.getWidth() - 1);
                        int row = Math.min(Math.max(y + v - 3, 0), before.getHeight() - 1);
                        sum += truth.weight(u, v, 0) * (double) before.get(column, row);
                    }
                }
                double rounded = Math.min(255, Math.max(0, Math.floor(sum + 0.5)));
                assertThat((double) after.get(x, y)).isCloseTo(rounded, within(1.0));
            }
        }
    }

    @Test
    void theTableHoldsTheNumbersOfTheKernelFiles() throws IOException {
        List<String> rows = matches("<tr>(<td.*?)</tr>");
        List<String> kernels = List.of(
                "lesson-learned",
                "learned-7x7",
                "learned-7x7-nesterov",
                "learned-7x7-conjugate-gradient",
                "learned-3x3x3");
        assertThat(rows).hasSize(kernels.size());
        for (int i = 0; i < rows.size(); i++) {
            Kernel kernel = kernel(folder.resolve(kernels.get(i) + ".json"));
            String[] cells = rows.get(i).replaceAll("^<td[^>]*>|</td>$", "").split("</td><td[^>]*>");
            assertThat(cells).hasSize(8);
            assertThat(cells[0]).isEqualTo(kernel.shape().toString());
            assertThat(cells[2].replace(",", "")).isEqualTo(kernel.provenance().get("steps"));
            double rmse = Math.sqrt(Double.parseDouble(kernel.provenance().get("mean squared error")));
            assertThat(number(cells[7])).isCloseTo(rmse, within(0.01 * rmse));
            assertThat(number(cells[3])).isGreaterThanOrEqualTo(1);
            assertThat(number(cells[4])).isBetween(0.0, i == 0 ? 0.1 : 1e-4);
            assertThat(number(cells[5])).isBetween(0.0, i == 0 ? 0.1 : 5e-3);
            assertThat(number(cells[6])).isBetween(i == 0 ? 0.9 : 0.9999, 1.0);
        }
    }

    @Test
    void everyPictureIsThere() throws IOException {
        List<String> pictures = matches("src=\"data:image/png;base64,([^\"]*)\"");
        assertThat(pictures).hasSize(17);
        for (String picture : pictures) {
            assertThat(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(picture))))
                    .isNotNull();
        }
        assertThat(page.replaceAll("base64,[^\"]*", "")).doesNotContain("NaN", "Infinity", "null");
    }

    @Test
    void progressRunsToItsEnd() {
        assertThat(PROGRESS).allMatch(fraction -> fraction >= 0 && fraction <= 1);
        assertThat(PROGRESS.get(PROGRESS.size() - 1)).isEqualTo(1);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "mine");
        assertThatThrownBy(() -> DemoTask.run(file, line -> {}, Progress.NONE))
                .isInstanceOf(IOException.class)
                .hasMessage("can't use " + file + " as a folder: it is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void itCanBeCancelled() {
        Progress impatient = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Path cancelled = home.resolve("cancelled");
        assertThatThrownBy(() -> DemoTask.run(cancelled, line -> {}, impatient))
                .isInstanceOf(CancellationException.class);
        assertThat(cancelled.resolve("index.html")).doesNotExist();
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.replace(",", ""));
    }

    private static List<String> matches(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static Kernel kernel(Path file) throws IOException {
        return KernelFiles.read(file).single();
    }

    private static double[][] table(String name) throws IOException {
        return Files.readAllLines(SAMPLES.resolve(name)).stream()
                .map(line -> Pattern.compile(",")
                        .splitAsStream(line)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }
}
