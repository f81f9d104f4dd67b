package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ImageJ's Process > Batch > Macro... with our command in its macro, for a new image and in place. */
class BatchMacroIT {

    private static final Path IMAGES = Path.of("test-images").toAbsolutePath();
    private static final List<String> NAMES = List.of("brick.png", "coffee.png", "grass.png");
    private static final String DIALOG = "^Batch Process";

    @TempDir
    Path home;

    @Test
    void aFolderGoesThroughImageJsOwnBatchMacro() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        run("normalize kernel=[1 2 1; 2 4 2; 1 2 1]");
    }

    @Test
    void andInPlace() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        run("normalize destination=in-place kernel=[1 2 1; 2 4 2; 1 2 1]");
    }

    private void run(String options) throws Exception {
        prepare("run(\"Apply Kernel...\", \"" + options + "\");\n");
        try (Screen screen = new Screen()) {
            // The command's name ends in a blank, as another one is called Macro... too.
            ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, "doCommand(\"Macro... \");");
            try {
                screen.xdotool("search", "--sync", "--onlyvisible", "--name", DIALOG);
                Thread.sleep(1000);
                screen.shoot(Files.createDirectories(Path.of("target", "screenshots"))
                        .resolve("batch-macro.png"));
                screen.pressOk(DIALOG);
                await(imageJ);
            } finally {
                imageJ.stop();
            }
        }
        for (String name : NAMES) {
            PixelBytes expected = PixelBytes.of(ApplyTask.apply(
                            ImageFiles.open(IMAGES.resolve(name)),
                            ApplySettings.of("1 2 1; 2 4 2; 1 2 1").with(ApplySettings.NORMALIZE, "true"),
                            Progress.NONE)
                    .image());
            Path result = home.resolve("out").resolve(name.replace(".png", ".tif"));
            assertThat(PixelBytes.of(ImageFiles.open(result))).isEqualTo(expected);
        }
    }

    private void prepare(String macro) throws IOException {
        ImageJProcess.install(home, Path.of(System.getProperty("kernelj.plugin.jar")));
        Path in = Files.createDirectory(home.resolve("in"));
        Path out = Files.createDirectory(home.resolve("out"));
        for (String name : NAMES) {
            Files.copy(IMAGES.resolve(name), in.resolve(name));
        }
        Files.writeString(Files.createDirectory(home.resolve("macros")).resolve("BatchMacro.ijm"), macro);
        Files.writeString(
                Files.createDirectories(home.resolve(".imagej")).resolve("IJ_Prefs.txt"),
                ".batch.input=" + in + "\n.batch.output=" + out + "\n.batch.format=TIFF\n");
    }

    /** Until the last file is whole. */
    private void await(ImageJProcess imageJ) throws Exception {
        Path last = home.resolve("out").resolve("grass.tif");
        long end = System.nanoTime() + 60_000_000_000L;
        long size = -1;
        while (!Files.exists(last) || size != Files.size(last)) {
            assertThat(System.nanoTime()).as(Files.readString(imageJ.log())).isLessThan(end);
            size = Files.exists(last) ? Files.size(last) : -1;
            Thread.sleep(500);
        }
    }
}
