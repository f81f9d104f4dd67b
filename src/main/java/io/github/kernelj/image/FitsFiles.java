package io.github.kernelj.image;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.measure.Calibration;
import ij.plugin.FITS_Reader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * FITS files as ImageJ reads them, the first row at the bottom, except that BSCALE and BZERO become part of the
 * calibration function (of floats, of the pixels), which ImageJ leaves out. Images and cubes in the primary header.
 */
final class FitsFiles {

    private static final int CARD = 80;
    private static final int BLOCK = 2880;
    private static final int MOST_CARDS = 36_000;

    private FitsFiles() {}

    /** @throws IOException if the file holds no image, is truncated or damaged, giving the reason only */
    static ImagePlus open(Path file) throws IOException {
        Map<String, String> cards = cards(file);
        require(cards, Files.size(file));
        FITS_Reader image = new FITS_Reader();
        QuietImageJ.read(() -> {
            image.run(file.toAbsolutePath().toString());
            return image;
        });
        if (image.getWidth() != number(cards, "NAXIS1", 0) || image.getStackSize() != number(cards, "NAXIS3", 1)) {
            throw new IOException("its pixels can't be read");
        }
        FileInfo info = image.getOriginalFileInfo();
        applyScale(
                image, number(cards, "BSCALE", 1), number(cards, "BZERO", 0), info.fileType == FileInfo.GRAY16_SIGNED);
        return image;
    }

    private static Map<String, String> cards(Path file) throws IOException {
        Map<String, String> cards = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int i = 0; i < MOST_CARDS; i++) {
                byte[] bytes = in.readNBytes(CARD);
                if (bytes.length < CARD) {
                    break;
                }
                String card = new String(bytes, StandardCharsets.US_ASCII);
                String key = card.substring(0, 8).strip();
                if (key.equals("END")) {
                    cards.put("END", Integer.toString(i + 1));
                    return cards;
                }
                if (card.startsWith("= ", 8)) {
                    cards.putIfAbsent(key, card.substring(10).split("/")[0].strip());
                }
            }
        }
        throw new IOException("it is truncated: its header has no end");
    }

    /** ImageJ's reader looks at none of this. */
    private static void require(Map<String, String> cards, long length) throws IOException {
        int axes = (int) number(cards, "NAXIS", 0);
        double planes = number(cards, "NAXIS3", 1);
        boolean cube = axes >= 2;
        for (int axis = 4; axis <= axes; axis++) {
            cube &= (long) number(cards, "NAXIS" + axis, 1) == 1;
        }
        if (!cube) {
            throw new IOException("its first part is no image or cube, but has " + axes + " axes");
        }
        long width = (long) number(cards, "NAXIS1", 0);
        long height = (long) number(cards, "NAXIS2", 0);
        double bytes = Math.abs(number(cards, "BITPIX", 0)) / 8;
        Room.requireMemory(width, height, 2 * Math.max(4, bytes) * planes);
        long header = ((long) number(cards, "END", 0) * CARD + BLOCK - 1) / BLOCK * BLOCK;
        double end = header + bytes * planes * width * height;
        if (end > length) {
            throw new IOException(String.format(
                    Locale.ROOT, "it is truncated: its pixels end at byte %.0f, the file at %d", end, length));
        }
    }

    private static void applyScale(ImagePlus image, double scale, double zero, boolean shifted) {
        // ImageJ knows the unsigned 16 bits that FITS stores with an offset.
        if (scale == 1 && (zero == 0 || shifted && zero == 32768)) {
            return;
        }
        if (image.getBitDepth() == 32) {
            for (int i = 1; i <= image.getStackSize(); i++) {
                float[] pixels = (float[]) image.getStack().getPixels(i);
                for (int p = 0; p < pixels.length; p++) {
                    pixels[p] = (float) (zero + scale * pixels[p]);
                }
            }
            image.resetDisplayRange();
            return;
        }
        Calibration calibration = image.getCalibration();
        double[] line = {zero - scale * (shifted ? 32768 : 0), scale};
        calibration.setFunction(Calibration.STRAIGHT_LINE, line, "Gray Value");
        image.setCalibration(calibration);
    }

    private static double number(Map<String, String> cards, String key, double absent) throws IOException {
        String text = cards.get(key);
        try {
            return text == null ? absent : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IOException("it is damaged: " + key + " is '" + text + "'", e);
        }
    }
}
