package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiffStackFileTest {

    @TempDir
    Path folder;

    /** Planes come back to front, as they may in any order. */
    private ImagePlus copy(ImagePlus image, Path file, Function<ImageStack, ImagePlus> look) throws IOException {
        int planes = image.getStackSize();
        try (TiffStackFile tiff =
                TiffStackFile.create(file, image.getWidth(), image.getHeight(), image.getBitDepth(), planes, look)) {
            for (int plane = planes - 1; plane >= 0; plane--) {
                Object pixels = image.getStack().getPixels(plane + 1);
                tiff.write(plane, pixels);
                assertThat(tiff.read(plane)).isEqualTo(pixels);
            }
            assertThat(file).doesNotExist();
            return tiff.finish();
        }
    }

    private static ImagePlus stack(ImagePlus plane, int count) {
        ImageStack stack = new ImageStack(plane.getWidth(), plane.getHeight());
        for (int i = 0; i < count; i++) {
            stack.addSlice("plane " + i, plane.getProcessor().duplicate());
            stack.getProcessor(i + 1).set(i, 0xff000003);
            if (stack.getPixels(i + 1) instanceof int[] colours) {
                Arrays.setAll(colours, at -> colours[at] | 0xff000000);
            }
        }
        return new ImagePlus("stack", stack);
    }

    private static ImagePlus asWindow(ImageStack stack) {
        ImagePlus image = new ImagePlus("stack", stack);
        for (int i = 1; i <= stack.size(); i++) {
            stack.setSliceLabel("plane " + (i - 1), i);
        }
        return image;
    }

    @Test
    void everyKindOfPixelComesBackFromImageJAndFromOtherReaders() throws IOException {
        for (ImagePlus plane :
                new ImagePlus[] {TestImages.gray8(), TestImages.gray16(), TestImages.rgb(), TestImages.float32()}) {
            ImagePlus stack = stack(plane, 5);
            Path file = folder.resolve(plane.getBitDepth() + ".tif");
            ImagePlus streamed = copy(stack, file, TiffStackFileTest::asWindow);
            assertThat(streamed.getTitle()).isEqualTo(file.getFileName().toString());
            assertThat(streamed.getStack().isVirtual()).isTrue();
            assertSamePlanes(streamed, stack);
            assertSamePlanes(ImageFiles.open(file), stack);
            assertSamePlanes(IJ.openVirtual(file.toString()), stack);
            TiffHeader header = TiffHeader.read(file);
            assertThat(header.pages()).hasSize(5);
            assertThat(header.suitsImageJ()).isTrue();
            ImagePlus pages = TiffPages.open(file, header);
            for (int i = 1; i <= 5; i++) {
                assertThat(pages.getStack().getPixels(i))
                        .isEqualTo(stack.getStack().getPixels(i));
            }
        }
    }

    private static void assertSamePlanes(ImagePlus actual, ImagePlus expected) {
        assertThat(actual.getStackSize()).isEqualTo(expected.getStackSize());
        for (int i = 1; i <= expected.getStackSize(); i++) {
            assertThat(actual.getStack().getPixels(i))
                    .isEqualTo(expected.getStack().getPixels(i));
            assertThat(actual.getStack().getSliceLabel(i)).isEqualTo("plane " + (i - 1));
        }
    }

    @Test
    void bytesAreThoseThatImageJWritesWhateverByteOrderItPrefers() throws IOException {
        boolean preferred = Prefs.intelByteOrder;
        Prefs.intelByteOrder = true;
        try {
            ImagePlus stack = stack(TestImages.gray16(), 3);
            ImagePlus streamed = copy(stack, folder.resolve("s.tif"), TiffStackFileTest::asWindow);
            assertThat(Prefs.intelByteOrder).isTrue();
            assertSamePlanes(ImageFiles.open(folder.resolve("s.tif")), stack);
            Prefs.intelByteOrder = false;
            ImageFiles.save(streamed, folder.resolve("again.tif"));
            assertSamePlanes(ImageFiles.open(folder.resolve("again.tif")), stack);
        } finally {
            Prefs.intelByteOrder = preferred;
        }
    }

    @Test
    void rangesThatAreKnownAtTheEndAreWritten() throws IOException {
        ImagePlus stack = stack(TestImages.float32(), 4);
        int[] asked = {0};
        copy(stack, folder.resolve("late.tif"), planes -> {
            ImagePlus image = asWindow(planes);
            image.setDimensions(2, 2, 1);
            CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
            if (asked[0]++ > 0) {
                composite.setDisplayRange(-1.0 / 3, 12345.678901234567);
            }
            return composite;
        });
        ImagePlus late = ImageFiles.open(folder.resolve("late.tif"));
        assertThat(late.getDisplayRangeMax()).isEqualTo(12345.678901234567);
        assertThat(late.getNChannels()).isEqualTo(2);
        assertThat(late.isComposite()).isTrue();
    }

    @Test
    void aSinglePlaneIsAFileToo() throws IOException {
        ImagePlus plane = TestImages.float32();
        ImagePlus streamed =
                copy(plane, folder.resolve("one.tif"), planes -> new ImagePlus("one", planes.getProcessor(1)));
        assertThat(streamed.getProcessor().getPixels())
                .isEqualTo(plane.getProcessor().getPixels());
        assertThat(ImageFiles.open(folder.resolve("one.tif")).getProcessor().getPixels())
                .isEqualTo(plane.getProcessor().getPixels());
    }

    @Test
    void whatIsntFinishedLeavesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("old.tif"), "old");
        try (TiffStackFile tiff = TiffStackFile.create(file, 4, 4, 8, 3, TiffStackFileTest::asWindow)) {
            tiff.write(0, new byte[16]);
        }
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("old.tif");
        Path lost = folder.resolve("no/file.tif");
        assertThatThrownBy(() -> TiffStackFile.create(lost, 4, 4, 8, 3, TiffStackFileTest::asWindow))
                .isInstanceOf(IOException.class)
                .hasMessage("can't write " + lost + ": there is no folder " + lost.getParent());
    }

    @Test
    void aFileThatIsGoneFailsAndIsntBlack() throws IOException {
        Path file = folder.resolve("gone.tif");
        ImagePlus streamed = copy(stack(TestImages.gray8(), 3), file, TiffStackFileTest::asWindow);
        Files.delete(file);
        assertThatThrownBy(() -> streamed.getStack().getProcessor(2))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("can't read plane 2 of " + file);
    }

    @Test
    void planesCanBeRemovedFromTheStackInMemory() throws IOException {
        ImagePlus stack = stack(TestImages.gray8(), 3);
        ImageStack streamed = copy(stack, folder.resolve("s.tif"), TiffStackFileTest::asWindow)
                .getStack();
        streamed.deleteSlice(2);
        assertThat(streamed.size()).isEqualTo(2);
        assertThat(streamed.getPixels(2)).isEqualTo(stack.getStack().getPixels(3));
        assertThat(streamed.getSliceLabel(2)).isEqualTo("plane 2");
    }

    /** The planes between aren't written, so the file takes next to no room on the disk. */
    @Test
    void moreThanFourGigabytesAreReadByImageJ() throws IOException {
        Path file = folder.resolve("huge.tif");
        int planes = 4200;
        byte[] first = pattern(1);
        byte[] last = pattern(5);
        try (TiffStackFile tiff = TiffStackFile.create(file, 1024, 1024, 8, planes, TiffStackFileTest::asWindow)) {
            tiff.write(0, first);
            tiff.write(planes - 1, last);
            ImageStack streamed = tiff.finish().getStack();
            assertThat(streamed.getPixels(planes)).isEqualTo(last);
        }
        assertThat(Files.size(file)).isGreaterThan(1L << 32);
        ImageStack virtual = IJ.openVirtual(file.toString()).getStack();
        assertThat(virtual.size()).isEqualTo(planes);
        assertThat(virtual.getPixels(1)).isEqualTo(first);
        assertThat(virtual.getPixels(planes)).isEqualTo(last);
        assertThat(virtual.getSliceLabel(planes)).isEqualTo("plane " + (planes - 1));
    }

    private static byte[] pattern(int step) {
        byte[] pixels = new byte[1 << 20];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * step);
        }
        return pixels;
    }
}
