package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of kinds that ImageJ doesn't read, or reads wrongly; README.md beside them says what they show. */
class PictureKindsTest {

    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = PictureKindsTest.class.getResourceAsStream(name)) {
            Files.copy(in, file);
        }
        return file;
    }

    private static int red(int x) {
        return 10 * x;
    }

    private static int green(int y) {
        return 16 * y;
    }

    private static int blue(int x, int y) {
        return 7 * x * y % 256;
    }

    private static int rgb(int x, int y) {
        return red(x) << 16 | green(y) << 8 | blue(x, y);
    }

    private static void assertRgb(ImagePlus image) {
        assertThat(image.getBitDepth()).isEqualTo(24);
        assertThat(image.getWidth()).isEqualTo(WIDTH);
        assertThat(image.getHeight()).isEqualTo(HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(image.getProcessor().get(x, y) & 0xffffff)
                        .as("(%d, %d)", x, y)
                        .isEqualTo(rgb(x, y));
            }
        }
    }

    private static BufferedImage picture() {
        BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                picture.setRGB(x, y, rgb(x, y));
            }
        }
        return picture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.psd", "rgb-rle.tga", "rgb.sgi", "rgb.pcx", "rgb.pict", "rgb.webp"})
    void readsColoursExactly(String name) throws IOException {
        assertRgb(ImageFiles.open(file(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray.tga", "gray-16.psd"})
    void readsGrayExactly(String name) throws IOException {
        ImageProcessor plane = ImageFiles.open(file(name)).getProcessor();
        assertThat(plane.getBitDepth()).isEqualTo(name.contains("16") ? 16 : 8);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(plane.get(x, y)).isEqualTo((10 * x + y) * (name.contains("16") ? 257 : 1));
            }
        }
    }

    @Test
    void readsDeepColoursAsChannels() throws IOException {
        ImagePlus image = ImageFiles.open(file("rgb-16.sgi"));
        assertThat(image.getNChannels()).isEqualTo(3);
        assertThat(image.getBitDepth()).isEqualTo(16);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(image.getStack().getVoxel(x, y, 0)).isEqualTo(257 * red(x));
                assertThat(image.getStack().getVoxel(x, y, 1)).isEqualTo(257 * green(y));
                assertThat(image.getStack().getVoxel(x, y, 2)).isEqualTo(257 * blue(x, y));
            }
        }
    }

    /** The stored values, not tones made of them: each channel within a step of the common exponent. */
    @Test
    void readsRadianceAsFloats() throws IOException {
        ImagePlus image = ImageFiles.open(file("rgb.hdr"));
        assertThat(image.getBitDepth()).isEqualTo(32);
        assertThat(image.getStack().getVoxel(1, 0, 0)).isEqualTo(160 * 0x1p-12);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                double largest = Math.max(red(x), Math.max(green(y), blue(x, y))) / 255.0;
                assertThat(image.getStack().getVoxel(x, y, 0)).isCloseTo(red(x) / 255.0, within(largest / 128));
                assertThat(image.getStack().getVoxel(x, y, 1)).isCloseTo(green(y) / 255.0, within(largest / 128));
                assertThat(image.getStack().getVoxel(x, y, 2)).isCloseTo(blue(x, y) / 255.0, within(largest / 128));
            }
        }
    }

    /** As it should be by the formula (1 − c)(1 − k); of JPEG what its loss leaves. */
    @ParameterizedTest
    @ValueSource(strings = {"cmyk.tif", "cmyk.psd", "cmyk.jpg"})
    void readsInksAsColours(String name) throws IOException {
        ImagePlus image = ImageFiles.open(file(name));
        assertThat(image.getBitDepth()).isEqualTo(24);
        int loss = name.endsWith("jpg") ? 12 : 1;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int[] read = image.getProcessor().getPixel(x, y, null);
                assertThat(read[0]).as("(%d, %d)", x, y).isCloseTo(red(x), within(loss));
                assertThat(read[1]).as("(%d, %d)", x, y).isCloseTo(green(y), within(loss));
                assertThat(read[2]).as("(%d, %d)", x, y).isCloseTo(blue(x, y), within(loss));
            }
        }
    }

    /** Against another decoder; they differ in how colours are interpolated. */
    @Test
    void readsLossyWebP() throws IOException {
        ImageProcessor read = ImageFiles.open(file("lossy.webp")).getProcessor();
        ImageProcessor reference = ImageFiles.open(file("lossy-webp.png")).getProcessor();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int difference = 0;
            for (int shift : new int[] {0, 8, 16}) {
                difference = Math.max(
                        difference, Math.abs((read.get(i) >> shift & 0xff) - (reference.get(i) >> shift & 0xff)));
            }
            assertThat(difference).as("pixel " + i).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void readsTheLargestIcon() throws IOException {
        BufferedImage large = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 128 * 128; i++) {
            large.setRGB(i % 128, i / 128, i * 31);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(large, "png", png);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("icns");
        out.writeInt(8 + 8 + 4 + 8 + png.size());
        out.writeBytes("ICON");
        out.writeInt(8 + 4 * 32);
        out.write(new byte[4 * 32]);
        out.writeBytes("ic07");
        out.writeInt(8 + png.size());
        png.writeTo(out);
        byte[] all = bytes.toByteArray();
        all[6] = (byte) (all.length >> 8);
        all[7] = (byte) all.length;
        Path file = Files.write(folder.resolve("a.icns"), all);
        ImagePlus image = ImageFiles.open(file);
        assertThat(image.getWidth()).isEqualTo(128);
        for (int i = 0; i < 128 * 128; i++) {
            assertThat(image.getProcessor().get(i) & 0xffffff).isEqualTo(i * 31);
        }
    }

    /** An uncompressed picture of a byte a pixel, with a table of colours. */
    @Test
    void readsIff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("FORM");
        out.writeInt(4 + 8 + 20 + 8 + 768 + 8 + 32);
        out.writeBytes("PBM BMHD");
        out.writeInt(20);
        for (int value : new int[] {16, 2, 0, 0}) {
            out.writeShort(value);
        }
        out.write(new byte[] {8, 0, 0, 0, 0, 0, 10, 11, 0, 4, 0, 2});
        out.writeBytes("CMAP");
        out.writeInt(768);
        for (int i = 0; i < 256; i++) {
            out.write(new byte[] {(byte) i, (byte) (255 - i), (byte) (7 * i)});
        }
        out.writeBytes("BODY");
        out.writeInt(32);
        for (int i = 0; i < 32; i++) {
            out.write(8 * i);
        }
        Path file = Files.write(folder.resolve("a.iff"), bytes.toByteArray());
        ImageProcessor plane = ImageFiles.open(file).getProcessor().convertToRGB();
        for (int i = 0; i < 32; i++) {
            int n = 8 * i;
            assertThat(plane.get(i) & 0xffffff).as("pixel " + i).isEqualTo(n << 16 | 255 - n << 8 | 7 * n % 256);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tga", "png", "ppm", "tif"})
    void writesColoursExactly(String ending) throws IOException {
        Path file = folder.resolve("out." + ending);
        ImageFiles.save(new ImagePlus("colours", new ColorProcessor(picture())), file);
        assertRgb(ImageFiles.open(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "tga", "png", "pgm", "tif"})
    void writesGrayExactly(String ending) throws IOException {
        Path file = folder.resolve("out." + ending);
        ImageFiles.save(TestImages.gray8(), file);
        assertThat(TestImages.pixels(ImageFiles.open(file))).isEqualTo(TestImages.pixels(TestImages.gray8()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgm", "png", "tif"})
    void writes16BitsExactly(String ending) throws IOException {
        Path file = folder.resolve("out." + ending);
        ImageFiles.save(TestImages.gray16(), file);
        assertThat(TestImages.pixels(ImageFiles.open(file))).isEqualTo(TestImages.pixels(TestImages.gray16()));
    }

    /** As other decoders see them, not only our own. */
    @Test
    void othersReadWhatIsWritten() throws IOException {
        Path file = folder.resolve("out.bmp");
        ImageFiles.save(TestImages.falseColours(), file);
        BufferedImage read = ImageIO.read(file.toFile());
        ImageProcessor shown = TestImages.falseColours().getProcessor().convertToRGB();
        for (int i = 0; i < shown.getPixelCount(); i++) {
            assertThat(read.getRGB(i % TestImages.WIDTH, i / TestImages.WIDTH)).isEqualTo(shown.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rgb.psd", "rgb-rle.tga", "rgb.sgi", "rgb.pcx", "rgb.pict", "rgb.webp", "rgb.hdr", "cmyk.jpg"})
    void refusesTruncatedPictures(String name) throws IOException {
        Path file = file(name);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith("can't open " + file + ": ");
    }
}
