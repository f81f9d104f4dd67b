package io.github.kernelj.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.plugin.DICOM;
import ij.util.DicomTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * DICOM files as ImageJ reads them, except that a rescale slope becomes part of the calibration function, so that pixels
 * stay as they are stored: ImageJ converts to 32-bit, and can't without a display.
 */
final class DicomFiles {

    private static final String WINDOW_CENTER = "0028,1050";
    private static final String WINDOW_WIDTH = "0028,1051";
    private static final String RESCALE_INTERCEPT = "0028,1052";
    private static final String RESCALE_SLOPE = "0028,1053";
    private static final int HEADER = 4096;
    private static final Pattern COMPRESSED = Pattern.compile("1\\.2\\.840\\.10008\\.1\\.2\\.(?:4|5)[.0-9]*");

    private DicomFiles() {}

    /** @throws IOException if the file is compressed, truncated or damaged, giving the reason only */
    static ImagePlus open(Path file) throws IOException {
        requireUncompressed(file);
        DICOM image = new DICOM();
        QuietImageJ.read(() -> {
            image.open(file.toAbsolutePath().toString());
            return image;
        });
        if (image.getWidth() == 0) {
            throw new IOException("its DICOM header can't be read");
        }
        FileInfo info = image.getOriginalFileInfo();
        long end = info.getOffset()
                + (long) info.width * info.height * info.getBytesPerPixel() * Math.max(1, image.getStackSize());
        if (end > Files.size(file)) {
            throw new IOException(
                    "it is truncated: its pixels end at byte " + end + ", the file at " + Files.size(file));
        }
        applySlope(image, info.fileType == FileInfo.GRAY16_SIGNED ? 32768 : 0);
        return image;
    }

    private static void requireUncompressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            Matcher matcher = COMPRESSED.matcher(new String(in.readNBytes(HEADER), StandardCharsets.ISO_8859_1));
            if (matcher.find()) {
                throw new IOException("it is a compressed DICOM file (transfer syntax " + matcher.group()
                        + "), which ImageJ can't read; decompress it first, for example with gdcmconv --raw");
            }
        }
    }

    /** @param shift what ImageJ added to each stored value */
    private static void applySlope(ImagePlus image, int shift) {
        double slope = number(image, RESCALE_SLOPE, 1);
        if (slope == 1 || slope == 0 || image.getBitDepth() > 16) {
            return;
        }
        double intercept = number(image, RESCALE_INTERCEPT, 0);
        Calibration calibration = image.getCalibration();
        calibration.setFunction(
                Calibration.STRAIGHT_LINE, new double[] {intercept - slope * shift, slope}, "Gray Value");
        image.setCalibration(calibration);
        double width = number(image, WINDOW_WIDTH, 0);
        if (width > 0) {
            double centre = number(image, WINDOW_CENTER, 0);
            image.getProcessor()
                    .setMinAndMax(
                            calibration.getRawValue(centre - width / 2), calibration.getRawValue(centre + width / 2));
        }
    }

    /** The tag's first number; {@code absent} if there is none. */
    private static double number(ImagePlus image, String tag, double absent) {
        String text = DicomTools.getTag(image, tag);
        try {
            return text == null
                    ? absent
                    : Double.parseDouble(text.strip().split("\\\\")[0].strip());
        } catch (NumberFormatException e) {
            return absent;
        }
    }
}
