package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsFilesTest {

    @TempDir
    Path folder;

    private Path file(int bits, String cards, ByteBuffer pixels) throws IOException {
        StringBuilder header = new StringBuilder();
        String all = "SIMPLE  = T\nBITPIX  = %d\n%s\nEND".formatted(bits, cards);
        all.lines().forEach(line -> header.append(String.format("%-80s", line)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(String.format("%-2880s", header).getBytes(StandardCharsets.US_ASCII));
        out.write(pixels.array());
        out.write(new byte[(2880 - pixels.capacity() % 2880) % 2880]);
        return Files.write(folder.resolve("a.fits"), out.toByteArray());
    }

    private static double value(ImagePlus image, int x, int y) {
        return image.getCalibration().getCValue(image.getProcessor().getf(x, y));
    }

    private static final String TWO_BY_TWO = "NAXIS   = 2\nNAXIS1  = 2 / columns\nNAXIS2  = 2\n";

    @Test
    void readsFloatsWithTheFirstRowAtTheBottom() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(16)
                .putFloat(1)
                .putFloat(-2.5f)
                .putFloat(3e9f)
                .putFloat(4);
        ImagePlus image = ImageFiles.open(file(-32, TWO_BY_TWO, pixels));
        assertThat((float[]) image.getProcessor().getPixels()).containsExactly(3e9f, 4, 1, -2.5f);
    }

    @Test
    void readsSignedAndUnsignedShorts() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(8)
                .putShort((short) -32768)
                .putShort((short) 5)
                .putShort((short) 0)
                .putShort((short) 32767);
        ImagePlus signed = ImageFiles.open(file(16, TWO_BY_TWO, pixels));
        assertThat(value(signed, 0, 1)).isEqualTo(-32768);
        assertThat(value(signed, 1, 0)).isEqualTo(32767);
        ImagePlus unsigned = ImageFiles.open(file(16, TWO_BY_TWO + "BZERO   = 32768\nBSCALE  = 1", pixels));
        assertThat(unsigned.getBitDepth()).isEqualTo(16);
        assertThat(value(unsigned, 0, 1)).isZero();
        assertThat(value(unsigned, 1, 0)).isEqualTo(65535);
    }

    @Test
    void appliesScaleAndOffset() throws IOException {
        ByteBuffer shorts = ByteBuffer.allocate(8).putShort((short) -7).putShort((short) 100);
        ImagePlus image = ImageFiles.open(file(16, TWO_BY_TWO + "BZERO   = 1.5E1\nBSCALE  = 0.25", shorts));
        assertThat(value(image, 0, 1)).isCloseTo(15 - 7 * 0.25, within(1e-9));
        assertThat(value(image, 1, 1)).isCloseTo(40, within(1e-9));
        ByteBuffer floats = ByteBuffer.allocate(16).putFloat(2);
        assertThat(value(ImageFiles.open(file(-32, TWO_BY_TWO + "BZERO   = 1\nBSCALE  = 3", floats)), 0, 1))
                .isEqualTo(7);
        ByteBuffer bytes = ByteBuffer.allocate(4).put((byte) 200);
        assertThat(value(ImageFiles.open(file(8, TWO_BY_TWO + "BZERO   = 1\nBSCALE  = 2", bytes)), 0, 1))
                .isEqualTo(401);
    }

    @Test
    void readsDoublesIntegersAndCubes() throws IOException {
        ByteBuffer doubles = ByteBuffer.allocate(32).putDouble(Math.PI);
        assertThat(value(ImageFiles.open(file(-64, TWO_BY_TWO, doubles)), 0, 1)).isEqualTo((float) Math.PI);
        ByteBuffer ints = ByteBuffer.allocate(16).putInt(-70000);
        assertThat(value(ImageFiles.open(file(32, TWO_BY_TWO, ints)), 0, 1)).isEqualTo(-70000);
        ByteBuffer cube = ByteBuffer.allocate(12).put(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        ImagePlus image = ImageFiles.open(file(8, "NAXIS   = 3\nNAXIS1  = 2\nNAXIS2  = 2\nNAXIS3  = 3", cube));
        assertThat(image.getStackSize()).isEqualTo(3);
        assertThat((byte[]) image.getStack().getPixels(3)).containsExactly(11, 12, 9, 10);
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        ByteBuffer few = ByteBuffer.allocate(4);
        assertFails(
                file(16, "NAXIS   = 2\nNAXIS1  = 2000\nNAXIS2  = 2", few),
                "it is truncated: its pixels end at byte 10880");
        assertFails(file(16, "NAXIS   = 2\nNAXIS1  = 2000000\nNAXIS2  = 2000000", few), "its size, 2000000 x 2000000");
        assertFails(
                file(8, "NAXIS   = 3\nNAXIS1  = 2\nNAXIS2  = 2\nNAXIS3  = 1000000000", few), "its 2 x 2 pixels need");
        assertFails(file(8, "NAXIS   = 0", few), "its first part is no image or cube, but has 0 axes");
        assertFails(file(8, "NAXIS   = two", few), "it is damaged: NAXIS is 'two'");
        Path endless = Files.writeString(folder.resolve("b.fits"), "SIMPLE  = T".repeat(40));
        assertFails(endless, "it is truncated: its header has no end");
    }

    private static void assertFails(Path file, String reason) {
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith("can't open " + file + ": " + reason);
    }
}
