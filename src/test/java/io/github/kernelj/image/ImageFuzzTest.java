package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spoilt files of every kind are read, or refused with a reason: no other failure, no hang, bounded memory. */
class ImageFuzzTest {

    private static final int ROUNDS = 40;
    private static final String[] FILES = {
        "rgb.psd",
        "gray-16.psd",
        "rgb-rle.tga",
        "rgb.sgi",
        "rgb.pcx",
        "rgb.pict",
        "rgb.webp",
        "lossy.webp",
        "rgb.hdr",
        "cmyk.jpg",
        "cmyk.tif"
    };

    @TempDir
    Path folder;

    private Map<String, byte[]> seeds() throws IOException {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        for (String name : FILES) {
            try (InputStream in = ImageFuzzTest.class.getResourceAsStream(name)) {
                seeds.put(name, in.readAllBytes());
            }
        }
        for (String kind : new String[] {"png", "jpg", "bmp", "gif"}) {
            Path file = folder.resolve("seed." + kind);
            ImageIO.write(
                    TestImages.gray8().getProcessor().convertToByteProcessor().getBufferedImage(), kind, file.toFile());
            seeds.put(kind, Files.readAllBytes(file));
        }
        for (String kind : new String[] {"tif", "pgm", "csv"}) {
            Path file = folder.resolve("seed." + kind);
            ImageFiles.save(TestImages.gray16(), file);
            seeds.put(kind, Files.readAllBytes(file));
        }
        Path stack = folder.resolve("seed.tif");
        ImageFiles.save(TestImages.hyperstack(16), stack);
        seeds.put("stack.tif", Files.readAllBytes(stack));
        seeds.put(
                "deflate.tif",
                new TiffBytes()
                        .page(3, 2, 32, 3, TiffBytes.deflate(TiffBytes.floats(1, 2, 3, 4, 5, 6)), 259, 8)
                        .bytes());
        seeds.put(
                "tiled.tif",
                new TiffBytes()
                        .page(9, 9, 8, 1, new byte[256], 322, 16, 323, 16)
                        .bytes());
        seeds.put("text.ppm", "P3 2 2 255 1 2 3 4 5 6 7 8 9 10 11 12".getBytes(StandardCharsets.US_ASCII));
        seeds.put(
                "floats.pfm",
                ByteBuffer.allocate(40)
                        .put("Pf 2 2 1.0\n".getBytes(StandardCharsets.US_ASCII))
                        .array());
        seeds.put("fits", fits());
        return seeds;
    }

    private static byte[] fits() {
        StringBuilder header = new StringBuilder();
        for (String card : new String[] {
            "SIMPLE  = T", "BITPIX  = 16", "NAXIS   = 2", "NAXIS1  = 4", "NAXIS2  = 3", "BZERO   = 5", "END"
        }) {
            header.append(String.format("%-80s", card));
        }
        return String.format("%-5760s", header).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void everyReader() throws IOException {
        Map<String, byte[]> seeds = seeds();
        Random random = new Random(5);
        int[] read = new int[1];
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
                Path file = folder.resolve("fuzz-" + seed.getKey());
                for (int round = 0; round < ROUNDS; round++) {
                    Files.write(file, spoilt(seed.getValue(), random));
                    try {
                        assertThat(ImageFiles.open(file).getProcessor()).isNotNull();
                        read[0]++;
                    } catch (IOException e) {
                        assertThat(e).hasMessageStartingWith("can't open " + file + ": ");
                    } catch (Throwable e) {
                        fail(seed.getKey() + ", round " + round, e);
                    }
                }
            }
        });
        assertThat(read[0]).as("files read in spite of all").isPositive();
    }

    /** Cut, or with a few bytes changed, more often near the start, where headers are. */
    private static byte[] spoilt(byte[] bytes, Random random) {
        if (random.nextInt(6) == 0) {
            return Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        }
        byte[] spoilt = bytes.clone();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int reach = random.nextBoolean() ? Math.min(100, bytes.length) : bytes.length;
            spoilt[random.nextInt(reach)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
        }
        return spoilt;
    }
}
