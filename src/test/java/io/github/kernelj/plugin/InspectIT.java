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

    @BeforeEach
    void install() throws IOException {
        ImageJProcess.install(home, JAR);
    }

    @Test
    void macrosForImageJComputeTheSame() throws Exception {
        Random random = new Random(5);
        Kernel plain = Kernel.of(Shape.of(5, 3), random.doubles(15, -1, 1).toArray());
        Kernel long1d = Kernel.of(Shape.of(1, 41), random.doubles(41, -1, 1).toArray());
        Kernel special = Kernel.of(Shape.of(4, 1), 1, -2, 3, 0.5f)
                .withAnchor(new Anchor(3, 0, 0))
                .withBias(0.75);
        Path image = home.resolve("image.tif");
        float[] pixels = new float[23 * 17];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        ImageFiles.save(new ImagePlus("image", new FloatProcessor(23, 17, pixels)), image);
        StringBuilder macro = new StringBuilder();
        List<Kernel> kernels = List.of(plain, long1d, special);
        for (int i = 0; i < kernels.size(); i++) {
            String code = KernelCode.IMAGEJ.of(kernels.get(i));
            macro.append(run(code.replaceFirst("(?s)/\\*.*", ""), image, "own" + i));
            if (code.contains("/*")) {
                macro.append(run(code.replaceFirst("(?s).*/\\*[^\n]*\n(.*)\\*/\n", "$1"), image, "convolve" + i));
            }
        }
        Outcome outcome = ImageJProcess.headless(home, macro.toString());
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        for (int i = 0; i < kernels.size(); i++) {
            Kernel kernel = kernels.get(i);
            Path file = home.resolve("kernel" + i + ".json");
            KernelFiles.write(KernelBank.of(kernel), file);
            float[] expected =
                    pixels(ApplyTask.apply(ImageFiles.open(image), ApplySettings.of(file.toString()), Progress.NONE)
                            .image());
            assertClose(home.resolve("own" + i + ".tif"), expected, outcome);
            if (kernel != special) {
                assertClose(home.resolve("convolve" + i + ".tif"), expected, outcome);
            }
        }
    }

    private String run(String code, Path image, String name) {
        return "open(\"" + image + "\");\n" + code + "saveAs(\"tiff\", \"" + home.resolve(name + ".tif")
                + "\");\nclose(\"*\");\n";
    }

    private static void assertClose(Path file, float[] expected, Outcome outcome) throws IOException {
        assertThat(file).as(outcome.output()).exists();
        float[] actual = pixels(ImageFiles.open(file));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as("%s, pixel %d", file, i).isCloseTo(expected[i], within(1e-4f));
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
