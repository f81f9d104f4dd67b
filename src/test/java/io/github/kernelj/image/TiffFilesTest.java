package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageWriterSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageWriterSpi;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TIFF files that ImageJ's own reader can't read, or reads wrongly without an error. */
class TiffFilesTest {

    @TempDir
    Path folder;

    private ImagePlus open(TiffBytes tiff) throws IOException {
        Path file = folder.resolve("image.tif");
        Files.write(file, tiff.bytes());
        return ImageFiles.open(file);
    }

    private static void assertPixels(ImagePlus image, float... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(image.getProcessor().getf(i)).as("pixel " + i).isEqualTo(expected[i]);
        }
    }

    @Test
    void readsPlainKindsLikeImageJ() throws IOException {
        assertPixels(open(new TiffBytes().page(2, 2, 8, 1, new byte[] {1, 2, 3, (byte) 200})), 1, 2, 3, 200);
        assertPixels(open(new TiffBytes().page(2, 2, 16, 1, TiffBytes.shorts(1, 2, 3, 60000))), 1, 2, 3, 60000);
        assertPixels(open(new TiffBytes().page(2, 2, 32, 3, TiffBytes.floats(1, -2, 3.5f, Float.NaN))), 1, -2, 3.5f);
        ImagePlus signed = open(new TiffBytes().page(2, 2, 16, 2, TiffBytes.shorts(-5, 2, 3, 4)));
        assertThat(signed.getCalibration().getCValue(signed.getProcessor().get(0)))
                .isEqualTo(-5);
    }

    @Test
    void readsTiles() throws IOException {
        float[] tile = new float[256];
        for (int i = 0; i < 256; i++) {
            tile[i] = i / 2f;
        }
        ImagePlus image = open(new TiffBytes().page(10, 12, 32, 3, TiffBytes.floats(tile), 322, 16, 323, 16));
        assertThat(image.getWidth()).isEqualTo(10);
        assertThat(image.getHeight()).isEqualTo(12);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 10; x++) {
                assertThat(image.getProcessor().getf(x, y)).isEqualTo((y * 16 + x) / 2f);
            }
        }
    }

    @Test
    void readsFloatsWithTheFloatingPointPredictor() throws IOException {
        float[] values = {1.5f, -2, 3.25e7f, 0, Float.NaN, -1e-9f};
        byte[] data = TiffBytes.deflate(TiffBytes.predicted(3, values));
        ImagePlus image = open(new TiffBytes().page(3, 2, 32, 3, data, 259, 8, 317, 3));
        assertThat((float[]) image.getProcessor().getPixels()).isEqualTo(values);
    }

    @Test
    void readsDoublesIntegersAndSignedBytesAsFloats() throws IOException {
        assertPixels(
                open(new TiffBytes().page(2, 1, 64, 3, TiffBytes.doubles(Math.PI, -1e30))), (float) Math.PI, -1e30f);
        assertPixels(open(new TiffBytes().page(2, 1, 32, 1, TiffBytes.ints(7, 0xfffffff0))), 7, 4294967280f);
        assertPixels(open(new TiffBytes().page(2, 1, 32, 2, TiffBytes.ints(7, -16))), 7, -16);
        assertPixels(open(new TiffBytes().page(2, 1, 8, 2, new byte[] {7, -16})), 7, -16);
    }

    @Test
    void readsSignedShortsInTiles() throws IOException {
        int[] tile = new int[256];
        tile[0] = -32768;
        tile[1] = 32767;
        ImagePlus image = open(new TiffBytes().page(2, 1, 16, 2, TiffBytes.shorts(tile), 322, 16, 323, 16));
        assertThat(image.getBitDepth()).isEqualTo(16);
        assertThat(image.getCalibration().getCValue(image.getProcessor().get(0)))
                .isEqualTo(-32768);
        assertThat(image.getCalibration().getCValue(image.getProcessor().get(1)))
                .isEqualTo(32767);
    }

    @Test
    void readsPagesAndSkipsSmallerCopies() throws IOException {
        TiffBytes tiff = new TiffBytes()
                .page(2, 1, 64, 3, TiffBytes.doubles(1, 2))
                .page(1, 1, 64, 3, TiffBytes.doubles(9), 254, 1)
                .page(2, 1, 64, 3, TiffBytes.doubles(3, 4));
        ImagePlus image = open(tiff);
        assertThat(image.getStackSize()).isEqualTo(2);
        assertThat((float[]) image.getStack().getPixels(2)).containsExactly(3, 4);
    }

    @Test
    void refusesPagesThatMakeNoStack() {
        TiffBytes tiff = new TiffBytes().page(2, 1, 8, 1, new byte[2]).page(1, 1, 8, 1, new byte[1]);
        assertThatIOException()
                .isThrownBy(() -> open(tiff))
                .withMessageStartingWith("can't open " + folder.resolve("image.tif")
                        + ": its page 2 (1 x 1, 1 x 8-bit) isn't " + "like its first (2 x 1, 1 x 8-bit)");
    }

    @Test
    void readsBigTiff() throws IOException {
        Path file = folder.resolve("big.tif");
        BufferedImage gray =
                TestImages.gray8().getProcessor().convertToByteProcessor().getBufferedImage();
        write(new BigTIFFImageWriterSpi().createWriterInstance(null), gray, "LZW", file);
        assertThat(Files.readAllBytes(file)[3]).isEqualTo((byte) 43);
        assertThat(TestImages.pixels(ImageFiles.open(file))).isEqualTo(TestImages.pixels(TestImages.gray8()));
    }

    @Test
    void readsDeepColoursOfAnyCompression() throws IOException {
        for (String compression : new String[] {"LZW", "ZLib", "PackBits"}) {
            Path file = folder.resolve("deep.tif");
            BufferedImage picture = deepColours();
            write(javaTiffWriter(), picture, compression, file);
            ImagePlus image = ImageFiles.open(file);
            assertThat(image.isComposite()).isTrue();
            assertThat(image.getNChannels()).isEqualTo(3);
            assertThat(image.getBitDepth()).isEqualTo(16);
            for (int c = 0; c < 3; c++) {
                int[] expected = picture.getRaster().getSamples(0, 0, 6, 4, c, (int[]) null);
                ImageProcessor plane = image.getStack().getProcessor(c + 1);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(plane.get(i)).isEqualTo(expected[i]);
                }
            }
        }
    }

    @Test
    void invertsWhiteIsZeroOrShowsItInverted() throws IOException {
        byte[] tile = new byte[256];
        tile[0] = 10;
        ImagePlus tiled = open(new TiffBytes().page(2, 1, 8, 1, tile, 262, 0, 322, 16, 323, 16));
        ImagePlus plain = open(new TiffBytes().page(2, 1, 8, 1, new byte[] {10, 0}, 262, 0));
        for (ImagePlus image : new ImagePlus[] {tiled, plain}) {
            assertThat(image.getProcessor().convertToRGB().get(0) & 0xff).isEqualTo(245);
            assertThat(image.getProcessor().convertToRGB().get(1) & 0xff).isEqualTo(255);
        }
    }

    @Test
    void keepsTheSizeOfPixels() throws IOException {
        Path file = folder.resolve("sized.tif");
        ImagePlus image = TestImages.gray8();
        image.getCalibration().pixelWidth = 0.25;
        image.getCalibration().pixelHeight = 0.5;
        image.getCalibration().setUnit("cm");
        ImageFiles.save(image, file);
        TiffHeader.Page page = TiffHeader.read(file).pages().get(0);
        assertThat(page.pixelWidth()).isEqualTo(0.25);
        assertThat(page.pixelHeight()).isEqualTo(0.5);
        assertThat(page.unit()).isEqualTo("cm");
        ImagePlus copy = TiffPages.open(file, TiffHeader.read(file));
        assertThat(copy.getCalibration().pixelWidth).isEqualTo(0.25);
        assertThat(copy.getCalibration().getUnit()).isEqualTo("cm");
    }

    @Test
    void bothReadersAgree() throws IOException {
        for (ImagePlus image : TestImages.allKinds()) {
            Path file = folder.resolve("both.tif");
            ImageFiles.save(image, file);
            TiffHeader header = TiffHeader.read(file);
            if (header.pages().size() == image.getStackSize()
                    && !image.getCalibration().calibrated()) {
                ImagePlus other = TiffPages.open(file, header);
                assertThat(TestImages.pixels(other)).as(image.getTitle()).isEqualTo(TestImages.pixels(image));
                assertThat(other.getDimensions()).isEqualTo(image.getDimensions());
            }
        }
    }

    @Test
    void readsJpegInTiff() throws IOException {
        BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 1024; i++) {
            picture.getRaster().setSample(i % 32, i / 32, 0, 60 + 3 * (i % 32));
        }
        Path file = folder.resolve("jpeg.tif");
        write(new TIFFImageWriterSpi().createWriterInstance(null), picture, "JPEG", file);
        ImagePlus image = ImageFiles.open(file);
        assertThat(image.getBitDepth()).isEqualTo(8);
        for (int i = 0; i < 1024; i++) {
            assertThat(image.getProcessor().get(i)).isBetween(60 + 3 * (i % 32) - 8, 60 + 3 * (i % 32) + 8);
        }
    }

    @Test
    void readsCompressedRgb() throws IOException {
        ColorProcessor colours = (ColorProcessor) TestImages.noise(24, 3);
        for (String compression : new String[] {"LZW", "ZLib", "PackBits"}) {
            Path file = folder.resolve("rgb.tif");
            write(new TIFFImageWriterSpi().createWriterInstance(null), colours.getBufferedImage(), compression, file);
            ImagePlus image = ImageFiles.open(file);
            assertThat(image.getBitDepth()).isEqualTo(24);
            for (int i = 0; i < 35; i++) {
                assertThat(image.getProcessor().get(i) & 0xffffff).isEqualTo(colours.get(i) & 0xffffff);
            }
        }
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        Path file = folder.resolve("cut.tif");
        ImageFiles.save(TestImages.hyperstack(16), file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 40));
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith("can't open " + file + ": ");
        for (int length : new int[] {5, 9, 40, whole.length / 2}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatIOException()
                    .as(length + " bytes")
                    .isThrownBy(() -> ImageFiles.open(file))
                    .withMessageStartingWith("can't open " + file + ": ");
        }
        byte[] plain = new TiffBytes()
                .page(2, 2, 16, 1, TiffBytes.shorts(1, 2, 3, 4), 279, 8)
                .bytes();
        int valueOfHeight = 8 + 8 + 2 + 12 + 8;
        plain[valueOfHeight] = (byte) 200;
        Files.write(file, plain);
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessage(
                        "can't open " + file + ": it is truncated: page 1 of 2 x 200 pixels needs 800 bytes and has 8");
    }

    /** ImageJ's reader gives zeros for what it can't decode. */
    @Test
    void refusesDamagedCompression() throws IOException {
        for (String compression : new String[] {"LZW", "ZLib", "PackBits"}) {
            Path file = folder.resolve("damaged.tif");
            BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
            for (int i = 0; i < 4096; i++) {
                picture.getRaster().setSample(i % 64, i / 64, 0, i * i / 7 & 255);
            }
            write(javaTiffWriter(), picture, compression, file);
            TiffHeader.Page page = TiffHeader.read(file).pages().get(0);
            byte[] bytes = Files.readAllBytes(file);
            Arrays.fill(bytes, (int) page.end() - 200, (int) page.end(), (byte) 0x80);
            Files.write(file, bytes);
            assertThatIOException()
                    .as(compression)
                    .isThrownBy(() -> ImageFiles.open(file))
                    .withMessageStartingWith("can't open " + file + ": ");
            assertThatIOException().as(compression).isThrownBy(() -> ImageFiles.openVirtual(file));
        }
    }

    /** Java's own, as TwelveMonkeys' writes no deep colours. */
    private static ImageWriter javaTiffWriter() {
        for (var writers = ImageIO.getImageWritersByFormatName("tiff"); writers.hasNext(); ) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.")) {
                return writer;
            }
        }
        throw new IllegalStateException("this Java has no TIFF writer");
    }

    private static BufferedImage deepColours() {
        var model = new java.awt.image.ComponentColorModel(
                java.awt.color.ColorSpace.getInstance(java.awt.color.ColorSpace.CS_sRGB),
                false,
                false,
                java.awt.Transparency.OPAQUE,
                java.awt.image.DataBuffer.TYPE_USHORT);
        var raster = model.createCompatibleWritableRaster(6, 4);
        for (int i = 0; i < 72; i++) {
            raster.setSample(i / 3 % 6, i / 18, i % 3, i * 900);
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static void write(ImageWriter writer, BufferedImage picture, String compression, Path file)
            throws IOException {
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionType(compression);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
    }
}
