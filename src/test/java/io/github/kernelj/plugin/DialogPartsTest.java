package io.github.kernelj.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import io.github.kernelj.kernel.KernelExpression;
import io.github.kernelj.kernel.Preset;
import io.github.kernelj.kernel.Presets;
import io.github.kernelj.kernel.VoxelSize;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.Help;
import io.github.kernelj.task.Key;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.StringSelection;
import java.awt.datatransfer.Transferable;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the dialog of Apply Kernel... writes and reads, without a window. */
class DialogPartsTest {

    @AfterEach
    void forget() {
        ApplySettings.KEYS.forEach(key -> Prefs.set("kernelj.apply." + key.name(), null));
    }

    @Test
    void everyPresetIsInsertedWithDefaultsThatWork() throws IOException {
        for (Preset preset : Presets.all()) {
            String call = PresetCalls.call(preset);
            assertThat(KernelExpression.parse(call).evaluate(VoxelSize.PIXEL).single())
                    .as(call)
                    .satisfies(kernel -> assertThat(kernel.weights())
                            .isEqualTo(preset.kernel("", VoxelSize.PIXEL).weights()));
            assertThat(PresetCalls.hint(preset)).contains(preset.description());
        }
        assertThat(PresetCalls.call(Presets.find("gaussian").orElseThrow()))
                .isEqualTo("gaussian(sigma=1, size=auto, dimensions=2, unit=pixel)");
    }

    @Test
    void onlyWhatTheImageHasIsAsked() {
        assertThat(asked(IJ.createImage("a", "8-bit", 4, 4, 1)))
                .doesNotContain(ApplySettings.CHANNELS, ApplySettings.SLICES, ApplySettings.FRAMES)
                .contains(ApplySettings.TYPE, ApplySettings.DESTINATION);
        assertThat(asked(IJ.createImage("a", "8-bit", 4, 4, 3)))
                .contains(ApplySettings.SLICES)
                .doesNotContain(ApplySettings.CHANNELS, ApplySettings.FRAMES);
        assertThat(asked(IJ.createImage("a", "8-bit composite", 4, 4, 2, 3, 4)))
                .contains(ApplySettings.CHANNELS, ApplySettings.SLICES, ApplySettings.FRAMES);
        assertThat(asked(IJ.createImage("a", "RGB", 4, 4, 1))).contains(ApplySettings.CHANNELS);
    }

    @Test
    void unitsAreTheImages() {
        ImagePlus image = IJ.createImage("a", "16-bit", 4, 4, 1);
        ApplyForm form = new ApplyForm(image);
        assertThat(form.label(ApplySettings.BIAS)).isEqualTo("Bias (pixel value)");
        assertThat(form.label(ApplySettings.ANCHOR)).isEqualTo("Anchor (tap)");
        image.getCalibration().setFunction(ij.measure.Calibration.STRAIGHT_LINE, new double[] {-1000, 1}, "HU");
        assertThat(form.label(ApplySettings.BIAS)).isEqualTo("Bias (HU)");
    }

    @Test
    void valuesAreRememberedButNotWhichPlanes() {
        ImagePlus stack = IJ.createImage("a", "8-bit", 4, 4, 9);
        ApplyForm form = new ApplyForm(stack);
        assertThat(form.start(ApplySettings.KERNEL)).isEqualTo("gaussian(sigma=2)");
        form.remember(key -> key.equals(ApplySettings.KERNEL)
                ? "1 2\n3 4"
                : key.equals(ApplySettings.SLICES) ? "2-3" : key.equals(ApplySettings.BIAS) ? " " : key.defaultText());
        ApplyForm next = new ApplyForm(stack);
        assertThat(next.start(ApplySettings.KERNEL)).isEqualTo("1 2\n3 4");
        assertThat(next.start(ApplySettings.SLICES)).isEqualTo("all");
        assertThat(next.given(key -> key.equals(ApplySettings.BIAS) ? " " : next.start(key)))
                .containsEntry("kernel", "1 2\n3 4")
                .doesNotContainKey("bias");
    }

