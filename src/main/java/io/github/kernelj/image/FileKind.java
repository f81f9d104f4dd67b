package io.github.kernelj.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Kinds of image files, told apart by their first bytes. */
enum FileKind {
    TIFF(starts("II*\0").or(starts("MM\0*")).or(starts("II+\0")).or(starts("MM\0+"))),
    PNG(starts("\u0089PNG")),
    JPEG(starts("\u00ff\u00d8\u00ff")),
    BMP(starts("BM")),
    GIF(starts("GIF8")),
    /** PBM, PGM, PPM, PAM and PFM. */
    PNM(start -> start.matches("(?s)P[1-7Ff]\\s.*")),
    FITS(starts("SIMPLE  =")),
    ZIP(starts("PK\u0003\u0004")),
    WEBP(start -> start.startsWith("RIFF") && start.startsWith("WEBP", 8)),
    PSD(starts("8BPS")),
    /** Radiance. */
    HDR(starts("#?RADIANCE").or(starts("#?RGBE"))),
    SGI(starts("\u0001\u00da")),
    IFF(start -> start.startsWith("FORM") && (start.startsWith("ILBM", 8) || start.startsWith("PBM ", 8))),
    ICNS(starts("icns")),
    PCX(start -> start.matches("(?s)\n[\0\u0002-\u0005][\0\u0001].*")),
    /** The first 512 bytes may hold anything; version 1 or 2 stands behind size and frame. */
    PICT(start -> start.startsWith("\0\u0011\u0002\u00ff", 522) || start.startsWith("\u0011\u0001", 522)),
    DICOM(start -> start.startsWith("DICM", 128), "dcm"),
    /** Has no signature. */
    TGA(FileKind::isTga, "tga", "icb", "vda", "vst");

    /** Reaches behind the header of a PICT file. */
    private static final int START = 526;

    private final Predicate<String> isStart;
    private final List<String> endings;

    FileKind(Predicate<String> isStart, String... endings) {
        this.isStart = isStart;
        this.endings = List.of(endings);
    }

    /** @throws IOException if the kind is unknown, giving the reason only */
    static FileKind of(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(START);
        }
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values())
                .filter(kind -> kind.matches(start, ending(file)))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "it is of no known kind; TIFF, PNG, JPEG, BMP, GIF, PBM to PAM, PFM, DICOM, FITS, WebP, PSD, HDR,"
                                + " TGA, SGI, PCX, IFF, PICT, ICNS, zipped TIFF and numbers as .csv can be read"));
    }

    /** Of DICOM files older than the preamble, and of TGA, the name has to tell. */
    private boolean matches(String start, String ending) {
        return switch (this) {
            case TGA -> endings.contains(ending) && isStart.test(start);
            case DICOM -> endings.contains(ending) || isStart.test(start);
            default -> isStart.test(start);
        };
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Predicate<String> starts(String signature) {
        return start -> start.startsWith(signature);
    }

    /** A colour table or none, and one of the types of pixels. */
    private static boolean isTga(String start) {
        return start.length() >= 18 && start.charAt(1) <= 1 && "\1\2\3\11\12\13".indexOf(start.charAt(2)) >= 0;
    }
}
