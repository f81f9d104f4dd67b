package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PnmFilesTest {

    @TempDir
    Path folder;

    private ImagePlus open(String header, byte... pixels) throws IOException {
        byte[] head = header.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer all =
                ByteBuffer.allocate(head.length + pixels.length).put(head).put(pixels);
        return ImageFiles.open(Files.write(folder.resolve("a.pnm"), all.array()));
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static Object plane(ImagePlus image, int n) {
        return image.getStack().getPixels(n);
    }

    @Test
    void readsBlackAndWhite() throws IOException {
        byte[] expected = {0, -1, 0, -1, 0, -1};
        assertThat((byte[]) plane(open("P1\n# a comment\n3 2\n1 0 1 010"), 1)).containsExactly(expected);
        assertThat((byte[]) plane(open("P4 3 2\n", (byte) 0b10100000, (byte) 0b01000000), 1))
                .containsExactly(expected);
    }

    @Test
    void keepsGrayValuesAsTheyAreStored() throws IOException {
        assertThat((byte[]) plane(open("P2\n2 2 #size\n100\n1 2\n3 100"), 1)).containsExactly(1, 2, 3, 100);
        assertThat((byte[]) plane(open("P5\n2 1\n255\n", (byte) 200, (byte) 7), 1))
                .containsExactly((byte) 200, (byte) 7);
        assertThat((short[]) plane(open("P5 2 1 4095\n", shorts(1, 4095)), 1)).containsExactly((short) 1, (short) 4095);
        assertThat((short[]) plane(open("P2 2 1 65535 9 60000"), 1)).containsExactly((short) 9, (short) 60000);
    }

    @Test
    void readsColours() throws IOException {
        assertThat(open("P3 1 1 255 1 2 3").getProcessor().get(0) & 0xffffff).isEqualTo(0x010203);
        assertThat(open("P6 1 1 255\n", (byte) 1, (byte) 2, (byte) 3)
                                .getProcessor()
                                .get(0)
                        & 0xffffff)
                .isEqualTo(0x010203);
        ImagePlus deep = open("P6 1 1 65535\n", shorts(1, 50000, 3));
        assertThat(deep.getNChannels()).isEqualTo(3);
        assertThat((short[]) plane(deep, 2)).containsExactly((short) 50000);
    }

    @Test
    void readsPamOfAnyDepth() throws IOException {
        String head = "P7\nWIDTH 2\nHEIGHT 1\nDEPTH %d\nMAXVAL %d\nTUPLTYPE SOMETHING\nENDHDR\n";
        assertThat((short[]) plane(open(head.formatted(1, 4095), shorts(5, 4000)), 1))
                .containsExactly((short) 5, (short) 4000);
        ImagePlus two = open(head.formatted(2, 255), (byte) 1, (byte) 2, (byte) 3, (byte) 4);
        assertThat(two.getNChannels()).isEqualTo(2);
        assertThat((byte[]) plane(two, 2)).containsExactly(2, 4);
        assertThat(open(head.formatted(3, 255), (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6)
                                .getProcessor()
                                .get(1)
                        & 0xffffff)
                .isEqualTo(0x040506);
    }

    @Test
    void readsFloatsFromTheLowestRow() throws IOException {
        float[] stored = {1, 2.5f, -3e7f, 4};
        float[] expected = {-3e7f, 4, 1, 2.5f};
        assertThat((float[]) plane(open("Pf\n2 2\n-1.0\n", floats(ByteOrder.LITTLE_ENDIAN, stored)), 1))
                .containsExactly(expected);
        assertThat((float[]) plane(open("Pf\n2 2\n1.0\n", floats(ByteOrder.BIG_ENDIAN, stored)), 1))
                .containsExactly(expected);
        ImagePlus colours = open("PF\n1 1\n1.0\n", floats(ByteOrder.BIG_ENDIAN, 1, 2, 3));
        assertThat(colours.getNChannels()).isEqualTo(3);
        assertThat((float[]) plane(colours, 3)).containsExactly(3);
    }

    @Test
    void writesFloatsExactly() throws IOException {
        Path file = folder.resolve("a.pfm");
        ImageFiles.save(TestImages.float32(), file);
        assertThat((float[]) ImageFiles.open(file).getProcessor().getPixels())
                .isEqualTo((float[]) TestImages.float32().getProcessor().getPixels());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            P5 30 20 255            | it is truncated: it needs at least 613 bytes
            P5 100000 100000 255    | its size, 100000 x 100000 pixels, is more than ImageJ can hold
            P5 2147483647 1 255     | its size, 2147483647 x 1 pixels, is more than ImageJ can hold
            P5 99999999999 1 255    | it is damaged: '99999999999' stands where a whole number below 2^31 is due
            P5 0 5 255              | it is damaged: its size is 0 x 5 pixels
            P5 -3 5 255             | it is damaged: its size is -3 x 5 pixels
            P5 3 5 70000            | it is damaged: its header tells of 1 channels up to 70000
            P2 2 1 255 3 256        | it is damaged: the value 256 lies outside 0 to 255
            P2 2 1 255 3 x          | it is damaged: 'x' stands where
            P5 3                    | it is truncated: it ends within its header
            P7 WIDTH 2 HEIGHT 2 DEPTH 2147483647 MAXVAL 255 ENDHDR | it is damaged: its header tells of 2147483647 channels
            """)
    void saysWhatIsWrong(String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("a.pgm"), text + "\n");
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith("can't open " + file + ": " + reason);
    }
}
