package io.github.kernelj.benchmark;

import ij.IJ;
import ij.ImagePlus;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.task.ApplySettings;
import io.github.kernelj.task.ApplyTask;
import io.github.kernelj.task.BatchResult;
import io.github.kernelj.task.BatchSettings;
import io.github.kernelj.task.BatchTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A batch over a folder of 2048 x 2048 16-bit TIFF files against what reading, filtering and writing them one by one takes on
 * one thread, divided by the number of cores: the time if all that overlapped perfectly. Argument: the kernel.
 */
public final class BatchThroughput {

    private static final int FILES = 48;
    private static final int ROUNDS = 5;
    private static final int SIZE = 2048;

    private final Path folder;
    private final String kernel;

    private BatchThroughput(Path folder, String kernel) {
        this.folder = folder;
        this.kernel = kernel;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("kernelj-batch");
        try {
            new BatchThroughput(folder, args.length > 0 ? args[0] : "gaussian(sigma=1, size=5)").run();
        } finally {
            delete(folder);
        }
    }

    private void run() throws Exception {
        Path in = Files.createDirectory(folder.resolve("in"));
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            ImageFiles.save(image(random), in.resolve(String.format(Locale.ROOT, "image-%03d.tif", i)));
        }
        int cores = Runtime.getRuntime().availableProcessors();
        double[] shares = new double[ROUNDS];
        oneByOne(in);
        batch(in);
        for (int round = 0; round < ROUNDS; round++) {
            double ideal = oneByOne(in) / cores;
            double actual = batch(in);
            shares[round] = ideal / actual;
            System.out.printf(
                    Locale.ROOT,
                    "%s: perfectly overlapped %.0f ms, batch %.0f ms: %.0f %%%n",
                    kernel,
                    ideal,
                    actual,
                    100 * shares[round]);
        }
        Arrays.sort(shares);
        System.out.printf(Locale.ROOT, "median %.0f %% on %d cores%n", 100 * shares[ROUNDS / 2], cores);
    }

    private static ImagePlus image(Random random) {
        ImagePlus image = IJ.createImage("image", "16-bit", SIZE, SIZE, 1);
        short[] pixels = (short[]) image.getProcessor().getPixels();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (1000 + random.nextInt(4000));
        }
        return image;
    }

    /** Milliseconds for all files on one thread. */
    private double oneByOne(Path in) throws IOException {
        Path out = folder.resolve("alone.tif");
        ApplySettings settings = ApplySettings.parse(Map.of("kernel", kernel, "threads", "1"));
        long start = System.nanoTime();
        for (Path file : files(in)) {
            ImagePlus image = ImageFiles.open(file);
            ImageFiles.save(ApplyTask.apply(image, settings, Progress.NONE).image(), out);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    /** Milliseconds for the batch. */
    private double batch(Path in) throws IOException {
        Path out = folder.resolve("out");
        delete(out);
        BatchSettings settings = BatchSettings.parse(
                Map.of("input", in.toString(), "output", out.toString(), "kernel", kernel));
        long start = System.nanoTime();
        BatchResult result = BatchTask.run(settings, Progress.NONE);
        if (result.done() != FILES) {
            throw new IOException("of " + FILES + " files " + result.done() + " were done");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
