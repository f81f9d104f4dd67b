package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.kernelj.kernel.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {

    private static final String ENDINGS = ".tif, .tiff, .png, .csv, .bmp, .tga, .pgm, .ppm or .pfm";

    @TempDir
    Path folder;

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void tiffKeepsPixelsAndMetadataOfEveryKind() throws IOException {
        Path file = folder.resolve("Ünïcode name.tif");
        for (ImagePlus image : TestImages.allKinds()) {
            ImageFiles.save(image, file);
            assertThat(files()).containsExactly("Ünïcode name.tif");
            ImagePlus copy = ImageFiles.open(file);
            assertThat(TestImages.pixels(copy)).as(image.getTitle()).isEqualTo(TestImages.pixels(image));
            assertThat(copy.getTitle()).isEqualTo("Ünïcode name.tif");
            assertThat(copy.getDimensions()).isEqualTo(image.getDimensions());
            assertThat(copy.isComposite()).isEqualTo(image.isComposite());
            assertThat(copy.getCalibration().pixelWidth).isEqualTo(0.25);
            assertThat(copy.getCalibration().getUnit()).isEqualTo("mm");
            assertThat(copy.getCalibration().xOrigin).isEqualTo(3);
            assertThat(copy.getCalibration().frameInterval).isEqualTo(1.5);
            assertThat(copy.getCalibration().getCoefficients())
                    .isEqualTo(image.getCalibration().getCoefficients());
            assertThat(copy.getInfoProperty()).isEqualTo("taken on a Monday");
            assertThat(copy.getProp("stain")).isEqualTo("DAPI");
            assertThat(copy.getOverlay().size()).isEqualTo(1);
            for (int i = 1; i <= image.getStackSize() && image.getStackSize() > 1; i++) {
                assertThat(copy.getStack().getSliceLabel(i))
                        .isEqualTo(image.getStack().getSliceLabel(i));
            }
            for (int c = 0; c < image.getLuts().length; c++) {
                assertThat(copy.getLuts()[c].getBytes()).isEqualTo(image.getLuts()[c].getBytes());
                assertThat(copy.getLuts()[c].max).isEqualTo(image.getLuts()[c].max);
            }
        }
    }

    @Test
    void savesVirtualStacks() throws IOException {
        Path file = folder.resolve("virtual.tiff");
        ImageFiles.save(new ImagePlus("virtual", new TestImages.CountingStack(5, 16)), file);
        ImagePlus copy = ImageFiles.open(file);
        assertThat(copy.getStackSize()).isEqualTo(5);
        assertThat(copy.getStack().getPixels(4))
                .isEqualTo(TestImages.noise(16, 4).getPixels());
        assertThat(copy.getStack().getSliceLabel(4)).isEqualTo("virtual 4");
    }

    @Test
    void pngKeepsPixels() throws IOException {
        Path file = folder.resolve("image.png");
        for (ImagePlus image : List.of(
                TestImages.gray8(),
                TestImages.gray16(),
                TestImages.twelveBits(),
                TestImages.rgb(),
                TestImages.indexed(),
                TestImages.falseColours())) {
            image.getProcessor().setMinAndMax(10, 100);
            ImageFiles.save(image, file);
            ImagePlus copy = ImageFiles.open(file);
            assertThat(TestImages.pixels(copy)).as(image.getTitle()).isEqualTo(TestImages.pixels(image));
            assertThat(copy.getBitDepth()).isEqualTo(image.getBitDepth());
        }
        assertThat(ImageVolumes.of(
                                reopened(TestImages.indexed(), file),
                                io.github.kernelj.engine.Axes.Stack.SLICES,
                                Selection.ALL)
                        .channels())
                .isEqualTo(3);
    }

    private static ImagePlus reopened(ImagePlus image, Path file) throws IOException {
        ImageFiles.save(image, file);
        return ImageFiles.open(file);
    }

    @Test
    void csvKeepsCalibratedValues() throws IOException {
        Path file = folder.resolve("values.csv");
        ImagePlus image = TestImages.tomogram();
        ImagePlus copy = reopened(image, file);
        assertThat(copy.getBitDepth()).isEqualTo(32);
        for (int i = 0; i < 35; i++) {
            assertThat(copy.getProcessor().getf(i)).isEqualTo((float)
                    image.getCalibration().getCValue(image.getProcessor().get(i)));
        }
        ImagePlus stack = reopened(TestImages.stack(), file);
        assertThat(stack.getStackSize()).isEqualTo(4);
        assertThat(stack.getStack().getProcessor(3).getf(6))
                .isEqualTo(TestImages.stack().getStack().getProcessor(3).get(6));
    }

    @Test
    void readsPicturesOfOtherKinds() throws IOException {
        BufferedImage picture = TestImages.rgb().getProcessor().getBufferedImage();
        for (String kind : new String[] {"bmp", "png"}) {
            Path file = folder.resolve("picture." + kind);
            ImageIO.write(picture, kind, file.toFile());
            assertThat(TestImages.pixels(ImageFiles.open(file))).isEqualTo(TestImages.pixels(TestImages.rgb()));
        }
        Path gif = folder.resolve("picture.gif");
        ImageIO.write(TestImages.gray8().getProcessor().getBufferedImage(), "gif", gif.toFile());
        assertThat(TestImages.pixels(ImageFiles.open(gif))).isEqualTo(TestImages.pixels(TestImages.gray8()));
        Path jpeg = folder.resolve("picture.jpg");
        BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        ImageIO.write(gray, "jpg", jpeg.toFile());
        assertThat(ImageFiles.open(jpeg).getBitDepth()).isEqualTo(8);
    }

    @Test
    void appliesGrayPalettes() throws IOException {
        byte[] grays = {(byte) 200, 10, 90, 0};
        BufferedImage picture = new BufferedImage(
                4, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, grays, grays, grays));
        picture.getRaster().setSamples(0, 0, 4, 1, 0, new int[] {0, 1, 2, 3});
        Path file = folder.resolve("palette.png");
        ImageIO.write(picture, "png", file.toFile());
        ImageProcessor plane = ImageFiles.open(file).getProcessor();
        assertThat((byte[]) plane.getPixels()).containsExactly(grays);
        assertThat(plane.isColorLut()).isFalse();
    }

    @Test
    void putsTransparentPicturesOnWhite() throws IOException {
        BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(0, 0, 0xff102030);
        picture.setRGB(1, 0, 0x00102030);
        Path file = folder.resolve("transparent.png");
        ImageIO.write(picture, "png", file.toFile());
        ImageProcessor plane = ImageFiles.open(file).getProcessor();
        assertThat(plane.get(0) & 0xffffff).isEqualTo(0x102030);
        assertThat(plane.get(1) & 0xffffff).isEqualTo(0xffffff);
    }

    @Test
    void readsPortableGraymapsAndRefusesTruncatedOnes() throws IOException {
        Path file = folder.resolve("gray.pgm");
        Files.write(file, "P5\n3 2\n255\nabcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat((byte[]) ImageFiles.open(file).getProcessor().getPixels())
                .containsExactly('a', 'b', 'c', 'd', 'e', 'f');
        Files.write(file, "P2\n2 2\n255\n1 2 3 255".getBytes(StandardCharsets.US_ASCII));
        assertThat(ImageFiles.open(file).getProcessor().get(3)).isEqualTo(255);
        Files.write(file, "P5\n30 20\n255\nabc".getBytes(StandardCharsets.US_ASCII));
        assertThatIOException().isThrownBy(() -> ImageFiles.open(file)).withMessageContaining("it is truncated");
    }

    @Test
    void opensAZippedTiff() throws IOException {
        Path tiff = folder.resolve("cells.tif");
        ImageFiles.save(TestImages.hyperstack(8), tiff);
        Path zip = folder.resolve("cells.zip");
        zip(zip, "cells.tif", Files.readAllBytes(tiff));
        ImagePlus image = ImageFiles.open(zip);
        assertThat(image.getTitle()).isEqualTo("cells.zip");
        assertThat(TestImages.pixels(image)).isEqualTo(TestImages.pixels(TestImages.hyperstack(8)));
        zip(zip, "notes.txt", new byte[] {1});
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(zip))
                .withMessage("can't open " + zip + ": the archive holds no .tif, .tiff or .dcm file");
    }

    private static void zip(Path zip, String name, byte[] content) throws IOException {
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            archive.putNextEntry(new ZipEntry(name));
            archive.write(content);
            archive.closeEntry();
        }
    }

    @Test
    void saysWhyAFileCannotBeOpened() throws IOException {
        Path file = folder.resolve("image.tif");
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessage("can't open " + file + ": there is no such file");
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(folder))
                .withMessage("can't open " + folder + ": it is a folder");
        Files.createFile(file);
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessage("can't open " + file + ": it is empty");
        Files.writeString(file, "this is no image at all");
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith("can't open " + file + ": it is of no known kind; TIFF, PNG, ");
    }

    @Test
    void refusesTruncatedPictures() throws IOException {
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4096; i++) {
            picture.setRGB(i % 64, i / 64, i * 7919);
        }
        for (String kind : new String[] {"png", "jpg", "bmp", "gif"}) {
            Path file = folder.resolve("cut." + kind);
            ImageIO.write(picture, kind, file.toFile());
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length / 2));
            assertThatIOException()
                    .as(kind)
                    .isThrownBy(() -> ImageFiles.open(file))
                    .withMessageStartingWith("can't open " + file + ": ");
        }
    }

    @Test
    void refusesBeforehandWhatAFormatCannotHold() {
        assertRefused("a.png", 32, 1, 1, "PNG holds no 32-bit values; use .tif or type=8-bit or 16-bit");
        assertRefused("a.png", 8, 2, 3, "PNG holds a single plane, not 3 of 2 channels; use .tif");
        assertRefused("a.csv", 24, 1, 1, "a .csv file holds one channel; use .tif or .png");
        assertRefused("a.jpg", 8, 1, 1, "JPEG loses detail; use " + ENDINGS);
        assertRefused("a", 8, 1, 1, "the name has no ending; use " + ENDINGS);
        assertRefused("a.xyz", 8, 1, 1, "the ending '.xyz' isn't one for writing; use " + ENDINGS);
        assertRefused("a.tga", 16, 1, 1, "TGA holds no 16-bit values; use .tif or .png");
        assertRefused("a.pgm", 24, 1, 1, "PGM holds no RGB; use .tif or .png");
        assertRefused("a.ppm", 8, 1, 1, "PPM holds no 8-bit values; use .tif or .png");
        assertRefused("a.bmp", 8, 1, 2, "BMP holds a single plane, not 2 of 1 channel; use .tif");
        assertRefused("none/a.tif", 8, 1, 1, "there is no folder " + folder.resolve("none"));
        ImageFiles.requireWritable(folder.resolve("a.TIFF"), 24, 1, 100);
        ImageFiles.requireWritable(folder.resolve("a.png"), 16, 1, 1);
        ImageFiles.requireWritable(folder.resolve("a.csv"), 16, 1, 9);
    }

    private void assertRefused(String name, int bitDepth, int channels, int planes, String why) {
        Path file = folder.resolve(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageFiles.requireWritable(file, bitDepth, channels, planes))
                .withMessage("can't write " + file + ": " + why);
    }

    @Test
    void refusesToLoseTheCalibrationOfValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageFiles.save(TestImages.tomogram(), folder.resolve("a.png")))
                .withMessageContaining("PNG can't hold the calibration of its values");
    }

    @Test
    void refusesNumbersOfColoursAsNumbers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageFiles.save(TestImages.indexed(), folder.resolve("a.csv")))
                .withMessageContaining("a .csv file holds one channel");
    }

    @Test
    void aFailedSaveLeavesNothingAndKeepsWhatWasThere() throws IOException {
        Path file = folder.resolve("image.tif");
        ImageFiles.save(TestImages.gray8(), file);
        byte[] before = Files.readAllBytes(file);
        assertThatIOException()
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .withMessage("can't write " + file + ": No space left on device");
        assertThat(files()).containsExactly("image.tif");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        ImagePlus broken = new ImagePlus("broken", new TestImages.CountingStack(3, 16) {
            @Override
            public ImageProcessor getProcessor(int n) {
                if (n == 3) {
                    throw new IllegalStateException("gone");
                }
                return super.getProcessor(n);
            }
        });
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ImageFiles.save(broken, folder.resolve("b.tif")))
                .hasMessageContaining("gone");
        assertThat(files()).containsExactly("image.tif");
    }

    @Test
    void savingDoesNotTouchTheImage() throws IOException {
        ImagePlus image = TestImages.hyperstack(8);
        image.setTitle("as it was");
        image.changes = true;
        ImageFiles.save(image, folder.resolve("image.tif"));
        assertThat(image.getTitle()).isEqualTo("as it was");
        assertThat(image.changes).isTrue();
    }
}
