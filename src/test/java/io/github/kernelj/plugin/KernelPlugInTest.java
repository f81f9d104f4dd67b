package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Macro;
import ij.Prefs;
import ij.Undo;
import ij.VirtualStack;
import ij.WindowManager;
import ij.macro.Interpreter;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The menu entries as macros call them: options are there, so no dialog is built. */
class KernelPlugInTest {

    @TempDir
    Path folder;

    private String threadName;

    @BeforeEach
    void pretendToBeAMacro() {
        threadName = Thread.currentThread().getName();
        Thread.currentThread().setName("Run$_" + threadName);
        // A batch macro keeps its images out of sight; the patched ImageJ has no windows to show them in.
        Interpreter.batchMode = true;
    }

    @AfterEach
    void stopPretending() {
        for (int id : WindowManager.getIDList() == null ? new int[0] : WindowManager.getIDList()) {
            WindowManager.getImage(id).close();
        }
        WindowManager.setTempCurrentImage(null);
        Interpreter.batchMode = false;
        Macro.setOptions(null);
        Thread.currentThread().setName(threadName);
    }

    @Test
    void aMacroMakesANewImage() {
        ImagePlus image = show("a", 1, 2, 4);
        apply("kernel=[1 1 1]");
        assertThat(pixels(image)).containsExactly(1, 2, 4);
        assertThat(pixels(WindowManager.getCurrentImage())).containsExactly(4, 7, 10);
        assertThat(image.isLocked()).isFalse();
    }

    @Test
    void inPlaceASinglePlaneIsUndone() {
        ImagePlus image = show("a", 1, 2, 4);
        apply("destination=in-place kernel=[1 1 1]");
        assertThat(pixels(image)).containsExactly(4, 7, 10);
        assertThat(image.changes).isTrue();
        WindowManager.setTempCurrentImage(image);
        Undo.undo();
        assertThat(pixels(image)).containsExactly(1, 2, 4);
    }

    @Test
    void asManyThreadsWorkAsImageJsPreferencesSay() {
        int preferred = Prefs.getThreads();
        try {
            for (int threads : new int[] {1, 2, 4}) {
                Prefs.setThreads(threads);
                assertThat(helpers("kernel=[1 2 1]"))
                        .as("helpers of %d threads", threads)
                        .isEqualTo(threads - 1);
            }
            assertThat(helpers("threads=3 kernel=[1 2 1]")).isEqualTo(2);
        } finally {
            Prefs.setThreads(preferred);
        }
    }

