package io.github.kernelj.samples;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestImagesTest {

    private static final Path FOLDER = Path.of("test-images");
    private static final long MOST_BYTES = 2_800_000;

    @Test
    void the_readme_lists_every_file_with_its_checksum() throws IOException, NoSuchAlgorithmException {
        Map<String, String> listed = checksums();
        Map<String, String> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                found.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
            }
        }
        found.remove("README.md");
        assertThat(listed).containsExactlyInAnyOrderEntriesOf(found);
    }

    @Test
    void the_licences_are_told_in_full() throws IOException {
        assertThat(readme())
                .contains(
                        "https://creativecommons.org/publicdomain/zero/1.0/",
                        "The above copyright notice and this permission notice shall be included in",
                        "Copyright (c) 2009-2012 Matthew Brett");
    }

    @Test
    void all_together_are_small_enough_to_ride_in_the_jar() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(MOST_BYTES);
        }
    }

    @Test
    void the_made_images_have_the_same_pixels_when_they_are_made_again() throws IOException {
        ImagePlus camera = open("camera.png");
        for (Map.Entry<String, ImagePlus> made : Truth.images(camera).entrySet()) {
            assertSameImage(open(made.getKey()), made.getValue());
        }
        for (Map.Entry<String, String> made : Truth.lesson().entrySet()) {
            assertThat(FOLDER.resolve(made.getKey())).hasContent(made.getValue());
        }
    }

    @Test
    void the_kernel_files_hold_the_true_kernels() throws IOException {
        for (Map.Entry<String, Kernel> made : Truth.kernels().entrySet()) {
            assertThat(KernelFiles.read(FOLDER.resolve(made.getKey())).single()).isEqualTo(made.getValue());
        }
    }

    @Test
    void hardly_a_pixel_of_the_filtered_photograph_is_clipped() throws IOException {
        Grid exact = Grid.of(open("camera.png").getStack()).correlatedWith(Truth.UNKNOWN_7X7);
        double clipped = Stream.of(exact.values()[0])
                .flatMapToDouble(Arrays::stream)
                .filter(value -> value < -0.5 || value >= 255.5)
                .count();
        assertThat(clipped / (512 * 512)).isLessThan(0.01);
    }

    @Test
    void the_lesson_pair_obeys_its_kernel() throws IOException {
        double[][] input = csv("lesson-input.csv");
        double[][] target = csv("lesson-target.csv");
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < 7; x++) {
                assertThat(target[y][x]).isEqualTo(input[y][x] - input[y][x + 1]);
            }
        }
        assertThat(input[0]).containsExactly(1, 1, 0, 0, 0, 0, 1, 1);
        assertThat(target[0]).containsExactly(0, 1, 0, 0, 0, -1, 0);
    }

    @Test
    void volumes_and_films_keep_their_spacing() throws IOException {
        ImagePlus head = open("mr-head.tif");
        assertThat(head.getDimensions()).containsExactly(128, 96, 1, 24, 1);
        assertThat(head.getBitDepth()).isEqualTo(16);
        assertThat(spacing(head)).isEqualTo("2.0 x 2.0 x 2.2 mm");
        assertThat(head.getStatistics().max).isGreaterThan(500);
        ImagePlus phantom = open("phantom.tif");
        assertThat(phantom.getDimensions()).containsExactly(48, 48, 1, 32, 1);
        assertThat(spacing(phantom)).isEqualTo("0.5 x 0.5 x 1.5 microns");
        assertThat(open("phantom-filtered.tif").getBitDepth()).isEqualTo(32);
        ImagePlus video = open("video.tif");
        assertThat(video.getDimensions()).containsExactly(64, 64, 1, 1, 24);
        assertThat(video.getCalibration().frameInterval).isEqualTo(0.05);
        assertThat(video.getCalibration().getTimeUnit()).isEqualTo("sec");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"camera.png", "cell.png", "brick.png", "grass.png", "coffee.png", "retina.png", "mr-head.tif"})
    void imagej_opens_the_real_images(String name) throws IOException {
        ImagePlus image = open(name);
        assertThat(image.getWidth()).isGreaterThanOrEqualTo(128);
        boolean colour = name.equals("coffee.png") || name.equals("retina.png");
        assertThat(image.getBitDepth()).isEqualTo(colour ? 24 : name.endsWith(".tif") ? 16 : 8);
        assertThat(image.getStatistics().stdDev).isGreaterThan(5);
    }

    private static void assertSameImage(ImagePlus stored, ImagePlus made) {
        assertThat(stored.getStackSize()).isEqualTo(made.getStackSize());
        for (int i = 1; i <= made.getStackSize(); i++) {
            ImageProcessor plane = stored.getStack().getProcessor(i);
            assertThat(plane.getPixels())
                    .as("%s, plane %d", stored.getTitle(), i)
                    .isEqualTo(made.getStack().getPixels(i));
        }
        assertThat(spacing(stored)).isEqualTo(spacing(made));
    }

    private static String spacing(ImagePlus image) {
        Calibration c = image.getCalibration();
        return Math.round(c.pixelWidth * 1e6) / 1e6 + " x " + Math.round(c.pixelHeight * 1e6) / 1e6 + " x "
                + Math.round(c.pixelDepth * 1e6) / 1e6 + " " + c.getUnits();
    }

    private static ImagePlus open(String name) throws IOException {
        return GenerateTestImages.open(FOLDER.resolve(name));
    }

    private static double[][] csv(String name) throws IOException {
        return Files.readAllLines(FOLDER.resolve(name)).stream()
                .map(line -> Stream.of(line.split(","))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The rows of the README's table that hold a file and its SHA-256. */
    private static Map<String, String> checksums() throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        Matcher rows = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\| `([0-9a-f]{64})` \\|$")
                .matcher(readme());
        while (rows.find()) {
            checksums.put(rows.group(1), rows.group(2));
        }
        return checksums;
    }

    private static String readme() throws IOException {
        return Files.readString(FOLDER.resolve("README.md"));
    }
}
