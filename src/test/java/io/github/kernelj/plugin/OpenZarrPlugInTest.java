package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.kernelj.task.StoredImages;
import io.github.kernelj.task.ZarrSettings;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open OME-Zarr and the entries that take images by name, as macros call them. */
class OpenZarrPlugInTest {

    @TempDir
    Path folder;

    private String threadName;

    @BeforeEach
    void pretendToBeAMacro() {
        threadName = Thread.currentThread().getName();
        Thread.currentThread().setName("Run$_" + threadName);
        Interpreter.batchMode = true;
    }

    @AfterEach
    void stopPretending() {
        while (WindowManager.getCurrentImage() != null) {
            ImagePlus image = WindowManager.getCurrentImage();
            image.changes = false;
            image.close();
        }
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
    }

    @Test
    void aFolderOpensAndIsFoundByName() throws IOException {
        Path zarr = folder.resolve("a b.zarr");
        StoredImages.save(IJ.createImage("ramp", "16-bit ramp", 40, 30, 3), zarr, ZarrSettings.DEFAULT);
        Macro.setOptions("input=[" + zarr + "]");
        IJ.runPlugIn(OpenZarrPlugIn.class.getName(), "");
        ImagePlus image = WindowManager.getCurrentImage();
        assertThat(image.getTitle()).isEqualTo("a b.zarr");
        assertThat(image.getStack().isVirtual()).isTrue();
        assertThat(image.getNSlices()).isEqualTo(3);
        assertThat(Images.find("input", zarr.toString()).getNSlices()).isEqualTo(3);
    }

    @Test
    void whatIsWrongIsTold() {
        Macro.setOptions("colour=red");
        assertThatThrownBy(() -> IJ.runPlugIn(OpenZarrPlugIn.class.getName(), ""))
                .hasMessage("the only setting is input, a folder of OME-Zarr; got [colour]");
    }
}
