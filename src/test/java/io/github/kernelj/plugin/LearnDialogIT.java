package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.kernel.KernelFiles;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learn Kernel... as a user at the screen meets it: typing, mistakes, the falling loss, Escape, windows, what comes next. */
class LearnDialogIT {

    private static final String TITLE = "^Learn Kernel$";
    private static final String REPORT = "^Learned kernel .report.";
    private static final String LOSS = "^Loss of the kernel";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration KEY_PATIENCE = Duration.ofSeconds(15);

    /** F7 opens the dialog as the menu does, F8 writes down what is open, F9 replays what was recorded. */
    private static final String KEYS = """
            macro "Learn [F7]" { doCommand("Learn Kernel..."); }
            macro "Write Down [F8]" {
                titles = "";
                list = getList("image.titles");
                for (i = 0; i < list.length; i++) titles = titles + list[i] + "\\n";
                selectWindow("Learned kernel (report)");
                report = getInfo("window.contents");
                weights = Table.getColumn("weight", "Learned kernel (weights)");
                errors = Table.getColumn("standard error", "Learned kernel (weights)");
                File.saveString(titles, "home/titles.txt");
                File.saveString(report, "home/report.txt");
                File.saveString("" + weights.length + " " + weights[0] + " " + errors[0], "home/weights.tmp");
                dummy = File.rename("home/weights.tmp", "home/weights.txt");
            }
            macro "Replay [F9]" {
                selectWindow("Recorder");
                lines = split(getInfo("window.contents"), "\\n");
                dummy = File.rename("home/k.json", "home/first.json");
                for (i = 0; i < lines.length; i++) {
                    if (startsWith(lines[i], "run(\\"Learn Kernel...\\"")) {
                        File.append(lines[i], "home/recorded.txt");
                        eval(lines[i]);
                    }
                }
                run("Quit");
            }
            """;

    @TempDir
    Path home;

    private Screen screen;
    private ImageJProcess imageJ;

    @BeforeEach
    void openScreen() throws IOException {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        screen = new Screen();
        ImageJProcess.install(home, Path.of(System.getProperty("kernelj.plugin.jar")));
    }

    @AfterEach
    void closeScreen() throws InterruptedException {
        if (imageJ != null) {
            imageJ.stop();
        }
        if (screen != null) {
            screen.close();
        }
    }

    /** Adam at its own rate needs far more steps than anyone waits for, so it doesn't matter how long this takes. */
    @Test
    void theLossIsSeenFallingAndEscapeKeepsTheBestSoFar() throws Exception {
        remember("method=adam", "iterations=9000000", "bias=true");
        start("");
        openDialog();
        screen.xdotool("type", "--delay", "15", "x7");
        await("a red message", () -> redPixels(TITLE) > 100);
        shoot("mistake");
        screen.press(TITLE, "Return");
        Thread.sleep(500);
        assertThat(screen.shows(TITLE)).as("OK with a size that is wrong").isTrue();
        screen.xdotool("key", "Home", "shift+End", "Delete");
        screen.xdotool("type", "--delay", "15", "7");
        await("no red message", () -> redPixels(TITLE) == 0);
        shoot("dialog");
        screen.press(TITLE, "Return");
        await("the loss", () -> screen.shows(LOSS));
        BufferedImage early = picture(LOSS);
        await("the loss to fall", () -> differ(picture(LOSS), early) > 50);
        shoot("loss");
        screen.press(LOSS, "Escape");
        await("the report", () -> screen.shows(REPORT));
        Thread.sleep(1500);
        shoot("windows");

        screen.press("^ImageJ$", "F8");
        String weights = read("weights.txt");
        assertThat(weights).matches("50 \\S+ \\d\\S*");
        assertThat(Files.readString(home.resolve("report.txt")))
                .contains("cancelled after ", "How near", "after, where it wasn't")
                .containsPattern("(?m)^A 7 x 7 linear filter explains ");
        assertThat(Files.readString(home.resolve("titles.txt")))
                .contains(
                        "Learned kernel\n",
                        "Loss of the kernel",
                        "Residual of camera-filtered.png",
                        "camera-filtered-1.png");
        assertThat(Files.readString(imageJ.log())).doesNotContain("Exception");

        clickInReport(55);
        await("the choice of an image", () -> screen.shows("^Apply to$"));
        shoot("apply-to");
        screen.press("^Apply to$", "Return");
        await("the dialog of Apply Kernel", () -> screen.shows("^Apply Kernel$"));
        Thread.sleep(1000);
        shoot("apply");
        assertThat(redPixels("^Apply Kernel$")).isZero();
        screen.pressOk("^Apply Kernel$");
        await("the result", () -> screen.shows("^camera-filtered-2.png"));
        clickInReport(245);
        await("the page", () -> pages().size() == 1);
    }

