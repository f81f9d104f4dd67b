package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.plugin.ImageJProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ImageJ alone starts, runs a macro and ends; what is tested with it stands on that. */
class ImageJProcessIT {

    private static final String MACRO = """
            newImage("ramp", "8-bit ramp", 64, 32, 1);
            run("Invert");
            getStatistics(area, mean);
            File.saveString("" + area + " " + mean, "%s");
            """;

    @TempDir
    Path home;

    @Test
    void runsAMacroWithoutAScreen() throws Exception {
        Path result = home.resolve("result.txt");
        Outcome outcome = ImageJProcess.headless(ImageJProcess.install(home), MACRO.formatted(result));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        assertThat(result).hasContent("2048 129");
    }

    @Test
    void runsAMacroOnAScreen() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        Path result = home.resolve("result.txt");
        Path picture = home.resolve("screen.png");
        try (Screen screen = new Screen()) {
            String macro = MACRO.formatted(result) + "waitForUser(\"Asking\", \"Press Enter\");\nrun(\"Quit\");";
            ImageJProcess imageJ = ImageJProcess.onScreen(screen, ImageJProcess.install(home), macro);
            screen.xdotool("search", "--sync", "--onlyvisible", "--name", "Asking");
            screen.shoot(picture);
            screen.press("Asking", "Return");
            Outcome outcome = imageJ.await();
            assertThat(outcome.exit()).as(outcome.output()).isZero();
        }
        assertThat(result).hasContent("2048 129");
        assertThat(ImageIO.read(Files.newInputStream(picture)).getWidth()).isEqualTo(1280);
    }
}
