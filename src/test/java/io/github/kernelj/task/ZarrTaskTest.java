package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.zarr.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images in OME-Zarr as input and output of the tasks. */
class ZarrTaskTest {

    private static final String KERNEL = "kernel=[gaussian(sigma=1, size=3, dimensions=3)] ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"8-bit ramp, 8", "16-bit ramp, 16", "32-bit ramp, 32"})
    void imagesComeBack(String kind, int bits) throws IOException {
        ImagePlus image = IJ.createHyperStack("h", 40, 30, 2, 5, 3, bits);
        for (int i = 1; i <= image.getStackSize(); i++) {
            for (int p = 0; p < 1200; p++) {
                image.getStack().getProcessor(i).setf(p, (p * 7 + i * 31) % 251);
            }
        }
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = calibration.pixelHeight = 0.2;
        calibration.pixelDepth = 1.5;
        calibration.xOrigin = 3;
        calibration.setUnit("micron");
        calibration.frameInterval = 2;
        StoredImages.save(image, folder.resolve("a.zarr"), ZarrSettings.parse(Map.of("chunks", "16x16x2")));

        ImagePlus read = StoredImages.open(folder.resolve("a.zarr"));
        assertThat(read.getStack().isVirtual()).isTrue();
        assertThat(read.getDimensions()).containsExactly(image.getDimensions());
        assertThat(read.getBitDepth()).isEqualTo(bits);
        for (int i = 1; i <= image.getStackSize(); i++) {
            assertThat(read.getStack().getPixels(i))
                    .as("%s, plane %d", kind, i)
                    .isEqualTo(image.getStack().getPixels(i));
        }
        Calibration found = read.getCalibration();
        assertThat(new double[] {found.pixelWidth, found.pixelDepth, found.xOrigin, found.frameInterval})
                .containsExactly(new double[] {0.2, 1.5, 3, 2}, within(1e-12));
        assertThat(found.getUnit()).isEqualTo("micron");
    }

