package io.github.kernelj;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The libraries in the plugin jar still work under their new names, with nothing else on the class path. */
class RelocationIT {

    private static final String SHADED = "io.github.kernelj.shaded.";
    private static URLClassLoader pluginJar;

    @BeforeAll
    static void open() throws IOException {
        URL jar = Jar.named("kernelj.plugin.jar").path().toUri().toURL();
        pluginJar = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @AfterAll
    static void close() throws IOException {
        pluginJar.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LZW", "Deflate", "PackBits"})
    void twelveMonkeysReadsCompressedTiff(String compression, @TempDir Path folder) throws Exception {
        BufferedImage written = noise();
        Path file = folder.resolve("noise.tif");
        writeTiff(written, compression, file);
        BufferedImage read = readTiff(file);
        assertThat(read.getRaster().getPixels(0, 0, 40, 30, (int[]) null))
                .isEqualTo(written.getRaster().getPixels(0, 0, 40, 30, (int[]) null));
    }

    @Test
    void twelveMonkeysFindsItsColourProfile() throws Exception {
        int adobeRgb = 5000;
        ColorSpace space = (ColorSpace) pluginJar
                .loadClass(SHADED + "twelvemonkeys.imageio.color.ColorSpaces")
                .getMethod("getColorSpace", int.class)
                .invoke(null, adobeRgb);
        float[] green = space.toRGB(new float[] {0.5f, 0.8f, 0.5f});
        assertThat(green[0]).isLessThan(0.47f);
    }

    @ParameterizedTest
    @CsvSource({
        "webp.WebP, rgb.webp",
        "psd.PSD, rgb.psd",
        "tga.TGA, rgb-rle.tga",
        "sgi.SGI, rgb.sgi",
        "pcx.PCX, rgb.pcx",
        "pict.PICT, rgb.pict"
    })
    void twelveMonkeysReadsPictures(String reader, String name) throws Exception {
        ImageReaderSpi spi = (ImageReaderSpi) pluginJar
                .loadClass(SHADED + "twelvemonkeys.imageio.plugins." + reader + "ImageReaderSpi")
                .getConstructor()
                .newInstance();
        try (ImageInputStream input =
                new FileImageInputStream(new File("src/test/resources/io/github/kernelj/image", name))) {
            ImageReader made = spi.createReaderInstance();
            made.setInput(input);
            int[] pixel = made.read(0).getRaster().getPixel(3, 2, (int[]) null);
            assertThat(pixel).startsWith(30, 32, 42);
        }
    }

    @Test
    void ejmlAndGsonLoad() throws Exception {
        Class<?> ops = pluginJar.loadClass(SHADED + "ejml.dense.row.factory.LinearSolverFactory_DDRM");
        assertThat(ops.getMethod("chol", int.class).invoke(null, 9)).isNotNull();
        Object gson = pluginJar.loadClass(SHADED + "gson.Gson").getConstructor().newInstance();
        assertThat(gson.getClass().getMethod("toJson", Object.class).invoke(gson, new int[] {1, 2}))
                .isEqualTo("[1,2]");
    }

    private static BufferedImage readTiff(Path file) throws Exception {
        ImageReaderSpi spi = (ImageReaderSpi) pluginJar
                .loadClass(SHADED + "twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi")
                .getConstructor()
                .newInstance();
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            assertThat(spi.canDecodeInput(input)).isTrue();
            ImageReader reader = spi.createReaderInstance();
            reader.setInput(input);
            return reader.read(0);
        }
    }

    /** Writes with the JDK's own writer, to compare two independent codecs. */
    private static void writeTiff(BufferedImage image, String compression, Path file) throws IOException {
        Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName("tiff");
        ImageWriter writer = writers.next();
        while (!writer.getClass().getName().startsWith("com.sun.")) {
            writer = writers.next();
        }
        ImageWriteParam options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionType(compression);
        try (ImageOutputStream output = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), options);
        }
        writer.dispose();
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        int[] pixels = new Random(1).ints(40 * 30, 0, 256).toArray();
        image.getRaster().setPixels(0, 0, 40, 30, pixels);
        return image;
    }
}