    @Test
    void factsTellKernelAlgorithmAndResult() {
        ImagePlus image = IJ.createImage("a", "8-bit", 40, 30, 1);
        Assessment right = Assessment.of(image, Map.of("kernel", "1 2 1; 2 4 2; 1 2 1", "extent", "valid"));
        assertThat(KernelFacts.of(right.plan().orElseThrow()))
                .startsWith("Kernel: 3 x 3 (9 taps), sum 16, anchor 1,1,0\nAlgorithm: ")
                .contains("\nResult: 8-bit, 38 x 28 pixels");
        Assessment flat = Assessment.of(image, Map.of("kernel", "0"));
        assertThat(KernelFacts.of(flat.plan().orElseThrow()))
                .contains("Note: the kernel is all zero, so the result is flat.");
    }

    @Test
    void whatIsWrongIsSaidInTheErrorsOwnWords() {
        ImagePlus image = IJ.createImage("a", "8-bit", 10, 8, 1);
        assertThat(error(image, Map.of())).startsWith("kernel is missing: give a matrix");
        assertThat(error(image, Map.of("kernel", "1 2 x"))).contains("row 1, column 3: 'x' is not a number");
        assertThat(error(image, Map.of("kernel", "gausian(sigma=2)"))).contains("did you mean gaussian?");
        assertThat(error(image, Map.of("kernel", "/no/such.json"))).contains("no/such.json");
        assertThat(error(image, Map.of("kernel", "1", "scale", "two")))
                .isEqualTo("scale=two: scale is a number, such as 0.5 or 1/9");
        assertThat(error(image, Map.of("kernel", "box(size=11)", "extent", "valid")))
                .contains("the kernel is 11 x 11, the image 10 x 8");
        assertThat(error(image, Map.of("kernel", "1", "type", "32-bit", "destination", "in-place")))
                .contains("destination=in-place needs type=same");
        assertThat(error(image, Map.of("kernel", "1"))).isEmpty();
    }

    @Test
    void aDroppedFileIsItsPath() throws Exception {
        assertThat(KernelDrop.kernel(new Files(List.of(new File("/a folder/k.json")))))
                .contains("/a folder/k.json");
        assertThat(KernelDrop.kernel(new StringSelection("file:///a%20folder/k.json\r\n")))
                .contains("/a folder/k.json");
        assertThat(KernelDrop.kernel(new StringSelection("1 2 1\n2 4 2"))).contains("1 2 1\n2 4 2");
        assertThat(KernelDrop.kernel(new StringSelection(" "))).isEmpty();
    }

    @Test
    void linesFitTheirWidth() {
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .getGraphics()
                .getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        String text = "the kernel's weights must be finite numbers\nand the second paragraph is a line of its own";
        List<String> lines = TextLines.broken(text, metrics, 120);
        assertThat(lines).hasSizeGreaterThan(4).allMatch(line -> metrics.stringWidth(line) <= 120);
        assertThat(String.join(" ", lines)).isEqualTo(text.replace('\n', ' '));
        assertThat(TextLines.broken("", metrics, 100)).containsExactly("");
    }

    @Test
    void helpNamesEverySettingAndPreset() {
        String help = Help.of("Apply Kernel...").html();
        assertThat(help).startsWith("<html>");
        ApplySettings.KEYS.forEach(key -> assertThat(help).contains("<b>" + key.name()));
        Presets.all().forEach(preset -> assertThat(help).contains(preset.name()));
    }

    private static List<Key> asked(ImagePlus image) {
        return new ApplyForm(image).columns().stream().flatMap(List::stream).toList();
    }

    private static String error(ImagePlus image, Map<String, String> texts) {
        return Assessment.of(image, texts).error();
    }

    private record Files(List<File> files) implements Transferable {

        @Override
        public DataFlavor[] getTransferDataFlavors() {
            return new DataFlavor[] {DataFlavor.javaFileListFlavor};
        }

        @Override
        public boolean isDataFlavorSupported(DataFlavor flavor) {
            return flavor.equals(DataFlavor.javaFileListFlavor);
        }

        @Override
        public Object getTransferData(DataFlavor flavor) {
            return files;
        }
    }
}
