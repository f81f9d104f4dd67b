package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.plugin.filter.Convolver;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kernelj.image.ImageFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Option strings of ImageJ's own Convolve... as they are found in old macros, given to Apply Kernel...: understood, with
 * the pixels that Convolve... makes, or refused by name.
 */
class WildConvolveOptionsTest {

    private static final PrintStream CONSOLE = System.out;

    /** Pixels of whole numbers that were compared with those of Convolve..., and how many of them differ. */
    private static long compared;

    private static long different;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private String threadName;

    @BeforeAll
    static void count() {
        compared = 0;
        different = 0;
    }

    @AfterAll
    static void hardlyAnyPixelDiffers() {
        assertThat(compared).isGreaterThan(1_000_000);
        assertThat((double) different / compared).isLessThan(1e-3);
    }

    @BeforeEach
    void pretendToBeABatchMacro() {
        threadName = Thread.currentThread().getName();
        Thread.currentThread().setName("Run$_" + threadName);
        Interpreter.batchMode = true;
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopPretending() {
        System.setOut(CONSOLE);
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus image = WindowManager.getImage(id);
            image.changes = false;
            image.close();
        }
        WindowManager.setTempCurrentImage(null);
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
    }

    /** Options, and the rows of the kernel that Convolve... makes of them. */
    static Stream<Arguments> understood() {
        String edges = "-1 -1 -1\n-1 8 -1\n-1 -1 -1";
        String smooth = "1 2 1\n2 4 2\n1 2 1";
        return Stream.of(
                Arguments.of("text1=[-1 -1 -1\n-1 8 -1\n-1 -1 -1\n] normalize", edges),
                Arguments.of("text1=[-1 -1 -1\n-1 8 -1\n-1 -1 -1\n]", edges),
                Arguments.of("text1=[-1 -1 -1\n-1 8 -1\n-1 -1 -1] normalize ", edges),
                Arguments.of("text1=[1 2 1 \n2 4 2  \n1 2 1 \n\n] normalize", smooth),
                Arguments.of("text1=[1\t2\t1\n2\t4\t2\n1\t2\t1\n] normalize", smooth),
                Arguments.of("text1=[1,2,1\n2,4,2\n1,2,1\n] normalize", smooth),
                Arguments.of("text1=[1, 2, 1\n2, 4, 2\n1, 2, 1\n] normalize", smooth),
                Arguments.of("text1=[1 2 1\r\n2 4 2\r\n1 2 1\r\n] normalize", smooth),
                Arguments.of("text1=[1 2 1; 2 4 2; 1 2 1] normalize", smooth),
                Arguments.of("text1=[1 2 1 2 4 2 1 2 1] normalize", smooth),
                Arguments.of("text1=[1 2 1\n2 4 2\n1 2 1\n] normalize stack", smooth),
                Arguments.of("normalize text1=[0.25 0.5 0.25\n0.5 1 0.5\n.25 .5 .25\n]", smooth),
                Arguments.of("text1=[1/9 1/9 1/9\n1/9 1/9 1/9\n1/9 1/9 1/9\n] normalize", "1 1 1\n1 1 1\n1 1 1"),
                Arguments.of("text1=[1 2 4 2 1\n] normalize", "1 2 4 2 1"),
                Arguments.of("text1=[1 2 4 2 1] normalize", "1 2 4 2 1"),
                Arguments.of("text1=1,2,1\n normalize", "1 2 1"),
                Arguments.of("text1='-1 -1 -1\n-1 8 -1\n-1 -1 -1\n' normalize", edges),
                Arguments.of("normalize text1='1,2,1'", "1 2 1"),
                Arguments.of("text1=[1\n2\n1\n] normalize", "1\n2\n1"),
                Arguments.of("text1=3\n ", "3"),
                Arguments.of(
                        "  text1=[-1e-1 0 1E-1\n-2e-1 1 2.e-1\n-1e-1 0 +0.1\n]  slice",
                        "-0.1 0 0.1\n-0.2 1 0.2\n-0.1 0 0.1"),
                Arguments.of("text1=[-1 -2 -1\n0 0 0\n1 2 1\n] normalize preview", "-1 -2 -1\n0 0 0\n1 2 1"));
    }

