package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import io.github.kernelj.kernel.KernelFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inspect Kernel, Kernel from Selection, samples and help as macros call them. */
class InspectPlugInTest {

    @TempDir
    Path folder;

    private String threadName;

    @BeforeEach
    void pretendToBeAMacro() {
        threadName = Thread.currentThread().getName();
        Thread.currentThread().setName("Run$_" + threadName);
        Interpreter.batchMode = true;
        ResultsTable.getResultsTable().reset();
    }

    @AfterEach
    void stopPretending() {
        closeAll();
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
        ResultsTable.getResultsTable().reset();
    }

    @Test
    void aKernelIsShownAndMeasured() {
        run(InspectKernelPlugIn.class, "", "kernel=[unsharp(sigma=1, size=7)]");
        ImagePlus sheet = WindowManager.getCurrentImage();
        assertThat(sheet.getTitle()).startsWith("Kernel unsharp");
        assertThat(sheet.getBitDepth()).isEqualTo(24);
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getValue("Width", 0)).isEqualTo(7);
        assertThat(table.getValue("Dense weights", 0)).isEqualTo(3.6e9);
    }

    @Test
    void theSheetOfOneKernelIsNoImageForTheNext() {
        new ImagePlus("small", new ByteProcessor(10, 10)).show();
        run(InspectKernelPlugIn.class, "", "kernel=sobel-x");
        run(InspectKernelPlugIn.class, "", "kernel=sobel-y code=scipy");
        assertThat(ResultsTable.getResultsTable().getValue("Dense weights", 0)).isEqualTo(10_000);
        assertThat(ResultsTable.getResultsTable().getValue("Dense weights", 1)).isEqualTo(10_000);
    }

    @Test
    void aSelectionBecomesAKernel() throws IOException {
        ImagePlus image = new ImagePlus("a", new FloatProcessor(3, 1, new float[] {1, 2, 1}));
        image.setRoi(new Roi(1, 0, 2, 1));
        image.show();
        Path file = folder.resolve("my kernel.json");
        run(KernelFromSelectionPlugIn.class, "", "file=[" + file + "] normalize=sum");
        assertThat(KernelFiles.read(file).single().weights()).containsExactly(2 / 3f, 1 / 3f);
        assertThat(WindowManager.getCurrentImage().getTitle()).startsWith("Kernel my kernel");
        assertThat(ResultsTable.getResultsTable().getValue("Sum", 0)).isCloseTo(1, within(1e-6));
        assertThat(image.isLocked()).isFalse();
    }

    @Test
    void samplesOpen() {
        run(SampleImagePlugIn.class, "camera.png", null);
        assertThat(WindowManager.getCurrentImage().getTitle()).isEqualTo("camera.png");
        assertThat(WindowManager.getCurrentImage().getWidth()).isEqualTo(512);
        assertThatThrownBy(() -> run(SampleImagePlugIn.class, "moon.tif", null))
                .hasMessageStartingWith("there is no sample 'moon.tif'; there are brick.png");
    }

    @Test
    void helpGoesToTheLog() {
        PrintStream console = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            run(HelpPlugIn.class, "", null);
        } finally {
            System.setOut(console);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("Apply Kernel...", "  border: What lies beyond the edge");
    }

    @Test
    void failuresAreExceptionsWithTheirMessage() {
        assertThatThrownBy(() -> run(InspectKernelPlugIn.class, "", "kernel=[1 2; 3]"))
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> run(InspectKernelPlugIn.class, "", "kernel=1 kode=scipy"))
                .hasMessageContaining("there is no setting 'kode'; the nearest is 'code'");
        assertThatThrownBy(() -> run(KernelFromSelectionPlugIn.class, "", "file=a.json"))
                .hasMessage("There are no images open");
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }

    private static void run(Class<?> entry, String argument, String options) {
        Macro.setOptions(options);
        IJ.runPlugIn(entry.getName(), argument);
    }

    private static void closeAll() {
        for (int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList()) {
            WindowManager.getImage(id).close();
        }
        WindowManager.setTempCurrentImage(null);
    }
}
