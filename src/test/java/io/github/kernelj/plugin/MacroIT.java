package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.plugin.ImageJProcess.Outcome;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What macros do beside a plain call: awkward paths, variables, folders in batch mode. The same macro runs in a window and
 * without a screen, and leaves the same bytes.
 */
class MacroIT {

    private static final Path JAR = Path.of(System.getProperty("kernelj.plugin.jar"));
    private static final Path IMAGES = Path.of("test-images").toAbsolutePath();

    /** Names that not every system's Java can spell are made and removed here, not in the test. */
    private static final String AWKWARD_PATHS = """
            folder = "home/mein Ordner ü 日本";
            File.makeDirectory(folder);
            awkward = newArray("käse [1].json", "a, stack slice=2 kernel=[x].json", "it's 100% & $HOME.json");
            for (i = 0; i < awkward.length; i++) {
                path = folder + "/" + awkward[i];
                File.copy("images/unknown-7x7.json", path);
                open("images/camera.png");
                run("Apply Kernel...", "destination=in-place kernel=[" + path + "]");
                saveAs("tiff", "home/out/path" + i + ".tif");
                close();
            }
            path = folder + "/open ] only.json";
            File.copy("images/unknown-7x7.json", path);
            open("images/camera.png");
            rename("käse [camera");
            run("Apply Kernel...", "destination=in-place kernel=&path");
            saveAs("tiff", "home/out/path3.tif");
            saveAs("tiff", folder + "/größe [in].tif");
            open("images/camera.png");
            saveAs("tiff", folder + "/größe [out].tif");
            close("*");
            run("Learn Kernel...", "method=exact size=3 input=[" + folder + "/größe [in].tif] target=["
                + folder + "/größe [out].tif] kernel=[" + folder + "/gelernt [1].txt]");
            File.copy(folder + "/gelernt [1].txt", "home/out/learned.txt");
            names = getFileList(folder);
            for (i = 0; i < names.length; i++) deleted = File.delete(folder + "/" + names[i]);
            deleted = File.delete(folder);
            """;

    private static final String VARIABLES = """
            k = "1 2 1; 0 5 0; -1 -2 3";
            s = 0.125;
            b = -3;
            where = "in-place";
            open("images/phantom.tif");
            run("Apply Kernel...", "scale=&s bias=&b destination=&where kernel=&k");
            saveAs("tiff", "home/out/variables.tif");
            close("*");
            """;

    /** What Process > Batch > Macro... does. */
    private static final String FOLDER = """
            setBatchMode(true);
            names = getFileList("home/in");
            for (i = 0; i < names.length; i++) {
                open("home/in/" + names[i]);
                run("Apply Kernel...", "normalize kernel=[1 2 1; 2 4 2; 1 2 1]");
                saveAs("tiff", "home/out/batch-" + replace(names[i], ".png", "") + ".tif");
                close("*");
            }
            setBatchMode(false);
            """;

    @TempDir
    Path screenless;

    @TempDir
    Path windowed;

    @Test
    void macrosLeaveTheSameBytesInAWindowAndWithout() throws Exception {
        prepare(screenless);
        check(ImageJProcess.headless(screenless, here(screenless, AWKWARD_PATHS + VARIABLES + FOLDER)), screenless);
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        prepare(windowed);
        String macro = here(windowed, AWKWARD_PATHS + VARIABLES + FOLDER) + "run(\"Quit\");";
        check(inAWindow(windowed, macro), windowed);
        assertThat(results(windowed)).isEqualTo(results(screenless));
    }

