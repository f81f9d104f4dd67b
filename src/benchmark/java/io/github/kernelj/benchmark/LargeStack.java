package io.github.kernelj.benchmark;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kernelj.cli.Main;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.image.TiffStackFile;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * A 16-bit TIFF stack of 8.59 GB under a 3x3x3 kernel by the command line in a heap of 512 MB: time, and whether planes at
 * both ends and beyond 4 GB are what they are in memory. Takes 17.2 GB of disk, given back at the end.
 */
public final class LargeStack {

    private static final int SIZE = 2048;
    private static final int PLANES = 1024;
    private static final String KERNEL = "1 2 1; 2 4 2; 1 2 1 | 2 4 2; 4 8 4; 2 4 2 | 1 2 1; 2 4 2; 1 2 1";

    private LargeStack() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("kernelj-large");
        Path in = folder.resolve("large.tif");
        Path out = folder.resolve("filtered.tif");
        try {
            write(in);
            long start = System.nanoTime();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Main.class.getName(),
                            "apply",
                            "--normalize",
                            "--kernel=" + KERNEL,
                            in.toString(),
                            out.toString())
                    .inheritIO()
                    .start();
            int status = process.waitFor();
            System.out.printf(
                    Locale.ROOT,
                    "exit status %d, %.1f s for %.2f GB%n",
                    status,
                    (System.nanoTime() - start) / 1e9,
                    2.0 * SIZE * SIZE * PLANES / 1e9);
            compare(out);
        } finally {
            Files.deleteIfExists(in);
            Files.deleteIfExists(out);
            Files.delete(folder);
        }
    }

    private static void write(Path file) throws IOException {
        try (TiffStackFile stack =
                TiffStackFile.create(file, SIZE, SIZE, 16, PLANES, planes -> new ImagePlus("large", planes))) {
            for (int z = 0; z < PLANES; z++) {
                stack.write(z, plane(z));
            }
            stack.finish();
        }
    }

    private static short[] plane(int z) {
        short[] pixels = new short[SIZE * SIZE];
        int state = z * 7919 + 1;
        for (int i = 0; i < pixels.length; i++) {
            state = state * 1664525 + 1013904223;
            pixels[i] = (short) (state >>> 17);
        }
        return pixels;
    }

    private static void compare(Path result) throws IOException {
        ImagePlus filtered = ImageFiles.openVirtual(result);
        int same = 0;
        int[] looked = {1, 2, 500, 700, PLANES - 3, PLANES - 2};
        for (int z : looked) {
            ImageStack around = new ImageStack(SIZE, SIZE);
            for (int dz = -1; dz <= 1; dz++) {
                around.addSlice(null, plane(z + dz));
            }
            ImagePlus image = new ImagePlus("around", around);
            image.setDimensions(1, 3, 1);
            ApplySettings settings = ApplySettings.of(KERNEL).with(ApplySettings.NORMALIZE, "true");
            ImagePlus expected = ApplyTask.apply(image, settings, Progress.NONE).image();
            Object pixels = filtered.getStack().getPixels(z + 1);
            same += Arrays.equals((short[]) pixels, (short[]) expected.getStack().getPixels(2)) ? 1 : 0;
        }
        System.out.printf("%d planes of %d, %d of %d compared are the same%n", filtered.getStackSize(), PLANES, same,
                looked.length);
    }
}
