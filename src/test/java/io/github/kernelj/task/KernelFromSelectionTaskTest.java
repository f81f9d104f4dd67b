package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.process.FloatProcessor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFromSelectionTaskTest {

    @TempDir
    Path folder;

    @Test
    void theSelectionIsSavedAsItIs() throws IOException {
        ImagePlus image = image(1, 2, 3, 4, 5, 6);
        image.setRoi(new Roi(1, 0, 2, 2));
        Kernel kernel = save(image, "a.json", Map.of()).kernel();
        Kernel read = KernelFiles.read(folder.resolve("a.json")).single();
        assertThat(read).isEqualTo(kernel);
        assertThat(read.shape()).isEqualTo(Shape.of(2, 2));
        assertThat(read.weights()).containsExactly(2, 3, 5, 6);
        assertThat(read.name()).isEqualTo("a");
        assertThat(read.provenance())
                .containsEntry("image", "pixels")
                .containsEntry("selection", "rectangle, 2 x 2 at 1,0")
                .containsEntry("normalize", "none");
        assertThat((float[]) image.getProcessor().getPixels()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void weightsAreDividedByTheirSum() throws IOException {
        KernelFromSelectionResult result = save(image(1, 2, 1, 4, 0, 0), "b.txt", Map.of("normalize", "sum"));
        assertThat(result.kernel().weights()).containsExactly(0.125f, 0.25f, 0.125f, 0.5f, 0, 0);
        assertThat(result.notices()).isEmpty();
        assertThat(save(image(1, -1, 0, 0, 0, 0), "c.txt", Map.of("normalize", "sum"))
                        .notices())
                .containsExactly(
                        "The kernel's weights sum to zero, so it is applied as it is (scale 1), not normalised.");
    }

    @Test
    void aTemplateHasZeroMeanAndUnitNorm() throws IOException {
        Kernel kernel = save(image(1, 3, 1, 3, 1, 3), "t.json", Map.of("normalize", "zero-mean"))
                .kernel();
        assertThat(kernel.sum()).isZero();
        assertThat(kernel.weight(1, 0, 0)).isEqualTo((float) (1 / Math.sqrt(6)));
        assertThat(kernel.provenance()).containsEntry("normalize", "zero-mean");
        ImagePlus image = image(9, 1, 3, 1, 9, 9);
        image.setRoi(new PolygonRoi(new float[] {0, 3, 0}, new float[] {0, 0, 2}, Roi.POLYGON));
        Kernel masked = save(image, "m.json", Map.of("normalize", "zero-mean")).kernel();
        assertThat(masked.sum()).isCloseTo(0, within(1e-6));
        assertThat(masked.weight(2, 1, 0)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> save(image(5, 5, 5, 5, 5, 5), "f.json", Map.of("normalize", "zero-mean")))
                .withMessageStartingWith("the template is flat: its 6 pixels are all 5.0");
    }

    @Test
    void nothingIsSavedWhereItFails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> save(image(1, 2, Float.NaN, 4, 5, 6), "n.json", Map.of()))
                .withMessage("the kernel's weights must be finite numbers; plane 1, row 1, column 3 is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> save(image(1, 2, 3, 4, 5, 6), "n.json", Map.of("slices", "2")))
                .withMessageContaining("slices");
        assertThatThrownBy(() -> save(image(1, 2, 3, 4, 5, 6), "no/n.json", Map.of()))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("there is no folder");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void settingsGoToTextAndBack() {
        Map<String, String> texts = Map.of("file", "a b.json", "normalize", "sum", "slices", "2-3");
        assertThat(KernelFromSelectionSettings.parse(texts).toMap()).isEqualTo(texts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFromSelectionSettings.parse(Map.of()))
                .withMessage("file is missing: give the path of a file for the kernel, such as kernel.json");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelFromSelectionSettings.parse(Map.of("file", "k", "normalize", "max")))
                .withMessage("normalize=max: normalize is one of none, sum, zero-mean");
    }

    private KernelFromSelectionResult save(ImagePlus image, String name, Map<String, String> others)
            throws IOException {
        Map<String, String> texts = new HashMap<>(others);
        texts.put("file", folder.resolve(name).toString());
        return KernelFromSelectionTask.save(image, KernelFromSelectionSettings.parse(texts));
    }

    private static ImagePlus image(float... pixels) {
        return new ImagePlus("pixels", new FloatProcessor(3, 2, pixels));
    }
}
