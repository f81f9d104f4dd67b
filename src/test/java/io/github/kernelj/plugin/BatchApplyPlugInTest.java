package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.Macro;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import io.github.kernelj.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The menu entry as macros call it. */
class BatchApplyPlugInTest {

    @TempDir
    Path folder;

    private String threadName;
    private Path in;

    @BeforeEach
    void pretendToBeAMacro() throws IOException {
        threadName = Thread.currentThread().getName();
        Thread.currentThread().setName("Run$_" + threadName);
        Interpreter.batchMode = true;
        in = Files.createDirectory(folder.resolve("in with blanks"));
        for (String name : new String[] {"a", "b"}) {
            ImagePlus image = new ImagePlus(name, new ByteProcessor(3, 1, new byte[] {1, 2, 4}));
            ImageFiles.save(image, in.resolve(name + ".png"));
        }
    }

    @AfterEach
    void stopPretending() {
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
    }

    private void run(String more) {
        Macro.setOptions("input=[" + in + "] output=[" + folder.resolve("out") + "] kernel=[1 1 1] " + more);
        new BatchApplyPlugIn().run("");
    }

    @Test
    void aMacroFiltersAFolder() throws IOException {
        run("name=[{name}-sum.png] existing=[overwrite]");
        for (String name : new String[] {"a", "b"}) {
            assertThat((byte[]) ImageFiles.open(folder.resolve("out/" + name + "-sum.png"))
                            .getProcessor()
                            .getPixels())
                    .containsExactly(4, 7, 10);
        }
    }

    @Test
    void aFailureIsAnError() throws IOException {
        Files.write(in.resolve("c.png"), new byte[0]);
        assertThatThrownBy(() -> run(""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("2 done, 0 skipped, 1 failed in .* s; the log tells why");
        assertThatThrownBy(() -> run("existing=[fail]")).hasMessageContaining("is there already");
        assertThatThrownBy(() -> run("exists=[fail]")).hasMessageContaining("the nearest is 'existing'");
    }
}
