package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.FloatProcessor;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.kernel.VoxelSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {

    private static final Kernel VOLUME = Kernel.of(new Shape(3, 2, 2), 1, -2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0.1f)
            .withAnchor(new Anchor(0, 1, 1))
            .withBias(0.3);

    @TempDir
    Path folder;

    @Test
    void tiffHoldsWeightsAnchorAndBias() throws IOException {
        Path file = folder.resolve("k.tif");
        Kernels.write(KernelBank.of(VOLUME.withName("blur")), file);
        assertThat(Kernels.read(file).single()).isEqualTo(VOLUME);
        ImagePlus image = ImageFiles.open(file);
        assertThat(image.getBitDepth()).isEqualTo(32);
        assertThat(image.getNSlices()).isEqualTo(2);
        assertThat(image.getStack().getVoxel(2, 1, 1)).isEqualTo(0.1f);
    }

    @Test
    void banksAreChannelsByFrames() throws IOException {
        KernelBank bank = KernelBank.of(List.of(
                List.of(VOLUME, VOLUME.scaled(2), VOLUME.scaled(3)),
                List.of(VOLUME.scaled(4), VOLUME.scaled(5), VOLUME.scaled(6))));
        Path file = folder.resolve("bank.TIFF");
        Kernels.write(bank, file);
        KernelBank read = Kernels.read(file);
        assertThat(read.inputs()).isEqualTo(3);
        assertThat(read.outputs()).isEqualTo(2);
        for (int output = 0; output < 2; output++) {
            assertThat(read.bias(output)).isEqualTo(bank.bias(output));
            for (int input = 0; input < 3; input++) {
                assertThat(read.kernel(output, input).withBias(0))
                        .isEqualTo(bank.kernel(output, input).withBias(0));
            }
        }
    }

    @Test
    void anyGrayImageIsAKernelAndItsSelectionCounts() throws IOException {
        Path file = folder.resolve("bead.tif");
        ImagePlus image = new ImagePlus("bead", new FloatProcessor(3, 2, new float[] {1, 2, 3, 4, 5, 6}));
        ImageFiles.save(image, file);
        assertThat(evaluate("file(\"" + file + "\")").weights()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(evaluate(file.toString())).isEqualTo(evaluate("image(\"" + file + "\")"));
        assertThat(evaluate("normalize(image(\"" + file + "\")) * 21").weights())
                .containsExactly(new float[] {1, 2, 3, 4, 5, 6}, within(1e-5f));
        image.setRoi(new Roi(1, 0, 2, 2));
        ImageFiles.save(image, file);
        assertThat(evaluate("image(\"" + file + "\")").weights()).containsExactly(2, 3, 5, 6);
    }

    @Test
    void anOpenImageIsAKernelByItsTitle() throws IOException {
        ImagePlus bead = new ImagePlus("my \"bead\" (1)", new FloatProcessor(3, 1, new float[] {1, 2, 1}));
        ImagePlus another = new ImagePlus("my \"bead\" (1)", new FloatProcessor(1, 1, new float[] {1}));
        bead.show();
        try {
            assertThat(evaluate("2 * image(\"my \"\"bead\"\" (1)\")").weights()).containsExactly(2, 4, 2);
            another.show();
            assertThatThrownBy(() -> evaluate("image(\"my \"\"bead\"\" (1)\")"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("image(\"my \"bead\" (1)\"): 2 open images have this title; rename all but one (Image >"
                            + " Rename...)");
        } finally {
            bead.close();
            another.close();
        }
    }

    @Test
    void whatIsNoKernelIsRefused() {
        assertThatThrownBy(() -> evaluate("image(\"no such\")"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image(\"no such\"): no open image has this title, and there is no such file");
        Path text = folder.resolve("k.tif");
        assertThatThrownBy(() -> {
                    Files.writeString(text, "1 2 1");
                    evaluate(text.toString());
                })
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("can't open " + text + ": ");
        ImagePlus rgb = IJ.createImage("rgb", "RGB", 3, 3, 1);
        assertThatThrownBy(() -> {
                    ImageFiles.save(rgb, text);
                    Kernels.read(text);
                })
                .isInstanceOf(IOException.class)
                .hasMessage(text + ": 'k.tif' is RGB, and a kernel has one value per tap; convert a copy to 32-bit"
                        + " (Image > Type > 32-bit)");
    }

    @Test
    void aDamagedPropertyIsNamed() {
        Path file = folder.resolve("k.tif");
        assertThatThrownBy(() -> {
                    Kernels.write(KernelBank.of(VOLUME), file);
                    ImagePlus image = ImageFiles.open(file);
                    image.setProp("kernelj.anchor", "1");
                    ImageFiles.save(image, file);
                    Kernels.read(file);
                })
                .isInstanceOf(IOException.class)
                .hasMessage(
                        file + ": the property kernelj.anchor of 'k.tif' isn't that of a kernel: '1'; save the kernel"
                                + " again, or duplicate the image without it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k.json", "k.npy", "k.txt", "k.kernel", "k.tif", "k.onnx"})
    void inspectSavesWhatItShows(String name) throws IOException {
        Path file = folder.resolve(name);
        InspectTask.inspect(
                InspectSettings.parse(Map.of("kernel", "2 * [1 2 1] - [0 1 0]", "file", file.toString())),
                ImageSize.PHOTOGRAPH);
        assertThat(file).isNotEmptyFile();
        if (!name.endsWith(".onnx")) {
            assertThat(Kernels.read(file).single().weights()).containsExactly(2, 3, 2);
        }
    }

    @Test
    void whereAKernelCantBeSavedIsToldBeforehand() {
        Kernels.requireSavable(folder.resolve("k.tif"), 6, true, true);
        Kernels.requireSavable(folder.resolve("k.onnx"), 6, true, true);
        Kernels.requireSavable(folder.resolve("k.npy"), 6, false, false);
        assertThatThrownBy(() -> Kernels.requireSavable(folder.resolve("k.npy"), 1, true, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kernel can't be saved as " + folder.resolve("k.npy")
                        + ": only a name that ends in .json (or .tif or .onnx) holds a bias");
        assertThatThrownBy(() -> Kernels.requireSavable(folder.resolve("k.txt"), 2, false, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the kernels can't be saved as " + folder.resolve("k.txt")
                        + ": only a name that ends in .json (or .npy, .tif or .onnx) holds those of several channels");
    }

    private static Kernel evaluate(String expression) throws IOException {
        return Kernels.evaluate(expression, VoxelSize.PIXEL).single();
    }
}