    @Test
    void whatTheRecorderWritesLearnsTheSameAgain() throws Exception {
        remember("method=exact", "bias=true");
        start("run(\"Record...\");\nselectImage(\"camera-filtered.png\");\n");
        openDialog();
        screen.xdotool("type", "--delay", "15", "auto");
        for (int field = 0; field < KERNEL_FIELD; field++) {
            screen.xdotool("key", "Tab");
        }
        screen.xdotool("type", "--delay", "15", home.resolve("k.json").toString());
        Thread.sleep(500);
        shoot("file");
        screen.press(TITLE, "Return");
        await("the report", () -> screen.shows(REPORT));
        shoot("exact");
        screen.press("^ImageJ$", "F9");
        assertThat(imageJ.await().exit()).isZero();
        assertThat(read("recorded.txt"))
                .isEqualToIgnoringNewLines(
                        "run(\"Learn Kernel...\", \"bias input=[camera.png] target=[camera-filtered.png]"
                                + " size=[auto] method=[exact] kernel=[" + home.resolve("k.json") + "]\");");
        float[] first = KernelFiles.read(home.resolve("first.json")).single().weights();
        assertThat(first).hasSize(49);
        assertThat(KernelFiles.read(home.resolve("k.json")).single().weights()).isEqualTo(first);
    }

    /** Presses of Tab that lead from the size to the file of the kernel. */
    private static final int KERNEL_FIELD = 22;

    private void remember(String... values) throws IOException {
        Files.createDirectories(home.resolve(".imagej"));
        List<String> lines =
                Arrays.stream(values).map(value -> ".kernelj.learn." + value).toList();
        Files.write(home.resolve(".imagej/IJ_Prefs.txt"), lines);
    }

    private void start(String more) throws Exception {
        Path keys = Files.writeString(home.resolve("keys.ijm"), KEYS.replace("home/", home + "/"));
        Path images = Path.of("test-images").toAbsolutePath();
        imageJ = ImageJProcess.onScreen(
                screen,
                home,
                "run(\"Install...\", \"install=[" + keys + "]\");\nopen(\"" + images.resolve("camera.png")
                        + "\");\nopen(\"" + images.resolve("camera-filtered.png") + "\");\n" + more);
        await("the images", () -> screen.shows("^camera.png") && screen.shows("^camera-filtered.png"));
        Thread.sleep(1500);
    }

    /** A window that has just opened may take the focus, and the key with it; then it is pressed again. */
    private void openDialog() throws Exception {
        for (int press = 0; press < 3 && !screen.shows(TITLE); press++) {
            screen.press("^ImageJ$", "F7");
            long end = System.nanoTime() + KEY_PATIENCE.toNanos();
            while (System.nanoTime() < end && !screen.shows(TITLE)) {
                Thread.sleep(100);
            }
        }
        await("the dialog", () -> screen.shows(TITLE));
        Thread.sleep(1000);
    }

    /** Clicks in the row of buttons, which lies at the lower edge. */
    private void clickInReport(int x) throws Exception {
        screen.xdotool("search", "--onlyvisible", "--name", REPORT, "windowactivate", "--sync");
        String window =
                screen.xdotool("search", "--onlyvisible", "--name", REPORT).strip();
        int y = bounds(REPORT).height - 20;
        screen.xdotool("mousemove", "--window", window, Integer.toString(x), Integer.toString(y), "click", "1");
    }

    private List<Path> pages() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            long start = Files.getLastModifiedTime(home.resolve("keys.ijm")).toMillis();
            return files.filter(file -> file.getFileName().toString().startsWith("kernelj-report-"))
                    .filter(file -> file.toFile().lastModified() >= start
                            && file.toFile().length() > 10_000)
                    .toList();
        }
    }

    private String read(String name) throws Exception {
        await(name, () -> Files.exists(home.resolve(name)));
        return Files.readString(home.resolve(name)).strip();
    }

    private Rectangle bounds(String title) throws IOException, InterruptedException {
        String window = screen.xdotool("search", "--onlyvisible", "--name", title)
                .lines()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no window " + title));
        int[] numbers = screen.xdotool("getwindowgeometry", "--shell", window)
                .lines()
                .filter(line -> line.matches("(X|Y|WIDTH|HEIGHT)=.*"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                .toArray();
        return new Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private BufferedImage picture(String title) throws IOException, InterruptedException {
        Path file = home.resolve("shot.png");
        screen.shoot(file);
        BufferedImage all = ImageIO.read(file.toFile());
        Rectangle inside = bounds(title).intersection(new Rectangle(all.getWidth(), all.getHeight()));
        return all.getSubimage(inside.x, inside.y, inside.width, inside.height);
    }

    private int redPixels(String title) throws IOException, InterruptedException {
        BufferedImage picture = picture(title);
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += (picture.getRGB(x, y) & 0xffffff) == 0xb00020 ? 1 : 0;
            }
        }
        return count;
    }

    private static int differ(BufferedImage a, BufferedImage b) {
        int count = 0;
        for (int y = 0; y < Math.min(a.getHeight(), b.getHeight()); y++) {
            for (int x = 0; x < Math.min(a.getWidth(), b.getWidth()); x++) {
                count += a.getRGB(x, y) != b.getRGB(x, y) ? 1 : 0;
            }
        }
        return count;
    }

    /** Kept for people to look at. */
    private void shoot(String name) throws IOException, InterruptedException {
        screen.shoot(Files.createDirectories(Path.of("target", "screenshots")).resolve("learn-" + name + ".png"));
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            Thread.sleep(100);
        }
    }
}
