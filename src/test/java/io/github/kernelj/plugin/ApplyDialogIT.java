package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.process.ImageStatistics;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apply Kernel... as a user at the screen meets it: typing, preview, mistakes, OK, undo. */
class ApplyDialogIT {

    private static final String TITLE = "Apply Kernel";

    /** F8 writes down what the pixels of the current image are, F9 opens the dialog as the menu does. */
    private static final String KEYS = """
            macro "Write Down [F8]" {
              text = "";
              for (i = 1; i <= nSlices; i++) {
                if (nSlices > 1) setSlice(i);
                getRawStatistics(count, mean, min, max, deviation);
                text = text + d2s(mean, 6) + "," + d2s(deviation, 6) + " ";
              }
              if (nSlices > 1) setSlice(%d);
              getMinAndMax(least, most);
              File.append(text + least + " " + most, "%s");
            }
            macro "Apply [F9]" { doCommand("Apply Kernel..."); }
            macro "Undo [F10]" { doCommand("Undo"); }
            """;

    private static final int SHOWN_SLICE = 10;
    private static final int TITLE_BAR = 30;

    @TempDir
    Path home;

    private Screen screen;
    private ImageJProcess imageJ;
    private Path notes;

    @BeforeEach
    void openScreen() throws IOException {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        screen = new Screen();
        notes = home.resolve("notes.txt");
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

    @Test
    void aPlaneIsPreviewedFilteredAndBroughtBack() throws Exception {
        start("camera.png", "");
        String before = writeDown("camera", 1);
        openDialog("camera");
        BufferedImage untouched = window("camera");
        type("-1 -1 -1; -1 8 -1; -1 -1 -1");
        tickPreview();
        await("the preview", () -> differ(window("camera"), untouched) > 50_000);
        shoot("preview", "camera");
        tickPreview();
        await("the pixels of before", () -> differ(window("camera"), untouched) == 0);

        type("1 2 x");
        await("a red message", () -> redPixels(window(TITLE)) > 100);
        shoot("mistake", "camera");
        clickOk();
        Thread.sleep(500);
        assertThat(isOpen(TITLE)).as("OK with a kernel that is wrong").isTrue();

        tickPreview();
        type("1 2 1; 2 4 2; 1 2 1");
        await("no red message", () -> redPixels(window(TITLE)) == 0);
        choose("Destination", 1);
        tickNormalize();
        shoot("mended", "camera");
        clickOk();
        await("the dialog closed", () -> !isOpen(TITLE));
        String filtered = writeDown("camera", 2);
        assertThat(filtered).isNotEqualTo(before);
        undo("camera");
        assertThat(writeDown("camera", 3)).isEqualTo(before);
        undo("camera");
        assertThat(writeDown("camera", 4)).as("redo").isEqualTo(filtered);
    }

    /** Each way of giving a kernel, and the pixels it makes. */
    @Test
    void aKernelComesFromTheListAFileOrADrop() throws Exception {
        Files.createDirectories(home.resolve(".imagej"));
        Files.writeString(home.resolve(".imagej/IJ_Prefs.txt"), ".kernelj.apply.destination=in-place\n");
        Path folder = Files.createDirectories(home.resolve("my kernels (1)"));
        Path browsed = Files.writeString(folder.resolve("browsed.txt"), "1 0 -1\n2 5 -2\n1 0 -1\n");
        Path dropped = Files.writeString(folder.resolve("dropped.txt"), "0 0 1 0 0\n0 1 2 1 0\n");
        start("camera.png", "");
        openDialog("camera");
        click(445, 147);
        assertApplied("sobel-x", 1);

        openDialog("camera");
        click(45, 169);
        String chooser = "^Kernel File";
        await("the file chooser", () -> isOpen(chooser));
        Thread.sleep(500);
        screen.xdotool("type", "--delay", "15", "--", browsed.toString());
        shootScreen("browse");
        screen.xdotool("key", "Return");
        await("the file chooser closed", () -> !isOpen(chooser));
        assertApplied(browsed.toString(), 2);

        openDialog("camera");
        drop(dropped);
        assertApplied(dropped.toString(), 3);
    }

    private void assertApplied(String kernel, int notesSoFar) throws Exception {
        Thread.sleep(500);
        clickOk();
        await("the dialog closed", () -> !isOpen(TITLE));
        ImagePlus expected = ApplyTask.apply(
                        ImageFiles.open(Path.of("test-images", "camera.png")), ApplySettings.of(kernel), Progress.NONE)
                .image();
        ImageStatistics values = ImageStatistics.getStatistics(expected.getProcessor());
        assertThat(writeDown("camera", notesSoFar))
                .as(kernel)
                .startsWith(String.format(Locale.ROOT, "%.6f,%.6f ", values.mean, values.stdDev));
        undo("camera");
    }

    /** Drags a file from a window of another program, which is another Java, onto the kernel's text. */
    private void drop(Path file) throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        DragSourceWindow.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("drag.log").toFile());
        program.environment().put("DISPLAY", screen.display());
        Process other = program.start();
        try {
            await("the window to drag from", () -> isOpen("^" + DragSourceWindow.TITLE));
            Thread.sleep(500);
            Rectangle from = bounds("^" + DragSourceWindow.TITLE);
            Rectangle to = bounds(TITLE);
            int x = from.x + from.width / 2;
            int y = from.y + from.height / 2;
            screen.xdotool("mousemove", x + "", y + "", "mousedown", "1");
            for (int i = 1; i <= 20; i++) {
                int toX = x + (to.x + 200 - x) * i / 20;
                int toY = y + (to.y + 100 - y) * i / 20;
                screen.xdotool("mousemove", toX + "", toY + "");
                Thread.sleep(50);
            }
            Thread.sleep(500);
            screen.xdotool("mouseup", "1");
            await("the drop", () -> Files.readString(home.resolve("drag.log")).contains("dropped true"));
            shootScreen("drop");
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void cancelBringsThePixelsBack() throws Exception {
        start("camera.png", "");
        String before = writeDown("camera", 1);
        openDialog("camera");
        BufferedImage untouched = window("camera");
        tickPreview();
        await("the preview", () -> differ(window("camera"), untouched) > 10_000);
        screen.press(TITLE, "Escape");
        await("the dialog closed", () -> !isOpen(TITLE));
        assertThat(writeDown("camera", 2)).isEqualTo(before);
        assertThat(differ(window("camera"), untouched)).isZero();
    }

    @Test
    void aStackInPlaceIsUndone() throws Exception {
        start("mr-head.tif", "setSlice(" + SHOWN_SLICE + ");\n");
        String before = writeDown("mr-head", 1);
        openDialog("mr-head");
        BufferedImage untouched = window("mr-head");
        type("laplacian(neighbours=6)");
        tickPreview();
        await("the preview", () -> differ(window("mr-head"), untouched) > 4_000);
        choose("Destination", 1);
        shoot("stack", "mr-head");
        clickOk();
        await("the dialog closed", () -> !isOpen(TITLE));
        String filtered = writeDown("mr-head", 2);
        assertThat(filtered.split(" ")).hasSameSizeAs(before.split(" ")).doesNotContain(before.split(" ")[0]);
        undo("mr-head");
        assertThat(writeDown("mr-head", 3)).isEqualTo(before);
    }

    @Test
    void aClosedImageEndsTheRunWithAMessage() throws Exception {
        String slow = "newImage(\"large\", \"32-bit noise\", 400, 400, 300);\nsetLocation(0, 120);\n";
        start("camera.png", slow);
        openDialog("large");
        type("log(sigma=3, dimensions=3)");
        choose("Destination", 1);
        clickOk();
        await("the dialog closed", () -> !isOpen(TITLE));
        screen.press("^large", "ctrl+w");
        await("a message", () -> isOpen("^" + TITLE));
        shootScreen("closed");
        assertThat(Files.readString(imageJ.log())).doesNotContain("Exception");
    }

    private void start(String image, String more) throws IOException, InterruptedException {
        ImageJProcess.install(home, Path.of(System.getProperty("kernelj.plugin.jar")));
        Path keys = Files.writeString(home.resolve("keys.ijm"), KEYS.formatted(SHOWN_SLICE, notes));
        String macro = "run(\"Install...\", \"install=[" + keys + "]\");\nopen(\""
                + Path.of("test-images", image).toAbsolutePath() + "\");\nwait(700);\nsetLocation(0, 120);\n" + more;
        imageJ = ImageJProcess.onScreen(screen, home, macro);
        screen.xdotool("search", "--sync", "--onlyvisible", "--name", "^" + image);
        Thread.sleep(1000);
    }

    /** The notes' last line, once there are so many. */
    private String writeDown(String title, int count) throws Exception {
        screen.press("^" + title, "F8");
        await("a note", () -> Files.exists(notes) && Files.readAllLines(notes).size() == count);
        List<String> lines = Files.readAllLines(notes);
        return lines.get(lines.size() - 1);
    }

    private void undo(String title) throws Exception {
        screen.press("^" + title, "ctrl+z");
        Thread.sleep(1000);
    }

    private void openDialog(String title) throws Exception {
        screen.press("^" + title, "F9");
        screen.xdotool("search", "--sync", "--onlyvisible", "--name", TITLE);
        await("the heat map", () -> redPixels(window(TITLE)) == 0 && isOpen(TITLE));
        Thread.sleep(500);
    }

    private void type(String kernel) throws Exception {
        click(200, 60);
        screen.press(TITLE, "ctrl+a");
        screen.xdotool("type", "--delay", "15", "--", kernel);
    }

    private void tickPreview() throws Exception {
        click(19, -65);
    }

    private void tickNormalize() throws Exception {
        click(402, -233);
    }

    private void choose(String field, int down) throws Exception {
        assertThat(field).isEqualTo("Destination");
        click(590, isStack() ? -175 : -204);
        Thread.sleep(300);
        for (int i = 0; i < down; i++) {
            screen.xdotool("key", "Down");
        }
        screen.xdotool("key", "Return");
        Thread.sleep(300);
    }

    private boolean isStack() throws IOException, InterruptedException {
        return isOpen("^mr-head") || isOpen("^large");
    }

    private void clickOk() throws Exception {
        click(-38, -22);
    }

    /** Clicks in the dialog; negative numbers count from its right and lower edge. */
    private void click(int x, int y) throws Exception {
        String id = id(TITLE);
        Rectangle bounds = bounds(TITLE);
        Point at = new Point(x < 0 ? bounds.width + x : x, y < 0 ? bounds.height + y : y);
        screen.xdotool("mousemove", "--window", id, Integer.toString(at.x), Integer.toString(at.y), "click", "1");
        Thread.sleep(300);
    }

    private boolean isOpen(String title) throws IOException, InterruptedException {
        return !screen.xdotool("search", "--onlyvisible", "--name", title).isBlank();
    }

    private String id(String title) throws IOException, InterruptedException {
        return screen.xdotool("search", "--onlyvisible", "--name", title)
                .lines()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no window " + title));
    }

    private Rectangle bounds(String title) throws IOException, InterruptedException {
        int[] numbers = screen.xdotool("getwindowgeometry", "--shell", id(title))
                .lines()
                .filter(line -> line.matches("(X|Y|WIDTH|HEIGHT)=.*"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf('=') + 1)))
                .toArray();
        return new Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private BufferedImage window(String title) throws IOException, InterruptedException {
        Path file = home.resolve("shot.png");
        screen.shoot(file);
        BufferedImage all = ImageIO.read(file.toFile());
        Rectangle inside = bounds(title.equals(TITLE) ? title : "^" + title)
                .intersection(new Rectangle(all.getWidth(), all.getHeight()));
        return all.getSubimage(inside.x, inside.y, inside.width, inside.height);
    }

    private void shootScreen(String name) throws IOException, InterruptedException {
        screen.shoot(Files.createDirectories(Path.of("target", "screenshots")).resolve("apply-" + name + ".png"));
    }

    /** Image and dialog with their frames, kept for people to look at. */
    private void shoot(String name, String image) throws IOException, InterruptedException {
        Thread.sleep(700);
        Path file = home.resolve("shot.png");
        screen.shoot(file);
        BufferedImage all = ImageIO.read(file.toFile());
        Rectangle seen = bounds(TITLE).union(bounds("^" + image));
        seen.grow(5, 10);
        seen.add(seen.x, seen.y - TITLE_BAR);
        seen = seen.intersection(new Rectangle(all.getWidth(), all.getHeight()));
        Path folder = Files.createDirectories(Path.of("target", "screenshots"));
        ImageIO.write(
                all.getSubimage(seen.x, seen.y, seen.width, seen.height),
                "png",
                folder.resolve("apply-" + name + ".png").toFile());
    }

    private static int differ(BufferedImage a, BufferedImage b) {
        return count(a, (x, y) -> a.getRGB(x, y) != b.getRGB(x, y));
    }

    private static int redPixels(BufferedImage picture) {
        return count(picture, (x, y) -> (picture.getRGB(x, y) & 0xffffff) == 0xb00020);
    }

    private interface PixelTest {
        boolean test(int x, int y);
    }

    private static int count(BufferedImage picture, PixelTest test) {
        int count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += test.test(x, y) ? 1 : 0;
            }
        }
        return count;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
            Thread.sleep(200);
        }
    }
}
