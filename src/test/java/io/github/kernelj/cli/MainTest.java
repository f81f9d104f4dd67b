package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.task.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @TempDir
    Path folder;

    private String input;
    private String out;
    private String err;

    @BeforeEach
    void writeImage() throws IOException {
        input = save("in.tif", 8, 6, lessonImage());
    }

    @Test
    void appliesAKernel() throws IOException {
        assertThat(run("apply", "--kernel=1 -1", "--extent=valid", "--type=32-bit", input, path("out.tif")))
                .isZero();
        assertThat(out).isEmpty();
        assertThat(err).isEmpty();
        ImagePlus result = ImageFiles.open(folder.resolve("out.tif"));
        assertThat(result.getWidth()).isEqualTo(7);
        assertThat((float[]) result.getProcessor().getPixels()).startsWith(0, 1, 0, 0, 0, -1, 0, 0, 1);
    }

    @Test
    void findsATemplate() throws IOException {
        String scene = save("scene.tif", 8, 6, ramp());
        String figure = save("figure.tif", 3, 2, new float[] {0, 9, 1, 7, 0, 0});
        assertThat(run("find", "--threshold=0.9", "--map=" + path("map.tif"), scene, figure, path("places.csv")))
                .isZero();
        assertThat(out).isEqualToIgnoringNewLines("1 match written to " + path("places.csv") + ".");
        assertThat(err).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("places.csv"))).hasSize(2).startsWith("x,y,z,t,score");
        assertThat(Files.readString(folder.resolve("places.csv"))).endsWith(",1,1,1.00000\n");
        assertThat(ImageFiles.open(folder.resolve("map.tif")).getWidth()).isEqualTo(6);
        assertThat(run("find", scene, figure, scene)).isEqualTo(2);
        assertThat(err).startsWith("kernelj: MATCHES " + scene + " is the same file as INPUT; choose another name");
        assertThat(run("find", figure, scene, path("none.csv"))).isEqualTo(1);
        assertThat(err).contains("the template is larger than the image");
        assertThat(folder.resolve("none.csv")).doesNotExist();
    }

    /** 0 but for twice the figure, plus 3, in the middle. */
    private static float[] ramp() {
        float[] pixels = new float[48];
        float[] figure = {0, 9, 1, 7, 0, 0};
        for (int i = 0; i < 6; i++) {
            pixels[(2 + i / 3) * 8 + 3 + i % 3] = 2 * figure[i] + 3;
        }
        return pixels;
    }

    @Test
    void verboseTellsPlanTimeAndClippedPixels() {
        assertThat(run("apply", "--kernel=-1", "--type=8-bit", "--verbose", "--threads=1", input, path("out.tif")))
                .isZero();
        assertThat(out.lines()).hasSize(3);
        assertThat(out).matches("(?s)plan: \\w.*: .+\\Rtime: \\d+\\.\\d\\d s\\Rclipped pixels: 24\\R");
        assertThat(err)
                .isEqualToIgnoringNewLines("kernelj: note: 24 values lay beyond what the result's pixels hold and were"
                        + " clipped; type=32-bit keeps them");
    }

    @Test
    void learnsTheLesson() throws IOException {
        String target = save("target.tif", 7, 6, lessonTarget());
        assertThat(run("learn", "--preset=lesson", input, target, path("k.json")))
                .isZero();
        List<String> lines = out.lines().toList();
        assertThat(lines.subList(0, 5)).allMatch(line -> line.matches("batch (2|4|6|8|10), loss \\d+\\.\\d{3}"));
        assertThat(lines.get(5))
                .isEqualTo("Learned a 2 x 1 kernel from 42 windows by gradient-descent: not converged after 10 steps.");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("Kernel written to " + path("k.json") + ".");
        Kernel learned = KernelFiles.read(folder.resolve("k.json")).single();
        assertThat(learned.shape()).isEqualTo(Shape.of(2, 1));
        assertThat(learned.weight(0, 0, 0)).isCloseTo(1, within(0.2f));
        assertThat(learned.weight(1, 0, 0)).isCloseTo(-1, within(0.2f));
    }

    @Test
    void whatIsLearnedCanBeApplied() throws IOException {
        String target = save("target.tif", 7, 6, lessonTarget());
        assertThat(run("learn", "--size=2x1", "--method=exact", input, target, path("k.txt")))
                .isZero();
        assertThat(out).contains("solved at once").doesNotContain("batch");
        assertThat(run(
                        "apply",
                        "--kernel=" + path("k.txt"),
                        "--extent=valid",
                        "--type=32-bit",
                        input,
                        path("again.tif")))
                .isZero();
        float[] again = (float[])
                ImageFiles.open(folder.resolve("again.tif")).getProcessor().getPixels();
        float[] wanted = lessonTarget();
        for (int i = 0; i < wanted.length; i++) {
            assertThat(again[i]).isCloseTo(wanted[i], within(1e-6f));
        }
    }

    @Test
    void inspectsFilesPresetsAndMatrices() throws IOException {
        Files.writeString(folder.resolve("k.txt"), "1 2 1\n2 4 2\n1 2 1\n");
        for (String kernel : List.of(path("k.txt"), "1 2 1; 2 4 2; 1 2 1")) {
            assertThat(run("inspect", kernel)).isZero();
            assertThat(out)
                    .contains(
                            "shape: 3 x 3 (9 taps)",
                            "sum: 16",
                            "rank: 1",
                            "separable: yes",
                            "symmetry: x even, y even");
        }
        assertThat(run("inspect", "sobel-x")).isZero();
        assertThat(out).contains("kernel: sobel-x", "symmetry: x odd, y even");
    }

    @Test
    void helpShowsExamplesAndEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out).contains("Usage: kernelj", "apply", "learn", "inspect", "Examples:");
        assertThat(run("apply", "--help")).isZero();
        assertThat(out)
                .contains("Usage: kernelj apply", "--extent=EXTENT", "Default: same.", "--normalize", "Examples:")
                .doesNotContain("--destination");
        assertThat(run("learn", "--help")).isZero();
        assertThat(out)
                .contains("--preset=PRESET", "--bias", "INPUT TARGET KERNEL")
                .doesNotContain("--input=", "--kernel");
        assertThat(run()).isZero();
        assertThat(out).contains("Usage: kernelj");
    }

    @Test
    void versionIsTheBuilds() {
        assertThat(run("--version")).isZero();
        assertThat(out.strip()).isEqualTo("KernelJ " + Version.text()).matches("KernelJ \\d+\\.\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --extent=sideways --kernel=1 | kernelj: extent=sideways: extent is one of valid, same, full
                    --kernel=1;x                 | kernelj: row 2, column 1: 'x' is not a number
                    --boarder=wrap --kernel=1    | kernelj: Unknown option: '--boarder=wrap'
                    --normalize                  | kernelj: kernel is missing: give a matrix such as
                    --threads=0 --kernel=1       | kernelj: threads=0: threads is a whole number from 1
                    """)
    void wrongUsageGivesAHintAndStatus2(String options, String message) {
        String[] words = Stream.concat(
                        Stream.of("apply"),
                        Stream.concat(Stream.of(options.split(" ")), Stream.of(input, path("out.tif"))))
                .toArray(String[]::new);
        assertThat(run(words)).isEqualTo(2);
        assertThat(err.lines().toList()).hasSize(2);
        assertThat(err.lines().findFirst().orElseThrow()).startsWith(message);
        assertThat(err).contains("kernelj: 'kernelj apply --help' tells what is possible");
        assertThat(folder.resolve("out.tif")).doesNotExist();
    }

    @Test
    void missingParametersAndUnknownCommandsAreWrongUsage() {
        int status = run("apply", "--kernel=1", input);
        assertThat(status).as(err).isEqualTo(2);
        assertThat(err).startsWith("kernelj: Missing required parameter: 'OUTPUT'");
        assertThat(run("aply")).isEqualTo(2);
        assertThat(err)
                .startsWith("kernelj: Unmatched argument at index 0: 'aply'")
                .contains("'kernelj --help'");
        assertThat(run("learn", input, input, path("k.txt"))).isEqualTo(2);
        assertThat(err).startsWith("kernelj: width is missing: give the kernel's size");
        assertThat(run("learn", "--preset=lesson", "--bias", input, input, path("k.json")))
                .isEqualTo(2);
        assertThat(err).contains("0.0161");
    }

    @Test
    void inputIsNeverOutput() throws IOException {
        byte[] before = Files.readAllBytes(Path.of(input));
        Path link = Files.createSymbolicLink(folder.resolve("link.tif"), Path.of(input));
        Path hard = Files.createLink(folder.resolve("hard.tif"), Path.of(input));
        for (String output : List.of(input, folder + "/./in.tif", link.toString(), hard.toString())) {
            assertThat(run("apply", "--kernel=2", input, output)).isEqualTo(2);
            assertThat(err).startsWith("kernelj: OUTPUT " + output + " is the same file as INPUT; choose another name");
        }
        assertThat(run("learn", "--size=1", input, input, link.toString())).isEqualTo(2);
        assertThat(err).startsWith("kernelj: KERNEL " + link + " is the same file as INPUT");
        assertThat(Path.of(input)).hasBinaryContent(before);
    }

    @Test
    void failuresAreOneLineAndLeaveNoOutput() throws IOException {
        Files.writeString(folder.resolve("broken.tif"), "II*\0nonsense");
        assertFails("can't open " + path("none.tif"), "apply", "--kernel=1", path("none.tif"), path("out.tif"));
        assertFails("can't open " + path("broken.tif"), "apply", "--kernel=1", path("broken.tif"), path("out.tif"));
        assertFails(
                "'nothing.txt' is neither a matrix, nor a preset, nor a kernel file",
                "apply",
                "--kernel=nothing.txt",
                input,
                path("out.tif"));
        assertFails(
                "extent=valid needs a kernel no larger than the image",
                "apply",
                "--kernel=gaussian(sigma=9)",
                "--extent=valid",
                input,
                path("out.tif"));
        assertFails("can't write " + path("out.xyz"), "apply", "--kernel=1", input, path("out.xyz"));
        assertFails("can't write " + path("no/out.tif"), "apply", "--kernel=1", input, path("no/out.tif"));
        assertFails(
                "axes=x names 1 axis, but the 1 x 2 kernel has 2",
                "apply",
                "--kernel=1;1",
                "--axes=x",
                input,
                path("out.tif"));
        assertFails(
                "the kernel can't be saved as " + path("k.txt"),
                "learn",
                "--size=2",
                "--bias",
                input,
                input,
                path("k.txt"));
        assertFails(
                "the kernel can't be saved as " + path("no/k.txt"),
                "learn",
                "--size=2",
                input,
                input,
                path("no/k.txt"));
        assertFails("the 9 x 9 kernel is larger than the input", "learn", "--size=9", input, input, path("k.txt"));
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("in.tif", "broken.tif");
    }

    private void assertFails(String message, String... args) {
        assertThat(run(args)).as(err).isEqualTo(1);
        assertThat(err.lines().toList()).hasSize(1);
        assertThat(err).startsWith("kernelj: " + message);
    }

    private int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int status = Main.run(
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private String save(String name, int width, int height, float[] pixels) throws IOException {
        ImageFiles.save(new ImagePlus(name, new FloatProcessor(width, height, pixels)), folder.resolve(name));
        return path(name);
    }

    /** 1, with columns 2 to 5 being 0. */
    private static float[] lessonImage() {
        float[] image = new float[8 * 6];
        for (int i = 0; i < image.length; i++) {
            image[i] = i % 8 >= 2 && i % 8 < 6 ? 0 : 1;
        }
        return image;
    }

    /** 1 and −1 at the edges: the image correlated with 1 −1. */
    private static float[] lessonTarget() {
        float[] target = new float[7 * 6];
        for (int i = 0; i < target.length; i++) {
            target[i] = i % 7 == 1 ? 1 : i % 7 == 5 ? -1 : 0;
        }
        return target;
    }
}
