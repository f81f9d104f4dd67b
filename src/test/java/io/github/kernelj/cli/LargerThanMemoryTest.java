package io.github.kernelj.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.TiffStackFile;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack of 105 MB under a 3-D kernel in a heap of less than half as much. */
class LargerThanMemoryTest {

    private static final int SIZE = 512;
    private static final int PLANES = 200;
    private static final String KERNEL = "1 2 1; 2 4 2; 1 2 1 | 2 4 2; 4 8 4; 2 4 2 | 1 2 1; 2 4 2; 1 2 1";

    @TempDir
    Path folder;

    private static short[] plane(int z) {
        short[] pixels = new short[SIZE * SIZE];
        int state = z * 7919 + 1;
        for (int i = 0; i < pixels.length; i++) {
            state = state * 1664525 + 1013904223;
            pixels[i] = (short) (state >>> 17);
        }
        return pixels;
    }

    private static void write(Path large) throws IOException {
        try (TiffStackFile file =
                TiffStackFile.create(large, SIZE, SIZE, 16, PLANES, stack -> new ImagePlus("large", stack))) {
            for (int z = 0; z < PLANES; z++) {
                file.write(z, plane(z));
            }
            file.finish();
        }
    }

    private static void run(String heap, String... words) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void streamsThrough() throws IOException, InterruptedException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path out = folder.resolve("out");
        write(in.resolve("large.tif"));
        run("48m", "batch", "--normalize", "--kernel=" + KERNEL, in.toString(), out.toString());
        assertFiltered(out.resolve("large.tif"));
    }

    @Test
    void streamsFromFilesToVolumesAndBack() throws IOException, InterruptedException {
        Path in = folder.resolve("large.tif");
        Path volume = folder.resolve("large.zarr");
        Path back = folder.resolve("back.tif");
        write(in);
        run(
                "48m",
                "apply",
                "--normalize",
                "--chunks=128x128x16",
                "--compression=blosc-lz4",
                "--kernel=" + KERNEL,
                in + "",
                volume + "");
        run("48m", "apply", "--kernel=identity", volume + "", back + "");
        assertFiltered(back);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(in, volume, back);
        }
    }

    private static void assertFiltered(Path file) throws IOException {
        ImagePlus result = ImageFiles.openVirtual(file);
        assertThat(result.getStackSize()).isEqualTo(PLANES);
        for (int z : new int[] {1, 77, PLANES - 2}) {
            ImageStack around = new ImageStack(SIZE, SIZE);
            for (int dz = -1; dz <= 1; dz++) {
                around.addSlice(null, plane(z + dz));
            }
            ImagePlus image = new ImagePlus("around", around);
            image.setDimensions(1, 3, 1);
            ApplySettings settings = ApplySettings.of(KERNEL).with(ApplySettings.NORMALIZE, "true");
            ImagePlus expected = ApplyTask.apply(image, settings, Progress.NONE).image();
            assertThat((short[]) result.getStack().getPixels(z + 1))
                    .isEqualTo((short[]) expected.getStack().getPixels(2));
        }
    }
}