    /** How many threads help when the second plane is read, and the first is done. */
    private static int helpers(String options) {
        Set<Thread> before = workers();
        Set<Thread> seen = new HashSet<>();
        show(new ImagePlus("virtual", new VirtualStack(1000, 1000, 2, "8-bit") {
            @Override
            public ImageProcessor getProcessor(int n) {
                if (n == 2) {
                    seen.addAll(workers());
                }
                return new ByteProcessor(1000, 1000);
            }
        }));
        seen.clear();
        apply(options);
        seen.removeAll(before);
        return seen.size();
    }

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("KernelJ worker"))
                .collect(Collectors.toSet());
    }

    @Test
    void escapeLeavesTheImageAsItWas() throws InterruptedException {
        ImagePlus image = show(new ImagePlus("a", new FloatProcessor(600, 600)));
        image.getProcessor().add(1);
        AtomicBoolean done = new AtomicBoolean();
        Thread finger = new Thread(() -> {
            while (!done.get()) {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
            }
        });
        finger.start();
        try {
            apply("destination=in-place kernel=[box(size=99)] scale=2");
        } catch (RuntimeException e) {
            assertThat(e).hasMessage(Macro.MACRO_CANCELED);
        } finally {
            done.set(true);
            finger.join();
            IJ.setKeyUp(KeyEvent.VK_ESCAPE);
            IJ.resetEscape();
        }
        assertThat(image.getProcessor().getf(300, 300)).isEqualTo(1);
        assertThat(image.isLocked()).isFalse();
    }

    @Test
    void escapeIsHeardFromTheStart() {
        ImagePlus image = show(new ImagePlus("a", new FloatProcessor(60, 60)) {
            @Override
            public synchronized boolean lockSilently() {
                IJ.setKeyDown(KeyEvent.VK_ESCAPE);
                return super.lockSilently();
            }
        });
        image.getProcessor().add(1);
        for (String destination : new String[] {"in-place", "new"}) {
            try {
                apply("scale=2 kernel=[1] destination=" + destination);
            } catch (RuntimeException e) {
                assertThat(e).hasMessage(Macro.MACRO_CANCELED);
            }
            assertThat(image.getProcessor().getf(30, 30)).isEqualTo(1);
            assertThat(WindowManager.getImageCount()).isEqualTo(1);
        }
        IJ.setKeyUp(KeyEvent.VK_ESCAPE);
        IJ.resetEscape();
    }

    @Test
    void convolveOptionsFilterTheCurrentPlaneInPlace() {
        ImageStack stack = new ImageStack(1, 1);
        for (int i = 1; i <= 3; i++) {
            stack.addSlice(new FloatProcessor(1, 1, new float[] {i}));
        }
        ImagePlus image = show(new ImagePlus("stack", stack));
        image.setSlice(2);
        apply("text1=[10] ");
        assertThat(stack.getVoxel(0, 0, 0)).isEqualTo(1);
        assertThat(stack.getVoxel(0, 0, 1)).isEqualTo(20);
        assertThat(stack.getVoxel(0, 0, 2)).isEqualTo(3);
        apply("text1=[10] stack ");
        assertThat(stack.getVoxel(0, 0, 2)).isEqualTo(30);
    }

    @Test
    void aMacroLearnsAndSaves() throws IOException {
        ImagePlus input = show("my input", 1, 2, 4, 8, 3, 5);
        show("my target", 2, 4, 8, 16, 6, 10);
        Path file = folder.resolve("a stack.json");
        learn("input=[my input] target=[my target] method=exact size=1 kernel=[" + file + "]");
        Kernel kernel = KernelFiles.read(file).single();
        assertThat(kernel.weights()).containsExactly(2);
        assertThat(kernel.provenance()).containsEntry("input", "my input");
        assertThat(input.isLocked()).isFalse();
    }

    @Test
    void filesServeAsImages() throws IOException {
        Path file = folder.resolve("in.tif");
        ImageFiles.save(new ImagePlus("in", new FloatProcessor(6, 1, new float[] {1, 2, 4, 8, 3, 5})), file);
        learn("input=[" + file + "] target=[" + file + "] method=exact size=1 kernel=[" + folder.resolve("k.txt")
                + "]");
        assertThat(KernelFiles.read(folder.resolve("k.txt")).single().weights()).containsExactly(1);
    }

    @Test
    void anAmbiguousTitleIsAnError() {
        show("twin", 1, 2);
        show("twin", 1, 2);
        assertThatThrownBy(() -> learn("input=twin target=twin size=1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("input=twin: 2 open images have this title; rename all but one (Image > Rename...)");
    }

    @Test
    void failuresAreExceptionsWithTheirMessage() {
        assertThatThrownBy(() -> apply("kernel=1")).hasMessage("There are no images open");
        ImagePlus image = show("a", 1, 2);
        assertThatThrownBy(() -> apply("kernel=1 extent=sideways"))
                .hasMessage("extent=sideways: extent is one of valid, same, full");
        assertThatThrownBy(() -> apply("kernel=&k")).hasMessage("kernel=&k: the macro has no variable named k");
        assertThatThrownBy(() -> learn("target=a size=1"))
                .hasMessage("input is missing: give the title of an open image, or an image file");
        assertThatThrownBy(() -> learn("input=b target=a size=1"))
                .hasMessage("input=b: no open image has this title, and there is no such file");
        assertThat(image.isLocked()).isFalse();
    }

    @Test
    void anImageInUseIsLeftAlone() throws InterruptedException {
        ImagePlus image = show("a", 1, 2);
        Thread other = new Thread(image::lock);
        other.start();
        other.join();
        assertThatThrownBy(() -> apply("kernel=1"))
                .hasMessage("'a' is in use by another command; wait until that is done");
        assertThat(pixels(image)).containsExactly(1, 2);
        image.unlock();
    }

    @Test
    void macrosRememberNothing() {
        show("a", 1, 2);
        apply("kernel=[7 7]");
        assertThat(Prefs.get("kernelj.apply.kernel", "nothing")).isEqualTo("nothing");
    }

    private static void apply(String options) {
        run(ApplyKernelPlugIn.class, options);
    }

    private static void learn(String options) {
        run(LearnKernelPlugIn.class, options);
    }

    private static void run(Class<?> entry, String options) {
        Macro.setOptions(options);
        IJ.runPlugIn(entry.getName(), "");
    }

    private static ImagePlus show(String title, float... pixels) {
        return show(new ImagePlus(title, new FloatProcessor(pixels.length, 1, pixels)));
    }

    private static ImagePlus show(ImagePlus image) {
        image.show();
        return image;
    }

    private static float[] pixels(ImagePlus image) {
        return (float[]) image.getProcessor().getPixels();
    }
}