    /**
     * On photographs and a volume. Convolve... adds in double, this in float: where its sum lies within rounding errors
     * of a half, the pixel may differ by one level.
     */
    @ParameterizedTest
    @MethodSource("understood")
    void oldMacrosMakeTheOldPixels(String options, String rows) throws IOException {
        for (String name : List.of("camera 8-bit", "phantom 16-bit", "cell 32-bit")) {
            compareWithConvolver(name, options, rows);
        }
        // A colour image of one plane is a stack of one.
        compareWithConvolver("coffee RGB", options.contains("stack") ? options : options + " stack", rows);
    }

    @Test
    void allChannelsOfTheCurrentPlaneOfAColourImageAreFiltered() throws IOException {
        compareWithConvolver("coffee RGB", "text1=[1 2 1\n2 4 2\n1 2 1\n] normalize", "1 2 1\n2 4 2\n1 2 1");
    }

    private void compareWithConvolver(String name, String options, String rows) throws IOException {
        ImagePlus before = image(name);
        ImagePlus ours = image(name);
        apply(ours, options);
        boolean allPlanes = options.contains("stack");
        long changed = 0;
        for (int plane = 1; plane <= (allPlanes ? ours.getStackSize() : 1); plane++) {
            ImageProcessor pixels = ours.getStack().getProcessor(plane);
            for (int channel = 0; channel < pixels.getNChannels(); channel++) {
                FloatProcessor was = before.getStack().getProcessor(plane).toFloat(channel, null);
                FloatProcessor exact = (FloatProcessor) was.duplicate();
                double tolerance = convolve(exact, rows, options.contains("normalize"));
                FloatProcessor is = pixels.toFloat(channel, null);
                for (int i = 0; i < is.getPixelCount(); i++) {
                    comparePixel(name, is.getf(i), exact.getf(i), ours.getBitDepth(), tolerance);
                    changed += is.getf(i) == was.getf(i) ? 0 : 1;
                }
            }
        }
        assertThat(changed).as("pixels that the kernel changed").isPositive();
    }

    private static void comparePixel(String name, float ours, float exact, int bitDepth, double tolerance) {
        if (bitDepth == 32) {
            assertThat(Math.abs(ours - exact)).as(name).isLessThanOrEqualTo((float) tolerance);
            return;
        }
        double theirs = Math.max(0, Math.min(bitDepth == 16 ? 65535 : 255, Math.floor(exact + 0.5)));
        compared++;
        if (ours != theirs) {
            different++;
            assertThat(Math.abs(ours - theirs)).as(name).isEqualTo(1);
            assertThat(Math.abs(exact - Math.floor(exact) - 0.5)).as(name).isLessThanOrEqualTo(tolerance);
        }
    }

