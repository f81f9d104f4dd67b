package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files whose headers promise what no memory holds: refused by the header, before memory is asked for. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_COUNTS = 279;

    @TempDir
    Path folder;

    private void assertRefused(byte[] content, String reason) throws IOException {
        Path file = Files.write(folder.resolve("hostile.bin"), content);
        long before = allocated();
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith("can't open " + file + ": ")
                .withMessageContaining(reason);
        assertThat(allocated() - before).as("bytes asked for").isLessThan(64 << 20);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    /** A TIFF whose value of a tag is another. */
    private static byte[] tiff(int tag, int value) {
        byte[] bytes = new TiffBytes().page(4, 4, 8, 1, new byte[16], 317, 1).bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entry = entry(buffer, tag);
        buffer.putShort(entry + 2, (short) 4).putInt(entry + 8, value);
        return bytes;
    }

    private static int entry(ByteBuffer tiff, int tag) {
        int directory = tiff.getInt(4);
        for (int i = 0; i < tiff.getShort(directory); i++) {
            int entry = directory + 2 + 12 * i;
            if (tiff.getShort(entry) == (short) tag) {
                return entry;
            }
        }
        throw new IllegalArgumentException("no tag " + tag);
    }

    @Test
    void tiffOfTwoToThe31Columns() throws IOException {
        assertRefused(tiff(WIDTH, Integer.MAX_VALUE), "is more than ImageJ can hold");
        assertRefused(tiff(HEIGHT, Integer.MAX_VALUE), "is more than ImageJ can hold");
        assertRefused(tiff(WIDTH, 40_000), "it is truncated: page 1 of 40000 x 4 pixels needs 160000 bytes and has 16");
        assertRefused(tiff(WIDTH, 0), "it is damaged: its size is 0 x 4 pixels");
        assertRefused(tiff(WIDTH, -5), "TIFF header is damaged");
        assertRefused(tiff(258, 32767), "");
        assertRefused(tiff(STRIP_COUNTS, -1), "it is truncated: its pixels end at byte");
    }

    @Test
    void tiffOfABillionStrips() throws IOException {
        for (int tag : new int[] {STRIP_OFFSETS, STRIP_COUNTS}) {
            byte[] bytes = new TiffBytes().page(4, 4, 8, 1, new byte[16]).bytes();
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(entry(buffer, tag) + 4, 1_000_000_000);
            assertRefused(bytes, "");
        }
    }

    @Test
    void tiffOfABillionPlanesByDescription() throws IOException {
        byte[] text = "ImageJ=1.54p\nimages=900000000\nslices=900000000\n\0".getBytes(StandardCharsets.US_ASCII);
        byte[] page = new TiffBytes()
                .page(
                        4,
                        4,
                        8,
                        1,
                        ByteBuffer.allocate(16 + text.length).put(16, text).array(),
                        270,
                        0,
                        279,
                        16)
                .bytes();
        ByteBuffer buffer = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int entry = entry(buffer, 270);
        buffer.putShort(entry + 2, (short) 2).putInt(entry + 4, text.length);
        buffer.putInt(entry + 8, buffer.getInt(entry(buffer, STRIP_OFFSETS) + 8) + 16);
        assertRefused(page, "it is truncated: its pixels end at byte 144000000");
    }

    @Test
    void tiffWhoseDirectoriesRunInACircle() throws IOException {
        byte[] bytes = new TiffBytes().page(4, 4, 8, 1, new byte[16]).bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(4);
        buffer.putInt(directory + 2 + 12 * buffer.getShort(directory), directory);
        assertRefused(bytes, "");
    }

    @Test
    void pngOfTwoToThe31Columns() throws IOException {
        assertRefused(png(Integer.MAX_VALUE, Integer.MAX_VALUE), "is more than ImageJ can hold");
        assertRefused(png(Integer.MAX_VALUE - 9, 1), "bytes can't hold 2147483638 x 1 pixels");
        assertRefused(png(30_000, 30_000), "bytes can't hold 30000 x 30000 pixels");
        assertRefused(png(0, 5), "");
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        ByteBuffer png = ByteBuffer.wrap(out.toByteArray()).putInt(16, width).putInt(20, height);
        CRC32 sum = new CRC32();
        sum.update(png.array(), 12, 17);
        return png.putInt(29, (int) sum.getValue()).array();
    }

    @Test
    void jpegBmpAndGifOfManyPixels() throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY), "jpg", jpeg);
        byte[] bytes = jpeg.toByteArray();
        for (int i = 0; i < bytes.length - 8; i++) {
            if ((bytes[i] & 0xff) == 0xff && (bytes[i + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(bytes).putShort(i + 5, (short) 65500).putShort(i + 7, (short) 30000);
            }
        }
        assertRefused(bytes, "bytes can't hold 30000 x 65500 pixels");
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY), "bmp", bmp);
        assertRefused(
                ByteBuffer.wrap(bmp.toByteArray())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(18, 40_000)
                        .putInt(22, 40_000)
                        .array(),
                "bytes can't hold 40000 x 40000 pixels");
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(5, 5, BufferedImage.TYPE_BYTE_GRAY), "gif", gif);
        byte[] huge = gif.toByteArray();
        int descriptor = 13 + 3 * 256;
        ByteBuffer.wrap(huge)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 65000)
                .putShort(8, (short) 65000);
        for (int i = 13; i < huge.length - 9; i++) {
            if (huge[i] == ',' && huge[i + 5] == 5) {
                descriptor = i;
            }
        }
        ByteBuffer.wrap(huge)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(descriptor + 5, (short) 65000)
                .putShort(descriptor + 7, (short) 30000);
        assertRefused(huge, "");
    }

    @Test
    void picturesOfOtherKinds() throws IOException {
        ByteBuffer psd = ByteBuffer.allocate(64).put("8BPS".getBytes(StandardCharsets.US_ASCII));
        psd.putShort(4, (short) 1).putShort(12, (short) 3).putInt(14, 300_000).putInt(18, 300_000);
        assertRefused(psd.putShort(22, (short) 8).putShort(24, (short) 3).array(), "");
        assertRefused(
                "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 99999 +X 99999\n".getBytes(StandardCharsets.US_ASCII), "");
        ByteBuffer sgi =
                ByteBuffer.allocate(512).putShort((short) 0x1da).put((byte) 1).put((byte) 1);
        sgi.putShort((short) 3).putShort((short) 65535).putShort((short) 65535).putShort((short) 3);
        assertRefused(sgi.array(), "");
        assertRefused("P6 60000 60000 65535\n".getBytes(StandardCharsets.US_ASCII), "is more than ImageJ can hold");
    }
}