    @ParameterizedTest
    @CsvSource({"INT8, 8, -100", "INT16, 16, -3000", "UINT32, 32, 70000", "FLOAT64, 32, 0.5"})
    void signedAndWideTypesOpen(DataType type, int bits, double mean) throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, type, new int[] {1, 1, 3, 20, 20}, new int[] {2, 8, 8}, mean, 20);
        ImagePlus image = StoredImages.open(input);
        assertThat(image.getBitDepth()).isEqualTo(bits);
        List<float[]> expected = ZarrVolumes.read(input);
        for (int z = 0; z < 3; z++) {
            image.setSlice(z + 1);
            float[] values = (float[]) image.getStack()
                    .getProcessor(z + 1)
                    .convertToFloatProcessor()
                    .getPixels();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) image.getCalibration().getCValue(values[i]);
            }
            assertThat(values).isEqualTo(expected.get(z));
        }
    }

    /** What is streamed from OME-Zarr to OME-Zarr is what is computed in memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "extent=[full] border=[mirror]",
                "extent=[valid]",
                "axes=[xyt] border=[wrap]",
                "channels=[2] slices=[2-7] frames=[2]",
                "type=[8-bit]",
                "type=[32-bit]"
            })
    void streamedIsAsInMemory(String options) throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.INT16, new int[] {3, 2, 9, 35, 50}, new int[] {4, 16, 16}, -20, 500);
        ApplySettings settings = ApplySettings.parse(KERNEL + options, name -> Optional.empty());
        ApplyResult streamed = ApplyTask.apply(input, folder.resolve("out.zarr"), settings, Progress.NONE);
        ApplyResult whole = ApplyTask.apply(StoredImages.open(input), settings, Progress.NONE);
        ImagePlus expected = whole.image();
        assertThat(streamed.image().getDimensions()).containsExactly(expected.getDimensions());
        assertThat(streamed.clippedPixels()).isEqualTo(whole.clippedPixels());
        assertThat(streamed.plan()).isEqualTo(whole.plan());
        for (int i = 1; i <= expected.getStackSize(); i++) {
            assertThat(streamed.image().getStack().getPixels(i))
                    .as("plane %d", i)
                    .isEqualTo(expected.getStack().getPixels(i));
        }
        Calibration found = streamed.image().getCalibration();
        Calibration wanted = expected.getCalibration();
        assertThat(new double[] {found.xOrigin, found.yOrigin, found.zOrigin})
                .containsExactly(wanted.xOrigin, wanted.yOrigin, wanted.zOrigin);
        assertThat(found.getUnit()).isEqualTo("micron");
    }

    @Test
    void filesAndFoldersMix() throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.UINT16, new int[] {1, 1, 5, 30, 40}, new int[] {2, 16, 16}, 100, 9000);
        ApplySettings settings = ApplySettings.parse(KERNEL, name -> Optional.empty());
        ApplyTask.apply(input, folder.resolve("a.tif"), settings, Progress.NONE);
        ImageFiles.save(StoredImages.open(input), folder.resolve("in.tif"));
        ZarrSettings storage = ZarrSettings.parse(Map.of("zarr", "3", "compression", "gzip", "pyramid", "true"));
        ApplyTask.apply(folder.resolve("in.tif"), folder.resolve("b.zarr"), settings, storage, Progress.NONE);
        ApplyTask.apply(input, folder.resolve("c.zarr"), settings, storage, Progress.NONE);
        List<float[]> ofFile = ZarrVolumes.read(folder.resolve("b.zarr")).subList(0, 5);
        assertThat(ZarrVolumes.read(folder.resolve("c.zarr"))).hasSizeGreaterThan(5);
        ImagePlus tiff = ImageFiles.open(folder.resolve("a.tif"));
        for (int z = 0; z < 5; z++) {
            float[] expected = (float[]) tiff.getStack()
                    .getProcessor(z + 1)
                    .convertToFloatProcessor()
                    .getPixels();
            assertThat(ofFile.get(z)).isEqualTo(expected);
            assertThat(ZarrVolumes.read(folder.resolve("c.zarr")).get(z)).isEqualTo(expected);
        }
    }

    @Test
    void aDamagedChunkIsNamedAndNothingIsLeft() throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.UINT16, new int[] {1, 1, 5, 30, 40}, new int[] {2, 16, 16}, 100, 9000);
        Path chunk = input.resolve("0/0/0/2/1/1");
        Files.write(chunk, Arrays.copyOf(Files.readAllBytes(chunk), 40));
        ApplySettings settings = ApplySettings.parse(KERNEL, name -> Optional.empty());
        for (String output : List.of("out.zarr", "out.tif")) {
            assertThatThrownBy(() -> ApplyTask.apply(input, folder.resolve(output), settings, Progress.NONE))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("can't read the chunk " + chunk + ": ");
        }
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("in.zarr"));
        assertThat(Files.list(folder)).hasSize(1);
    }

    @Test
    void whatIsNoZarrIsNotReplaced() throws IOException {
        Path input = folder.resolve("in.zarr");
        ZarrVolumes.write(input, DataType.UINT8, new int[] {1, 1, 2, 8, 8}, new int[] {2, 8, 8}, 100, 9);
        Path other = Files.createDirectory(folder.resolve("holiday.zarr"));
        Files.writeString(other.resolve("beach.txt"), "sun");
        ApplySettings settings = ApplySettings.of("identity");
        assertThatThrownBy(() -> ApplyTask.apply(input, other, settings, Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("can't write " + other + ": something else than OME-Zarr is there; choose another name");
        assertThat(other.resolve("beach.txt")).hasContent("sun");
        // An image of Zarr is replaced.
        Path output = folder.resolve("out.zarr");
        ApplyTask.apply(input, output, settings, Progress.NONE);
        ApplyTask.apply(input, output, ApplySettings.of("box"), Progress.NONE);
        assertThat(Files.list(folder)).hasSize(3);
    }
}
