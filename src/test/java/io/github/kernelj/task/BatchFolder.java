package io.github.kernelj.task;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kernelj.image.ImageFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of small images of mixed kinds, some of them broken. */
final class BatchFolder {

    private static final String[] ENDINGS = {"tif", "png", "bmp", "pgm", "tga", "ppm", "pfm", "csv", "tif", "tif"};

    private BatchFolder() {}

    /** Writes images of every kind that can be written, each from its own seed. */
    static void fill(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < count; i++) {
            String ending = ENDINGS[i % ENDINGS.length];
            ImageFiles.save(image(i, ending), folder.resolve(String.format("image-%03d.%s", i, ending)));
        }
    }

    private static ImagePlus image(int seed, String ending) {
        Random random = new Random(seed);
        int width = 20 + seed % 7;
        int height = 15 + seed % 5;
        ImageProcessor plane = switch (ending) {
            case "ppm" -> new ColorProcessor(width, height);
            case "pgm" -> new ShortProcessor(width, height);
            case "pfm", "csv" -> new FloatProcessor(width, height);
            default -> new ByteProcessor(width, height);
        };
        for (int i = 0; i < width * height; i++) {
            if (plane instanceof FloatProcessor) {
                plane.setf(i, random.nextInt(1000) / 8f);
            } else {
                plane.set(
                        i,
                        random.nextInt(plane.getBitDepth() == 8 ? 256 : plane.getBitDepth() == 16 ? 60000 : 1 << 24));
            }
        }
        if (seed % ENDINGS.length < 8) {
            return new ImagePlus("image", plane);
        }
        ImageStack stack = new ImageStack(width, height);
        for (int z = 0; z < 4; z++) {
            ImageProcessor turned = plane.duplicate();
            turned.flipHorizontal();
            stack.addSlice("slice " + z, z % 2 == 0 ? plane.duplicate() : turned);
        }
        return new ImagePlus("stack", stack);
    }

    /** Spoils a file in one of four ways: empty, cut, another kind of file, noise behind a header. */
    static void spoil(Path file, int way) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        switch (way % 4) {
            case 0 -> Files.write(file, new byte[0]);
            case 1 -> Files.write(file, Arrays.copyOf(bytes, 30));
            case 2 -> Files.writeString(file, "Dear diary, this is no image.");
            default -> {
                byte[] noise = new byte[400];
                new Random(way).nextBytes(noise);
                System.arraycopy("II*\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, noise, 0, 4);
                Files.write(file, noise);
            }
        }
    }

    /** The bytes of every result by name, without table and log. */
    static Map<String, byte[]> results(Path folder) throws IOException {
        Map<String, byte[]> results = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!BatchReport.isReport(file)) {
                    results.put(folder.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return results;
    }
}
