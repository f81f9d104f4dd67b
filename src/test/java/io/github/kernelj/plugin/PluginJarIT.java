package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.learn.TrainingListener;
import io.github.kernelj.plugin.ImageJProcess.Outcome;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.LearnSettings;
import io.github.kernelj.task.LearnTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin jar alone in the plugins folder of plain ImageJ: its commands are there and do what the tasks do. */
class PluginJarIT {

    private static final Path JAR = Path.of(System.getProperty("kernelj.plugin.jar"));
    private static final Path IMAGES = Path.of("test-images");
    private static final String APPLY = "kernel=[1 2 1; 0 5 0; -1 -2 3] normalize bias=0.25";
    private static final String LEARN = "input=[camera.png] target=[camera-filtered.png] method=exact size=7";

    /** Needs a command before the list, as headless ImageJ reads its menus at the first. */
    private static final String MACRO = """
            open("images/phantom.tif");
            run("Apply Kernel...", "%s");
            saveAs("tiff", "home/applied.tif");
            open("images/camera.png");
            open("images/camera-filtered.png");
            run("Learn Kernel...", "%s kernel=[home/learned.json]");
            List.setCommands;
            List.toArrays(labels, classes);
            commands = "";
            for (i = 0; i < labels.length; i++)
                if (startsWith(classes[i], "io.github.kernelj."))
                    commands += labels[i] + "|" + classes[i] + "\\n";
            File.saveString(commands, "home/commands.txt");
            close("*");
            """;

    @TempDir
    Path home;

    private String macro;

    @BeforeEach
    void install() throws IOException {
        ImageJProcess.install(home, JAR);
        macro = MACRO.formatted(APPLY, LEARN)
                .replace("images/", IMAGES.toAbsolutePath() + "/")
                .replace("home/", home + "/");
    }

    @Test
    void worksInAWindow() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        try (Screen screen = new Screen()) {
            ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, macro + "run(\"Quit\");");
            try {
                check(imageJ.await());
            } finally {
                imageJ.stop();
            }
        }
    }

    @Test
    void worksWithoutAScreen() throws Exception {
        check(ImageJProcess.headless(home, macro));
    }

    private void check(Outcome outcome) throws IOException {
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(home.resolve("commands.txt")).as(outcome.output()).exists();
        assertThat(Files.readAllLines(home.resolve("commands.txt"))).containsExactlyInAnyOrderElementsOf(menuEntries());
        assertThat(PixelBytes.of(ImageFiles.open(home.resolve("applied.tif"))))
                .isEqualTo(PixelBytes.of(ApplyTask.apply(
                                ImageFiles.open(IMAGES.resolve("phantom.tif")),
                                ApplySettings.parse(APPLY, name -> Optional.empty()),
                                Progress.NONE)
                        .image()));
        assertThat(KernelFiles.read(home.resolve("learned.json")).single().weights())
                .isEqualTo(LearnTask.learn(
                                ImageFiles.open(IMAGES.resolve("camera.png")),
                                ImageFiles.open(IMAGES.resolve("camera-filtered.png")),
                                LearnSettings.parse(LEARN, name -> Optional.empty()),
                                TrainingListener.NONE,
                                Progress.NONE)
                        .kernel()
                        .weights());
    }

    /** {@code label|class} of every line of plugins.config. */
    private static List<String> menuEntries() throws IOException {
        Pattern entry = Pattern.compile("Plugins>KernelJ[^,]*,\\s*\"([^\"]+)\",\\s*(\\S+)\\s*");
        List<String> entries = Files.readAllLines(Path.of("src/main/resources/plugins.config")).stream()
                .map(entry::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1) + "|" + match.group(2))
                .toList();
        assertThat(entries).contains("Apply Kernel...|io.github.kernelj.plugin.ApplyKernelPlugIn");
        return entries;
    }
}
