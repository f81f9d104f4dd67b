package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.macro.Interpreter;
import io.github.kernelj.engine.Extent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of image with every extent, type, destination and region of interest, through Apply Kernel... as a macro
 * calls it: each pixel is compared with {@link ExpectedImage}, all metadata with what they should be, and the input with
 * what it was.
 */
class ImageKindsTest {

    /** Whole numbers of sum 1, an even size of sum 0, quarters that end on halves, and fractions; for planes and volumes. */
    private static final List<String> PLANE_KERNELS = List.of(
            "1 2 0; -1 3 -2; 0 1 -3",
            "1 -2 3 -2; 0 4 -4 0",
            "0.5 0.25; 0.5 -0.25",
            "0.1137291 0.2011357 -0.0719123; 0.3014159 0.2171828 0.0557721; 0.1314213 -0.0217321 0.0923607");

    private static final List<String> VOLUME_KERNELS = List.of(
            "1 0; -1 2 | 0 3; 1 -2 | -1 0; -3 1",
            "1 -2 | 3 -2",
            "0.5 0.25; 0.5 -0.25 | 0 0.5; -0.5 0",
            "0.1137291 0.2011357; -0.0719123 0.3014159 | 0.2171828 0.0557721; 0.1314213 0.0723607");

    private static final PrintStream CONSOLE = System.out;

    /** Pixels of whole numbers that were compared, and how many of them rounding errors moved to the other side of a half. */
    private static long compared;

    private static long otherSide;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private String threadName;

    /** A row of the table. */
    record Case(ImageKind kind, String region, Extent extent, String type, String destination) {

        String options(String kernel) {
            return "axes=" + kind.axes() + " extent=" + extent.name().toLowerCase(Locale.ROOT) + " type=" + type
                    + " destination=" + destination + " kernel=[" + kernel + "]";
        }

        ImagePlus image() {
            ImagePlus image = kind.make();
            if (!region.equals("none")) {
                image.setRoi(region.equals("oval") ? new OvalRoi(3, 2, 11, 9) : new Roi(4, 3, 9, 6));
            }
            return image;
        }

        boolean isInPlace() {
            return destination.equals("in-place");
        }

        List<String> kernels() {
            return kind.depth() == 1 ? PLANE_KERNELS : VOLUME_KERNELS;
        }

        /** What the refusal says; null if the case is possible. */
        String refusal() {
            if (isInPlace() && extent != Extent.SAME) {
                return "destination=in-place needs extent=same";
            }
            if (isInPlace() && !type.equals("same")) {
                return "destination=in-place needs type=same";
            }
            if (isInPlace() && kind == ImageKind.COLOUR_8) {
                return "is an 8-bit colour image; convert it to RGB first (Image > Type > RGB Color)";
            }
            if (isInPlace() && kind == ImageKind.VIRTUAL_STACK) {
                return "is a virtual stack, whose pixels are read from files; load it into memory first";
            }
            return extent == Extent.FULL && !region.equals("none")
                    ? "a result larger than the input (extent=full) has pixels that are neither in the selection nor in"
                            + " the input"
                    : null;
        }
    }

    static Stream<Case> possible() {
        return cases().filter(row -> row.refusal() == null);
    }

    static Stream<Case> impossible() {
        return cases().filter(row -> row.refusal() != null);
    }

    private static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (ImageKind kind : ImageKind.values()) {
            for (String region : List.of("none", "rectangle", "oval")) {
                for (Extent extent : Extent.values()) {
                    for (String type : List.of("same", "8-bit", "16-bit", "32-bit")) {
                        cases.add(new Case(kind, region, extent, type, "new"));
                        cases.add(new Case(kind, region, extent, type, "in-place"));
                    }
                }
            }
        }
        return cases.stream();
    }

    @BeforeAll
    static void count() {
        compared = 0;
        otherSide = 0;
    }

    @AfterAll
    static void hardlyAnyPixelIsRoundedToTheOtherSide() {
        assertThat(compared).isGreaterThan(100_000);
        assertThat((double) otherSide / compared).isLessThan(1e-4);
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
        closeAll();
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
    }

    @ParameterizedTest
    @MethodSource("possible")
    void pixelsAndMetadataAreRight(Case row) throws Exception {
        for (String kernel : row.kernels()) {
            ImagePlus image = row.image();
            image.show();
            log.reset();
            apply(row.options(kernel));
            ImagePlus result = row.isInPlace() ? image : WindowManager.getCurrentImage();
            assertThat(result == image).isEqualTo(row.isInPlace());
            ExpectedImage expected = ExpectedImage.of(row.kind(), row.image(), kernel, row.extent(), row.type());
            ExpectedImage.Differences differences = expected.comparePixels(result);
            compared += differences.compared();
            otherSide += differences.otherSide();
            if (differences.otherSide() == 0) {
                assertThat(log.toString(StandardCharsets.UTF_8)).contains(expected.clippedNotice());
            }
            Looks.assertResult(result, row.image(), expected, row.isInPlace());
            if (!row.isInPlace()) {
                Looks.assertUntouched(image, row.image());
            }
            assertThat(image.isLocked()).isFalse();
            closeAll();
        }
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void theImpossibleIsRefusedByName(Case row) {
        ImagePlus image = row.image();
        image.show();
        assertThatThrownBy(() -> apply(row.options(row.kernels().get(0))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(row.refusal());
        assertThat(WindowManager.getImageCount()).isEqualTo(1);
        Looks.assertUntouched(image, row.image());
        assertThat(image.isLocked()).isFalse();
    }

    private static void apply(String options) {
        Macro.setOptions(options);
        IJ.runPlugIn(ApplyKernelPlugIn.class.getName(), "");
    }

    private static void closeAll() {
        int[] ids = WindowManager.getIDList();
        for (int id : ids == null ? new int[0] : ids) {
            ImagePlus image = WindowManager.getImage(id);
            image.changes = false;
            image.close();
        }
        WindowManager.setTempCurrentImage(null);
    }
}