    /**
     * Filters as Convolve... does, before it rounds.
     *
     * @return how far rounding errors may reach
     */
    private static double convolve(FloatProcessor values, String text, boolean normalize) {
        String[][] rows = text.lines().map(row -> row.split(" ")).toArray(String[][]::new);
        float[] weights = new float[rows.length * rows[0].length];
        double sum = 0;
        double magnitude = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Float.parseFloat(rows[i / rows[0].length][i % rows[0].length]);
            sum += weights[i];
            magnitude += Math.abs(weights[i]);
        }
        double range = values.getStats().max - values.getStats().min;
        Convolver convolver = new Convolver();
        convolver.setNormalize(normalize);
        convolver.convolve(values, weights, rows[0].length, rows.length);
        return 1e-5 * range * magnitude / (normalize && Math.abs(sum) > 1e-6 ? Math.abs(sum) : 1);
    }

    @Test
    void evenSizesWhichImageJRefusesAreApplied() throws IOException {
        ImagePlus image = image("camera 8-bit");
        ImageProcessor before = image.getProcessor().duplicate();
        apply(image, "text1=[1 1\n1 1\n] normalize");
        int sum = before.get(10, 10) + before.get(11, 10) + before.get(10, 11) + before.get(11, 11);
        assertThat(image.getProcessor().get(11, 11)).isEqualTo((int) Math.floor(sum / 4.0 + 0.5));
    }

    @Test
    void onlyTheCurrentPlaneChangesUnlessItSaysStack() throws IOException {
        ImagePlus image = image("phantom 16-bit");
        image.setSlice(7);
        apply(image, "text1=[1 1 1\n1 1 1\n1 1 1\n] normalize slice");
        ImagePlus before = image("phantom 16-bit");
        for (int z = 1; z <= image.getStackSize(); z++) {
            assertThat(Arrays.equals((short[]) image.getStack().getPixels(z), (short[])
                            before.getStack().getPixels(z)))
                    .as("plane " + z)
                    .isEqualTo(z != 7);
        }
    }

    @Test
    void anUncertainSumOfZeroIsTold() throws IOException {
        apply(image("camera 8-bit"), "text1=[-1 -1 -1\n-1 8 -1\n-1 -1 -1\n] normalize");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("weights sum to zero, so it is applied as it is (scale 1), not normalised");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("text1=1 2 1 normalize", "there is no setting '2'"),
                Arguments.of("text1=1 2 1 normalize", "A value with blanks in it stands in brackets"),
                Arguments.of("text1=[1 2 1\n2 x4 2\n1 2 1\n] normalize", "row 2, column 2: 'x4' is not a number"),
                Arguments.of("text1=[1 2 1\n2 4 2\n1 2\n] normalize", "row 3 has 2 numbers, but row 1 has 3"),
                Arguments.of("text1=[1 2 1\n2 NaN 2\n1 2 1\n]", "row 2, column 2: 'NaN' is not a number"),
                Arguments.of("text1=[0,5 1,5 0,5\n]", "it isn't clear whether 0,5 means 0.5 or 0 and 5"),
                Arguments.of("text1=[] normalize", "kernel is missing"),
                Arguments.of("text1= normalize", "kernel is missing"),
                Arguments.of("normalize", "kernel is missing"),
                Arguments.of("normalize stack", "kernel is missing"),
                Arguments.of("text1='1 2 1\n normalize", "the single quote in the value of text1 isn't closed"),
                Arguments.of("text1=[1 2 1\n normalize", "the brackets in the value of text1 aren't balanced"),
                Arguments.of(
                        "text1=[1 2 1\n] normalise", "there is no setting 'normalise'; the nearest is 'normalize'"),
                Arguments.of("text1=[1 2 1\n] kernel=[1]", "text1 and kernel both give a kernel"),
                Arguments.of("text1=[1 2 1\n] text1=[1\n]", "text1 is given twice"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCantBeUnderstoodIsRefusedByName(String options, String message) throws IOException {
        ImagePlus image = image("camera 8-bit");
        assertThatThrownBy(() -> apply(image, options)).hasMessageContaining(message);
        assertThat(PixelBytes.of(image)).isEqualTo(PixelBytes.of(image("camera 8-bit")));
        assertThat(image.isLocked()).isFalse();
    }

    private static ImagePlus image(String name) throws IOException {
        String[] words = name.split(" ");
        Path file = Path.of("test-images", words[0] + (words[0].equals("phantom") ? ".tif" : ".png"));
        ImagePlus image = ImageFiles.open(file);
        if (words[1].equals("32-bit")) {
            image.setProcessor(image.getProcessor().convertToFloat());
        }
        assertThat(image.getBitDepth())
                .isEqualTo(words[1].equals("RGB") ? 24 : Integer.parseInt(words[1].split("-")[0]));
        return image;
    }

    private static void apply(ImagePlus image, String options) {
        WindowManager.setTempCurrentImage(image);
        Macro.setOptions(options);
        IJ.runPlugIn(ApplyKernelPlugIn.class.getName(), "");
    }
}
