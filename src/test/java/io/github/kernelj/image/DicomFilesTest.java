package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import ij.ImagePlus;
import ij.Prefs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DicomFilesTest {

    private static final String PLAIN = "1.2.840.10008.1.2.1";

    @TempDir
    Path folder;

    @Test
    void readsHounsfieldUnits() throws IOException {
        ImagePlus image = open(dicom(PLAIN, true, "-1024", "1", -5, 0, 1000, 30000));
        assertValues(image, -1029, -1024, -24, 28976);
        assertThat(image.getBitDepth()).isEqualTo(16);
    }

    @Test
    void appliesARescaleSlopeWithoutADisplay() throws IOException {
        assertValues(open(dicom(PLAIN, true, "-10", "0.5", -6, 0, 7, 30000)), -13, -10, -6.5, 14990);
        assertValues(open(dicom(PLAIN, false, "0", "2", 0, 1, 7, 60000)), 0, 2, 14, 120000);
        assertThat(Prefs.ignoreRescaleSlope).isFalse();
    }

    @Test
    void namesTheCompression() throws IOException {
        Path file = write(dicom("1.2.840.10008.1.2.4.70", false, "0", "1", 0, 1, 2, 3));
        assertThatIOException()
                .isThrownBy(() -> ImageFiles.open(file))
                .withMessageStartingWith(
                        "can't open " + file
                                + ": it is a compressed DICOM file (transfer syntax 1.2.840.10008.1.2.4.70), which ImageJ can't read");
    }

    @Test
    void refusesTruncatedFiles() throws IOException {
        byte[] whole = dicom(PLAIN, false, "0", "1", 0, 1, 2, 3);
        for (int cut : new int[] {2, 10, 60}) {
            Path file = write(Arrays.copyOf(whole, whole.length - cut));
            assertThatIOException()
                    .isThrownBy(() -> ImageFiles.open(file))
                    .withMessageStartingWith("can't open " + file + ": ");
        }
    }

    private static void assertValues(ImagePlus image, double... values) {
        for (int i = 0; i < values.length; i++) {
            assertThat(image.getCalibration().getCValue(image.getProcessor().get(i)))
                    .isEqualTo(values[i]);
        }
    }

    private ImagePlus open(byte[] bytes) throws IOException {
        return ImageFiles.open(write(bytes));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("slice.dcm"), bytes);
    }

    /** A 2 x 2 file, explicit little-endian. */
    private static byte[] dicom(String syntax, boolean signed, String intercept, String slope, int... pixels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        text(out, 0x0002, 0x0010, "UI", syntax);
        text(out, 0x0008, 0x0060, "CS", "CT");
        number(out, 0x0028, 0x0002, 1);
        text(out, 0x0028, 0x0004, "CS", "MONOCHROME2 ");
        number(out, 0x0028, 0x0010, 2);
        number(out, 0x0028, 0x0011, 2);
        number(out, 0x0028, 0x0100, 16);
        number(out, 0x0028, 0x0103, signed ? 1 : 0);
        text(out, 0x0028, 0x1052, "DS", intercept);
        text(out, 0x0028, 0x1053, "DS", slope);
        ByteBuffer data = ByteBuffer.allocate(12 + 2 * pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x7fe0)
                .putShort((short) 0x0010)
                .put((byte) 'O')
                .put((byte) 'W')
                .putShort((short) 0);
        data.putInt(2 * pixels.length);
        for (int pixel : pixels) {
            data.putShort((short) pixel);
        }
        out.writeBytes(data.array());
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int group, int element, String kind, String text) {
        String even = text.length() % 2 == 0 ? text : text + " ";
        ByteBuffer tag = ByteBuffer.allocate(8 + even.length()).order(ByteOrder.LITTLE_ENDIAN);
        tag.putShort((short) group).putShort((short) element).put(kind.getBytes(StandardCharsets.US_ASCII));
        tag.putShort((short) even.length()).put(even.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(tag.array());
    }

    private static void number(ByteArrayOutputStream out, int group, int element, int number) {
        ByteBuffer tag = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        tag.putShort((short) group)
                .putShort((short) element)
                .put((byte) 'U')
                .put((byte) 'S')
                .putShort((short) 2);
        tag.putShort((short) number);
        out.writeBytes(tag.array());
    }
}