    /** What other tests say of Convolve..., asked of Convolve... itself, which needs a window for its dialog. */
    @Test
    void convolveReadsItsOptionsTheSameWay() throws Exception {
        assumeTrue(Screen.isAvailable(), "needs Xvfb, openbox, xdotool, ImageMagick and a Java with windows");
        prepare(windowed);
        List<String> options = List.of(
                "text1=[1 2 1 2 4 2 1 2 1] normalize",
                "text1=[1 2 4 2 1\\n] normalize",
                "text1=[-1 -1 -1\\n-1 8 -1\\n-1 -1 -1\\n] normalize",
                "normalize text1=[1\\t2\\t1\\n2\\t4\\t2\\n1\\t2\\t1]");
        StringBuilder macro = new StringBuilder();
        for (int i = 0; i < options.size(); i++) {
            for (String command : List.of("Convolve...", "Apply Kernel...")) {
                macro.append("open(\"images/cell.png\");\nrun(\"32-bit\");\n")
                        .append("run(\"" + command + "\", \"" + options.get(i) + "\");\n")
                        .append("saveAs(\"tiff\", \"home/out/" + command.charAt(0) + i + ".tif\");\nclose(\"*\");\n");
            }
        }
        Outcome outcome = inAWindow(windowed, here(windowed, macro + "run(\"Quit\");"));
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        float[] plain = pixels(IMAGES.resolve("cell.png"));
        for (int i = 0; i < options.size(); i++) {
            float[] theirs = pixels(windowed.resolve("out/C" + i + ".tif"));
            float[] ours = pixels(windowed.resolve("out/A" + i + ".tif"));
            assertThat(theirs).as(options.get(i)).isNotEqualTo(plain);
            for (int p = 0; p < plain.length; p++) {
                assertThat(Math.abs(ours[p] - theirs[p])).as(options.get(i)).isLessThan(1e-3f);
            }
        }
    }

    private static Outcome inAWindow(Path home, String macro) throws Exception {
        try (Screen screen = new Screen()) {
            ImageJProcess imageJ = ImageJProcess.onScreen(screen, home, macro);
            try {
                return imageJ.await();
            } finally {
                imageJ.stop();
            }
        }
    }

    private static void prepare(Path home) throws IOException {
        ImageJProcess.install(home, JAR);
        Files.createDirectory(home.resolve("out"));
        Files.createDirectory(home.resolve("in"));
        for (String name : List.of("brick.png", "coffee.png", "grass.png")) {
            Files.copy(IMAGES.resolve(name), home.resolve("in").resolve(name));
        }
    }

    private static String here(Path home, String macro) {
        return macro.replace("images/", IMAGES + "/").replace("home/", home + "/");
    }

    private static void check(Outcome outcome, Path home) throws IOException {
        assertThat(outcome.exit()).as(outcome.output()).isZero();
        Path out = home.resolve("out");
        assertThat(results(home).keySet())
                .as(outcome.output())
                .containsExactly(
                        "batch-brick.tif",
                        "batch-coffee.tif",
                        "batch-grass.tif",
                        "learned.txt",
                        "path0.tif",
                        "path1.tif",
                        "path2.tif",
                        "path3.tif",
                        "variables.tif");
        for (int i = 0; i < 4; i++) {
            assertSame(
                    out.resolve("path" + i + ".tif"), "camera.png", "kernel", IMAGES.resolve("unknown-7x7.json") + "");
        }
        assertSame(
                out.resolve("variables.tif"),
                "phantom.tif",
                "kernel",
                "1 2 1; 0 5 0; -1 -2 3",
                "scale",
                "0.125",
                "bias",
                "-3");
        for (String name : List.of("brick", "coffee", "grass")) {
            assertSame(
                    out.resolve("batch-" + name + ".tif"),
                    name + ".png",
                    "kernel",
                    "1 2 1; 2 4 2; 1 2 1",
                    "normalize",
                    "true");
        }
        Kernel learned = KernelFiles.read(out.resolve("learned.txt")).single();
        assertThat(learned.shape().volume()).isEqualTo(9);
    }

    /** Compares with what the task makes of a test image. */
    private static void assertSame(Path file, String image, String... settings) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            texts.put(settings[i], settings[i + 1]);
        }
        assertThat(PixelBytes.of(ImageFiles.open(file)))
                .as(file.toString())
                .isEqualTo(PixelBytes.of(ApplyTask.apply(
                                ImageFiles.open(IMAGES.resolve(image)), ApplySettings.parse(texts), Progress.NONE)
                        .image()));
    }

    /** Length and checksum of every result. */
    private static Map<String, String> results(Path home) throws IOException {
        Map<String, String> results = new TreeMap<>();
        try (Stream<Path> files = Files.list(home.resolve("out"))) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                results.put(file.getFileName().toString(), bytes.length() + " bytes " + bytes.hashCode());
            }
        }
        return results;
    }

    private static float[] pixels(Path file) throws IOException {
        return (float[])
                ImageFiles.open(file).getProcessor().convertToFloatProcessor().getPixels();
    }
}
