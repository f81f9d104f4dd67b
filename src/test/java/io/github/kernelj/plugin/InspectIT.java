package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.plugin.ImageJProcess.Outcome;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.KernelCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspect Kernel, Kernel from Selection and Sample Images of the plugin jar, and the macros it writes, in an ImageJ. */
class InspectIT {

    private static final Path JAR = Path.of(System.getProperty("kernelj.plugin.jar"));

    @TempDir
    Path home;

    private final Random random = new Random(5);

    @BeforeEach
    void install() throws IOException {
        ImageJProcess.install(home, JAR);
    }

    @Test
    void macrosForImageJComputeTheSame() throws Exception {
        Kernel special = Kernel.of(Shape.of(4, 1), 1, -2, 3, 0.5f)
                .withAnchor(new Anchor(3, 0, 0))
                .withBias(0.75);
        List<Kernel> kernels = List.of(random(Shape.of(5, 3)), random(Shape.of(1, 41)), special);
        Path image = image();
        Outcome outcome = ImageJProcess.headless(
                home, macro(kernels.stream().map(InspectIT::own).toList(), image));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertClose(kernels, image, outcome);
    }

    /** On a screen, as Convolve's text isn't read by an ImageJ that is patched to do without. */
    @Test
    void macrosForConvolveComputeTheSame() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        List<Kernel> kernels = List.of(random(Shape.of(5, 3)), random(Shape.of(1, 41)), random(Shape.of(21, 3)));
        Path image = image();
        try (Screen screen = new Screen()) {
            String macro = macro(kernels.stream().map(InspectIT::convolve).toList(), image);
            ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, macro + "run(\"Quit\");");
            try {
                assertClose(kernels, image, imageJ.await());
            } finally {
                imageJ.stop();
            }
        }
    }

    private static String own(Kernel kernel) {
        return KernelCode.IMAGEJ.of(kernel).replaceFirst("(?s)/\\*.*", "");
    }

    /** What stands in the comment. */
    private static String convolve(Kernel kernel) {
        String code = KernelCode.IMAGEJ.of(kernel);
        assertThat(code).contains("/* The same without KernelJ:\n");
        return code.replaceFirst("(?s).*/\\*[^\n]*\n(.*)\\*/\n", "$1");
    }

    private String macro(List<String> codes, Path image) {
        StringBuilder macro = new StringBuilder();
        for (int i = 0; i < codes.size(); i++) {
            macro.append("open(\"" + image + "\");\n" + codes.get(i) + "saveAs(\"tiff\", \"" + result(i)
                    + "\");\nclose(\"*\");\n");
        }
        return macro.toString();
    }

    private Path result(int i) {
        return home.resolve("result" + i + ".tif");
    }

    private Path image() throws IOException {
        float[] pixels = new float[23 * 17];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        Path image = home.resolve("image.tif");
        ImageFiles.save(new ImagePlus("image", new FloatProcessor(23, 17, pixels)), image);
        return image;
    }

    private Kernel random(Shape shape) {
        return Kernel.of(shape, random.doubles(shape.volume(), -1, 1).toArray());
    }

    private void assertClose(List<Kernel> kernels, Path image, Outcome outcome) throws IOException {
        for (int i = 0; i < kernels.size(); i++) {
            Path file = home.resolve("kernel" + i + ".json");
            KernelFiles.write(KernelBank.of(kernels.get(i)), file);
            float[] expected =
                    pixels(ApplyTask.apply(ImageFiles.open(image), ApplySettings.of(file.toString()), Progress.NONE)
                            .image());
            assertThat(result(i)).as(outcome.output()).exists();
            float[] actual = pixels(ImageFiles.open(result(i)));
            for (int pixel = 0; pixel < expected.length; pixel++) {
                assertThat(actual[pixel]).as("kernel %d, pixel %d", i, pixel).isCloseTo(expected[pixel], within(1e-4f));
            }
        }
    }

    private static float[] pixels(ImagePlus image) {
        return (float[]) image.getProcessor().getPixels();
    }

    @Test
    void macrosInspectKernelsAndSelections() throws Exception {
        Outcome outcome = ImageJProcess.headless(home, """
                run("Camera (photograph, 8-bit)");
                makeRectangle(200, 100, 5, 3);
                run("Kernel from Selection...", "normalize=sum file=[HOME/eye.json]");
                run("Inspect Kernel...", "kernel=[gaussian(sigma=1.5 1.5 1)]");
                saveAs("png", "HOME/sheet.png");
                File.saveString("" + nResults + " " + getResult("Sum", 0) + " " + getResult("Depth", 1), "HOME/results.txt");
                run("KernelJ Help");
                """.replace("HOME", home.toString()));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(Files.readString(home.resolve("results.txt")).strip())
                .as(outcome.output())
                .isEqualTo("2 1 9");
        assertThat(home.resolve("eye.json")).exists();
        assertThat(ImageFiles.open(home.resolve("sheet.png")).getWidth()).isGreaterThan(900);
        assertThat(outcome.output())
                .contains("symmetry: x even, y even, z even", "  border: What lies beyond the edge");
    }

    @Test
    void windowsOpen() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        try (Screen screen = new Screen()) {
            ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, """
                    run("MR Head (volume, 16-bit)");
                    run("KernelJ Help");
                    run("Inspect Kernel...", "code=scipy kernel=[unsharp(sigma=1, size=7)]");
                    """);
            try {
                for (String title : List.of("mr-head", "KernelJ Help", "Kernel unsharp .text.", "Results")) {
                    assertThat(screen.xdotool("search", "--sync", "--onlyvisible", "--name", title))
                            .as(title)
                            .isNotBlank();
                }
                screen.shoot(home.resolve("screen.png"));
            } finally {
                imageJ.stop();
            }
        }
        assertThat(home.resolve("screen.png")).isNotEmptyFile();
    }
}
