package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import io.github.kernelj.image.OpenImages;
import io.github.kernelj.samples.Crowd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindTemplatePlugInTest {

    private String threadName;

    @BeforeEach
    void pretendToBeAMacro() {
        threadName = Thread.currentThread().getName();
        Thread.currentThread().setName("Run$_" + threadName);
        Interpreter.batchMode = true;
    }

    @AfterEach
    void stopPretending() {
        for (ImagePlus image : OpenImages.all()) {
            image.changes = false;
            image.close();
        }
        WindowManager.setTempCurrentImage(null);
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
        ResultsTable.getResultsTable().reset();
    }

    @Test
    void aMacroFindsAnotherImage() {
        Crowd.figure().show();
        ImagePlus crowd = Crowd.scene();
        crowd.show();
        find("map count=1 template=[figure.png]");
        ResultsTable results = ResultsTable.getResultsTable();
        assertThat(results.size()).isEqualTo(1);
        assertThat(results.getValue("score", 0)).isGreaterThan(0.98);
        assertThat(crowd.getRoi()).isInstanceOf(PointRoi.class);
        assertThat(crowd.getOverlay().size()).isEqualTo(1);
        assertThat(crowd.isLocked()).isFalse();
        assertThat(WindowManager.getImage("Scores of crowd.png").getBitDepth()).isEqualTo(32);
    }

    @Test
    void aMacroFindsTheSelection() {
        ImagePlus crowd = Crowd.scene();
        crowd.show();
        crowd.setRoi(new Roi(200, 100, 20, 30));
        find("drift threshold=0.9");
        assertThat(ResultsTable.getResultsTable().getValue("x", 0)).isCloseTo(210, within(0.1));
        assertThat(ResultsTable.getResultsTable().getValue("y", 0)).isCloseTo(115, within(0.1));
        assertThat(WindowManager.getImage("Drift in crowd.png")).isNotNull();
    }

    @Test
    void failuresAreToldAndLeaveNothingLocked() {
        assertThatThrownBy(() -> find("count=1")).hasMessage("There are no images open");
        ImagePlus crowd = Crowd.scene();
        crowd.show();
        assertThatThrownBy(() -> find("count=1"))
                .hasMessage("there is nothing to look for: draw an area around it in 'crowd.png' (a rectangle, say), or"
                        + " name another image with template=");
        assertThatThrownBy(() -> find("template=nobody"))
                .hasMessage("template=nobody: no open image has this title, and there is no such file");
        assertThat(crowd.isLocked()).isFalse();
    }

    private static void find(String options) {
        Macro.setOptions(options);
        IJ.runPlugIn(FindTemplatePlugIn.class.getName(), "");
    }
}
