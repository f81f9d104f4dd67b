package io.github.kernelj.image;

import ij.ImageStack;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Kinds of image files, told apart by their first bytes. */
enum FileKind {
    TIFF,
    /** PNG, JPEG, BMP or GIF. */
    PICTURE,
    /** PBM, PGM, PPM. */
    PNM,
    DICOM,
    ZIP;

    private static final int PREAMBLE = 128;

    /** @throws IOException if the kind is unknown, giving the reason only */
    static FileKind of(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(PREAMBLE + 4);
        }
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        if (start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0")
                || start.startsWith("MM\0+")) {
            return TIFF;
        }
        if (start.startsWith("\u0089PNG")
                || start.startsWith("\u00ff\u00d8\u00ff")
                || start.startsWith("BM")
                || start.startsWith("GIF8")) {
            return PICTURE;
        }
        if (start.length() > 2 && start.substring(0, 3).matches("P[1-6]\\s")) {
            return PNM;
        }
        if (start.startsWith("DICM", PREAMBLE) || isDicomName(file)) {
            return DICOM;
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return ZIP;
        }
        throw new IOException(
                "it is of no known kind; TIFF, PNG, JPEG, BMP, GIF, PGM, DICOM, zipped TIFF and numbers as "
                        + ".csv can be read");
    }

    /** Files older than the preamble have nothing but their name. */
    private static boolean isDicomName(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".dcm");
    }

    /** How long a PBM, PGM or PPM file with such pixels must be, at least; ImageJ's reader doesn't look. */
    static long leastBytes(Path file, ImageStack pixels) throws IOException {
        long values = (long) pixels.getWidth() * pixels.getHeight();
        int format;
        try (InputStream in = Files.newInputStream(file)) {
            format = in.readNBytes(2)[1] - '0';
        }
        int depth = pixels.getBitDepth();
        long bytesPerPixel = depth == 24 ? 3 : depth == 16 ? 2L * pixels.size() : 1;
        return switch (format) {
            case 1 -> values;
            case 4 -> (values + 7) / 8;
            case 2, 3 -> 2 * values * (format == 3 ? 3 : 1) - 1;
            default -> values * bytesPerPixel;
        };
    }
}
