package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ij.ImagePlus;
import ij.process.ImageStatistics;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.plugin.ImageJProcess.Outcome;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example under plugins/, run as it is beside the plugin jar, with what it must give. */
class ScriptsIT {

    private static final Path JAR = Path.of(System.getProperty("kernelj.plugin.jar"));
    private static final Path SCRIPTS = Path.of("plugins").toAbsolutePath();
    private static final Path IMAGES = Path.of("test-images").toAbsolutePath();

    @TempDir
    Path home;

    @BeforeEach
    void install() throws IOException {
        ImageJProcess.install(home, JAR);
    }

    @Test
    void everyScriptIsRunHere() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.endsWith(".md")))
                    .containsExactlyInAnyOrder(
                            "CT_Sharpening.groovy",
                            "Kernel_Lesson.ijm",
                            "Light_Sheet_Blur.ijm",
                            "Match_Microscopes.py",
                            "Sobel_Without_Lost_Negatives.ijm",
                            "Spectral_Unmixing.groovy",
                            "Temporal_Average.ijm");
        }
    }

    @Test
    void sobelKeepsNegatives() throws Exception {
        String log = macro("Sobel_Without_Lost_Negatives.ijm");
        assertThat(numbers(log, "As 8 bits: from (\\S+) to (\\S+)")).containsExactly(0, 255);
        ImagePlus expected = apply("camera.png", "type=[32-bit] kernel=[sobel-x]");
        assertThat(numbers(log, "As 32 bits: from (\\S+) to (\\S+)"))
                .containsExactly(
                        expected.getStatistics(ImageStatistics.MIN_MAX).min,
                        expected.getStatistics(ImageStatistics.MIN_MAX).max);
        assertThat(PixelBytes.of(saved())).isEqualTo(PixelBytes.of(expected));
    }

    @Test
    void aVideoIsSmoothedAlongTime() throws Exception {
        String log = macro("Temporal_Average.ijm");
        double before = numbers(log, "Noise before: (\\S+)")[0];
        double after = numbers(log, "Noise after: (\\S+)")[0];
        assertThat(after).isPositive().isLessThan(before / 2);
        assertThat(PixelBytes.of(saved()))
                .isEqualTo(PixelBytes.of(
                        apply("video.tif", "axes=[t] border=[reflect] type=[32-bit] kernel=[moving-average(5)]")));
    }

    @Test
    void aVolumeIsBlurredInMicrometres() throws Exception {
        assertThat(macro("Light_Sheet_Blur.ijm")).contains("Voxels of 0.5 x 0.5 x 1.5");
        // 0.8 um are 1.6 pixels of 0.5 um, 2.4 um are 1.6 slices of 1.5 um
        assertThat(PixelBytes.of(saved()))
                .isEqualTo(PixelBytes.of(apply("phantom.tif", "type=[32-bit] kernel=[gaussian(sigma=1.6 1.6 1.6)]")));
    }

    @Test
    void theLessonTeachesWhatThePluginDoes() throws Exception {
        String log = macro("Kernel_Lesson.ijm");
        assertThat(log)
                .contains("3600000000 weights")
                .contains("the dense layer gives     0 1 0 0 0 -1 0")
                .contains("the kernel slid along     0 1 0 0 0 -1 0")
                .contains("correlation with 1 2 3    0 0 3 2 1 0 0")
                .contains("convolution with 1 2 3    0 0 1 2 3 0 0")
                .contains("1 x 3                     3")
                .contains("3 x 3                     9")
                .contains("3 x 3 x 3                 27");
        List<String> losses = log.lines()
                .filter(line -> line.startsWith("batch ") || line.startsWith("It found "))
                .map(line -> line.replaceFirst("\\. The same.*|\\.$", ""))
                .toList();
        assertThat(losses).hasSize(12);
        assertThat(losses.subList(0, 6)).isEqualTo(losses.subList(6, 12));
        double[] first = numbers(log, "batch 2, loss (\\S+)");
        double[] last = numbers(log, "batch 10, loss (\\S+)");
        assertThat(last[0]).isLessThan(first[0]);
    }

    @Test
    void imagesOfOneMicroscopeBecomeThoseOfTheOther() throws Exception {
        Path images = Files.createDirectory(home.resolve("images of A"));
        Path results = Files.createDirectory(home.resolve("like B"));
        for (String name : List.of("brick.png", "camera.png")) {
            Files.copy(IMAGES.resolve(name), images.resolve(name));
        }
        Files.writeString(images.resolve("notes.txt"), "not an image");
        Outcome outcome = ImageJProcess.script(
                home,
                "org.python.util.jython",
                SCRIPTS.resolve("Match_Microscopes.py").toString(),
                IMAGES.resolve("camera.png").toString(),
                IMAGES.resolve("camera-filtered.png").toString(),
                images.toString(),
                results.toString());
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Matched brick.png", "Matched camera.png", "Learned a 7 x 7 kernel");
        assertThat(results).isDirectoryContaining("glob:**/a-to-b.json");
        byte[] matched = (byte[])
                ImageFiles.open(results.resolve("camera.png")).getProcessor().getPixels();
        byte[] truth = (byte[]) ImageFiles.open(IMAGES.resolve("camera-filtered.png"))
                .getProcessor()
                .getPixels();
        int different = 0;
        for (int i = 0; i < truth.length; i++) {
            different += matched[i] == truth[i] ? 0 : 1;
        }
        assertThat(different).isLessThan(truth.length / 100);
    }

    @Test
    void aCtImageIsSharpenedInHounsfieldUnits() throws Exception {
        Path result = home.resolve("sharp.tif");
        String log = groovy("CT_Sharpening.groovy", result.toString());
        double[] before = numbers(log, "HU before: from (\\S+) to (\\S+), mean (\\S+)");
        double[] after = numbers(log, "HU after: from (\\S+) to (\\S+), mean (\\S+)");
        assertThat(after[1]).isGreaterThan(before[1] + 50);
        assertThat(after[2]).isEqualTo(before[2], offset(0.1));
        ImagePlus sharp = ImageFiles.open(result);
        assertThat(sharp.getBitDepth()).isEqualTo(16);
        // ImageJ itself calls the unit of signed 16-bit pixels "Gray Value"; the values are what counts.
        assertThat(hounsfield(sharp, 2, 2)).isEqualTo(-1000, offset(1.0));
        assertThat(hounsfield(sharp, 64, 25)).isEqualTo(40, offset(1.0));
        assertThat(hounsfield(sharp, 84, 60)).isEqualTo(-800, offset(1.0));
    }

    @Test
    void mixedChannelsAreTakenApart() throws Exception {
        Path file = home.resolve("unmixing.json");
        groovy("Spectral_Unmixing.groovy", file.toString());
        KernelBank bank = Kernels.read(file);
        // The inverse of (1 0.1; 0.3 1), and what it makes of the background of 20.
        double[][] inverse = {{1 / 0.97, -0.1 / 0.97}, {-0.3 / 0.97, 1 / 0.97}};
        for (int output = 0; output < 2; output++) {
            for (int input = 0; input < 2; input++) {
                assertThat((double) bank.kernel(output, input).weight(0, 0, 0))
                        .isEqualTo(inverse[output][input], offset(1e-4));
            }
            assertThat(bank.bias(output)).isEqualTo(-20 * (inverse[output][0] + inverse[output][1]), offset(1e-2));
        }
    }

    /** SciJava finds the service and the commands of the plugin jar; Fiji fills in what stands behind {@code #@}. */
    @Test
    void theJythonExampleOfTheReadmeRuns() throws Exception {
        Matcher example =
                Pattern.compile("```jython\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        String script =
                """
                from ij import IJ
                from io.github.kernelj.command import KernelService
                from org.scijava import Context
                from org.scijava.command import CommandService
                context = Context([KernelService, CommandService])
                kernels = context.service(KernelService)
                image = IJ.openImage("%s")
                """.formatted(IMAGES.resolve("brick.png")) + example.group(1).replaceAll("(?m)^#@.*$", "") + """
                assert learned.fit().rSquared() > 0.9999
                done = context.service(CommandService).run("io.github.kernelj.command.ApplyKernelCommand", False,
                    ["input", image, "kernel", "gaussian(sigma=2)", "options", "type=[32-bit]"]).get()
                assert done.getOutput("output").getBitDepth() == 32
                context.dispose()
                """;
        Path file = Files.writeString(home.resolve("example.py"), script);
        Outcome outcome = ImageJProcess.script(home, "org.python.util.jython", file.toString());
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("Learned a 9 x 9 kernel");
    }

    /** Runs a macro without an image open, and keeps the image that is current at its end. */
    private String macro(String name) throws Exception {
        String macro = """
                runMacro("%s");
                if (nImages > 0) saveAs("tiff", "%s");
                close("*");
                """.formatted(SCRIPTS.resolve(name), home.resolve("result.tif"));
        Outcome outcome = ImageJProcess.headless(home, macro);
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private String groovy(String name, String... arguments) throws Exception {
        Outcome outcome = ImageJProcess.script(
                home,
                "groovy.ui.GroovyMain",
                Stream.concat(Stream.of(SCRIPTS.resolve(name).toString()), Stream.of(arguments))
                        .toArray(String[]::new));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        return outcome.output();
    }

    private ImagePlus saved() throws IOException {
        return ImageFiles.open(home.resolve("result.tif"));
    }

    private static ImagePlus apply(String image, String options) throws IOException {
        return ApplyTask.apply(
                        ImageFiles.open(IMAGES.resolve(image)),
                        ApplySettings.parse(options, name -> Optional.empty()),
                        Progress.NONE)
                .image();
    }

    private static double hounsfield(ImagePlus image, int x, int y) {
        return image.getCalibration().getCValue(image.getProcessor().get(x, y));
    }

    private static double[] numbers(String log, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(log);
        assertThat(found.find()).as(pattern + " in\n" + log).isTrue();
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToDouble(group -> Double.parseDouble(found.group(group)))
                .toArray();
    }
}
