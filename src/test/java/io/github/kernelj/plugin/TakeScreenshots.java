package io.github.kernelj.plugin;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes pictures of the plugins at work in plain ImageJ, to be looked at: do they look right? Run it on the finished
 * plugin jar:
 *
 * <pre>
 * mvn -q package -DskipTests
 * mvn -q exec:java -Dexec.classpathScope=test -Dmain.class=io.github.kernelj.plugin.TakeScreenshots \
 *     -Dexec.args="target/KernelJ_-0.1.0.jar target/screenshots"
 * </pre>
 */
public final class TakeScreenshots {

    private static final Path IMAGES = Path.of("test-images").toAbsolutePath();

    private TakeScreenshots() {}

    /** @param arguments the plugin jar, and the folder for the pictures */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Path home = ImageJProcess.install(Files.createTempDirectory("kernelj-screenshots"), Path.of(arguments[0]));
        String apply = "open(\"" + IMAGES.resolve("camera.png") + "\");\n";
        String pair = apply + "open(\"" + IMAGES.resolve("camera-filtered.png") + "\");\n";
        try (Screen screen = new Screen()) {
            shoot(
                    screen,
                    home,
                    apply + "doCommand(\"Apply Kernel...\");",
                    "^Apply Kernel$",
                    folder.resolve("apply.png"));
            shoot(
                    screen,
                    home,
                    "open(\"" + IMAGES.resolve("phantom.tif") + "\");\ndoCommand(\"Apply Kernel...\");",
                    "^Apply Kernel$",
                    folder.resolve("apply-volume.png"));
            shoot(
                    screen,
                    home,
                    "doCommand(\"Inspect Kernel...\");",
                    "^Inspect Kernel$",
                    folder.resolve("inspect-dialog.png"));
            shoot(
                    screen,
                    home,
                    "run(\"Inspect Kernel...\", \"kernel=[unsharp(sigma=1, amount=2, size=7)]\");",
                    "^(unsharp|.*unsharp).*",
                    folder.resolve("inspect.png"));
            shoot(
                    screen,
                    home,
                    pair + "doCommand(\"Learn Kernel...\");",
                    "^Learn Kernel$",
                    folder.resolve("learn.png"));
            shoot(
                    screen,
                    home,
                    pair
                            + "run(\"Learn Kernel...\", \"input=camera.png target=camera-filtered.png method=exact size=7\");",
                    "^Learned kernel",
                    folder.resolve("learned.png"));
            find(screen, home, folder);
            menu(screen, home, folder.resolve("menu.png"));
        }
    }

    private static void find(Screen screen, Path home, Path folder) throws Exception {
        String crowd =
                "open(\"" + IMAGES.resolve("figure.png") + "\");\nopen(\"" + IMAGES.resolve("crowd.png") + "\");\n";
        String video = "open(\"" + IMAGES.resolve("video.tif") + "\");\nmakeRectangle(5, 7, 11, 11);\n";
        shoot(screen, home, crowd + "doCommand(\"Find Template...\");", "^Find Template$", folder.resolve("find.png"));
        shoot(
                screen,
                home,
                crowd + "run(\"Find Template...\", \"count=1 template=[figure.png]\");",
                "^crowd.png",
                folder.resolve("found.png"));
        shoot(
                screen,
                home,
                crowd + "run(\"Find Template...\", \"map count=5 template=[figure.png]\");",
                "^Scores of",
                folder.resolve("found-scores.png"));
        shoot(
                screen,
                home,
                crowd + "run(\"Find Template...\", \"count=5 template=[figure.png]\");",
                "^Results",
                folder.resolve("found-results.png"));
        shoot(screen, home, video + "run(\"Find Template...\", \"drift\");", "^Drift in", folder.resolve("drift.png"));
    }

    private static void shoot(Screen screen, Path home, String macro, String window, Path file) throws Exception {
        ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, macro);
        try {
            screen.xdotool("search", "--sync", "--onlyvisible", "--name", window);
            Thread.sleep(1000); // until it is painted
            screen.shoot(window, file);
        } finally {
            imageJ.stop();
        }
    }

    /** Opens the sixth menu, Plugins, and in it the last entry, as ours come after those that ImageJ brings. */
    private static void menu(Screen screen, Path home, Path file) throws Exception {
        ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, "");
        try {
            screen.xdotool("search", "--sync", "--onlyvisible", "--name", "^ImageJ$", "windowactivate", "--sync");
            Thread.sleep(1000);
            String window = screen.xdotool("search", "--onlyvisible", "--name", "^ImageJ$")
                    .strip();
            screen.xdotool("mousemove", "--window", window, "320", "12", "click", "1");
            Thread.sleep(500);
            screen.xdotool("key", "Up", "Right");
            Thread.sleep(500);
            screen.shoot(file);
        } finally {
            imageJ.stop();
        }
    }
}
