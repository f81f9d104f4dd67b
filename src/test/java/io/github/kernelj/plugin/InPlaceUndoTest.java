package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.Undo;
import ij.WindowManager;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Edit &gt; Undo brings back pixels, labels and display ranges. */
class InPlaceUndoTest {

    private static final String ZERO_SUM = "-1 -1 -1; -1 8 -1; -1 -1 -1";

    @AfterEach
    void noCurrentImage() {
        WindowManager.setTempCurrentImage(null);
        Undo.reset();
    }

    @Test
    void aPlaneIsUndoneAndRedone() throws IOException {
        for (String type : List.of("8-bit noise", "16-bit noise", "32-bit noise")) {
            ImagePlus image = current(IJ.createImage("plane", type, 30, 20, 1));
            image.setDisplayRange(10, 200);
            List<Integer> before = state(image);
            filter(image, ZERO_SUM);
            List<Integer> after = state(image);
            assertThat(after).as(type).isNotEqualTo(before);
            Undo.undo();
            assertThat(state(image)).as(type).isEqualTo(before);
            Undo.undo();
            assertThat(state(image)).as("redo of " + type).isEqualTo(after);
        }
    }

    @Test
    void coloursAreUndone() throws IOException {
        ImagePlus image = current(IJ.createImage("colours", "RGB noise", 30, 20, 1));
        List<Integer> before = state(image);
        filter(image, "1 1 1");
        assertThat(state(image)).isNotEqualTo(before);
        Undo.undo();
        assertThat(state(image)).isEqualTo(before);
    }

    @Test
    void aStackIsUndone() throws IOException {
        for (String type : List.of("8-bit noise", "16-bit noise", "32-bit noise", "RGB noise")) {
            ImagePlus image = current(IJ.createImage("stack", type, 30, 20, 6));
            image.getStack().setSliceLabel("the fourth", 4);
            image.setSlice(3);
            if (image.getBitDepth() != 24) {
                image.setDisplayRange(10, 200);
            }
            List<Integer> before = state(image);
            filter(image, type.startsWith("RGB") ? "0 1 2" : ZERO_SUM);
            assertThat(state(image)).as(type).isNotEqualTo(before);
            Undo.undo();
            assertThat(state(image)).as(type).isEqualTo(before);
            assertThat(image.getStack().getSliceLabel(4)).isEqualTo("the fourth");
            assertThat(image.getCurrentSlice()).isEqualTo(3);
        }
    }

    @Test
    void aCompositeGetsItsDisplayRangesBack() throws IOException {
        ImagePlus planes = IJ.createImage("composite", "16-bit noise", 30, 20, 2 * 3);
        planes.setDimensions(2, 3, 1);
        CompositeImage image = new CompositeImage(planes, IJ.COMPOSITE);
        image.setC(2);
        image.setDisplayRange(100, 5000);
        image.setC(1);
        image.setDisplayRange(7, 900);
        current(image);
        List<Integer> before = state(image);
        filter(image, ZERO_SUM);
        assertThat(image.getLuts()[1].max).isNotEqualTo(5000);
        Undo.undo();
        assertThat(state(image)).isEqualTo(before);
        assertThat(image.getLuts()[0].min).isEqualTo(7);
        assertThat(image.getLuts()[0].max).isEqualTo(900);
        assertThat(image.getLuts()[1].min).isEqualTo(100);
        assertThat(image.getLuts()[1].max).isEqualTo(5000);
    }

    @Test
    void beyondTheLimitThereIsNoneAndThatIsSaid() {
        ImagePlus stack = IJ.createImage("stack", "16-bit", 1024, 512, 4);
        assertThat(InPlaceUndo.refusal(stack, 4 << 20)).isEmpty();
        assertThat(InPlaceUndo.refusal(stack, 3 << 20))
                .contains(
                        "In place, this can't be undone: the stack takes 4 MB, and at most a quarter of ImageJ's memory,"
                                + " 3 MB, is kept for undo.");
        ImagePlus plane = IJ.createImage("plane", "16-bit", 1024, 512, 1);
        assertThat(InPlaceUndo.refusal(plane, 1)).isEmpty();
    }

    private static void filter(ImagePlus image, String kernel) throws IOException {
        InPlaceUndo undo = InPlaceUndo.of(image);
        ApplyTask.apply(image, ApplySettings.parse(Map.of("kernel", kernel, "destination", "in-place")), Progress.NONE);
        undo.offer();
    }

    private static ImagePlus current(ImagePlus image) {
        WindowManager.setTempCurrentImage(image);
        return image;
    }

    /** Numbers that tell pixels and display range from others. */
    private static List<Integer> state(ImagePlus image) {
        List<Integer> state = new ArrayList<>();
        for (int i = 1; i <= image.getStackSize(); i++) {
            state.add(Arrays.deepHashCode(
                    new Object[] {image.getStack().getProcessor(i).getPixels()}));
        }
        state.add((int) image.getDisplayRangeMin());
        state.add((int) image.getDisplayRangeMax());
        return state;
    }
}
