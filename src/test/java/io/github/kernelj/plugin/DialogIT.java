package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.plugin.ImageJProcess.Outcome;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person at the dialog of Apply Kernel..., played by xdotool in a window of plain ImageJ. Macros on function keys tell
 * what ImageJ looks like inside.
 */
class DialogIT {

    private static final Path JAR = Path.of(System.getProperty("kernelj.plugin.jar"));
    private static final Path PHOTOGRAPH = Path.of("test-images", "camera.png").toAbsolutePath();
    private static final String DIALOG = "^Apply Kernel$";
    private static final String MAIN_WINDOW = "^ImageJ$";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private Screen screen;
    private ImageJProcess imageJ;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        ImageJProcess.install(home, JAR);
        screen = new Screen();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (imageJ != null) {
            imageJ.stop();
        }
        if (screen != null) {
            screen.close();
        }
    }

    @Test
    void whatTheRecorderWritesDoesTheSameAgain() throws Exception {
        onF9("""
                saveAs("tiff", "home/dialog.tif");
                close();
                selectWindow("Recorder");
                lines = split(getInfo("window.contents"), "\\n");
                selectImage("camera.png");
                for (i = 0; i < lines.length; i++) {
                    if (startsWith(lines[i], "run(\\"Apply Kernel...\\"")) {
                        File.append(lines[i], "home/recorded.txt");
                        eval(lines[i]);
                    }
                }
                saveAs("tiff", "home/replayed.tif");
                close("*");
                run("Quit");
                """);
        start("""
                open("%s");
                run("Record...");
                doCommand("Apply Kernel...");
                """.formatted(PHOTOGRAPH));
        screen.type(DIALOG, "1 2 1; 0 5 0; -1 -2 3");
        screen.pressOk(DIALOG);
        await(() -> screen.shows("^camera-filtered.png"));
        screen.press(MAIN_WINDOW, "F9");
        Outcome outcome = imageJ.await();
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(home.resolve("recorded.txt"))
                .as(outcome.output())
                .content()
                .isEqualToIgnoringNewLines("run(\"Apply Kernel...\", \"kernel=[1 2 1; 0 5 0; -1 -2 3]\");");
        PixelBytes expected = PixelBytes.of(
                ApplyTask.apply(ImageFiles.open(PHOTOGRAPH), ApplySettings.of("1 2 1; 0 5 0; -1 -2 3"), Progress.NONE)
                        .image());
        assertThat(pixels("dialog.tif")).isEqualTo(expected);
        assertThat(pixels("replayed.tif")).isEqualTo(expected);
    }

    /** Without Escape the run would end with other pixels, so it doesn't matter how long this takes. */
    @Test
    void escapeLeavesTheImageUntouched() throws Exception {
        Files.createDirectories(home.resolve(".imagej"));
        Files.writeString(home.resolve(".imagej/IJ_Prefs.txt"), ".kernelj.apply.destination=in-place\n");
        String report = """
                checksum = 0;
                for (i = 1; !is("locked") && i <= nSlices; i++) {
                    setSlice(i);
                    checksum += i * getValue("Mean") + getValue("StdDev");
                }
                File.saveString("" + is("locked") + " " + nImages + " " + checksum, "home/report.tmp");
                dummy = File.rename("home/report.tmp", "home/report.txt");
                """;
        onF9(report);
        start("newImage(\"big\", \"8-bit noise\", 1000, 1000, 60);" + report + "doCommand(\"Apply Kernel...\");");
        String untouched = nextReport();
        screen.type(DIALOG, "ball(radius=20)");
        screen.pressOk(DIALOG);
        await(() -> !screen.shows(DIALOG));
        screen.press(MAIN_WINDOW, "F9");
        assertThat(nextReport()).as("the run was over before Escape").isEqualTo("1 1 0");
        String after;
        do {
            screen.press(MAIN_WINDOW, "Escape", "F9");
            after = nextReport();
        } while (after.startsWith("1"));
        assertThat(after).isEqualTo(untouched);
    }

    private void onF9(String macro) throws IOException {
        Files.writeString(home.resolve("keys.ijm"), "macro \"Key [F9]\" {\n" + here(macro) + "}\n");
    }

    private void start(String macro) throws IOException {
        String install = "run(\"Install...\", \"install=[" + home.resolve("keys.ijm") + "]\");\n";
        imageJ = ImageJProcess.onScreen(screen, home, install + here(macro));
    }

    private String here(String macro) {
        return macro.replace("home/", home + "/");
    }

    private String nextReport() throws Exception {
        Path file = home.resolve("report.txt");
        await(() -> Files.exists(file));
        String report = Files.readString(file).strip();
        Files.delete(file);
        return report;
    }

    private PixelBytes pixels(String name) throws IOException {
        return PixelBytes.of(ImageFiles.open(home.resolve(name)));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            Thread.sleep(50);
        }
    }
}
