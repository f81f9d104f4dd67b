package io.github.kernelj.image;

import com.twelvemonkeys.imageio.plugins.tga.TGAImageWriterSpi;
import ij.ImagePlus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Formats in which images are written, all without loss, and what each can hold. The ending of the name chooses. */
enum OutputFormat {
    /** With all of ImageJ's metadata. */
    TIFF("TIFF", ".tif", ".tiff"),
    PNG("PNG", ".png"),
    /** Numbers as text, in calibrated units. */
    CSV("a .csv file", ".csv"),
    BMP("BMP", ".bmp"),
    TGA("TGA", ".tga"),
    PGM("PGM", ".pgm"),
    PPM("PPM", ".ppm"),
    PFM("PFM", ".pfm");

    private final String label;
    private final List<String> endings;

    OutputFormat(String label, String... endings) {
        this.label = label;
        this.endings = List.of(endings);
    }

    /** @throws IllegalArgumentException if the ending of the file's name is none of these, naming those there are */
    static OutputFormat of(Path file) {
        String ending = ImageFiles.ending(file);
        return Arrays.stream(values())
                .filter(format -> format.endings.contains(ending))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("can't write " + file + ": "
                        + (ending.isEmpty()
                                ? "the name has no ending"
                                : ending.matches("\\.jpe?g")
                                        ? "JPEG loses detail"
                                        : "the ending '" + ending + "' isn't one for writing")
                        + "; use " + endings()));
    }

    /** As sentences name it. */
    String label() {
        return label;
    }

    /**
     * Why the format can't hold such an image; null if it can.
     *
     * @param bitDepth 8, 16, 24 for RGB, or 32
     * @param planes slices times frames
     */
    String obstacle(int bitDepth, int channels, int planes) {
        if (this == TIFF) {
            return null;
        }
        if (this == CSV) {
            return bitDepth == 24 || channels > 1 ? "a .csv file holds one channel; use .tif or .png" : null;
        }
        if (!depths().contains(bitDepth)) {
            return bitDepth == 32
                    ? label + " holds no 32-bit values; use .tif or type=8-bit or 16-bit"
                    : label + " holds no " + (bitDepth == 24 ? "RGB" : bitDepth + "-bit values") + "; use .tif or .png";
        }
        return channels == 1 && planes == 1
                ? null
                : label + " holds a single plane, not " + planes + " of " + channels
                        + (channels == 1 ? " channel" : " channels") + "; use .tif";
    }

    private List<Integer> depths() {
        return switch (this) {
            case PNG -> List.of(8, 16, 24);
            case BMP, TGA -> List.of(8, 24);
            case PGM -> List.of(8, 16);
            case PPM -> List.of(24);
            case PFM -> List.of(32);
            case TIFF, CSV -> List.of(8, 16, 24, 32);
        };
    }

    /** @param image that the format can hold */
    void write(ImagePlus image, OutputStream out) throws IOException {
        switch (this) {
            case TIFF -> ImageFiles.writeTiff(image, out);
            case CSV -> NumberTable.write(image, out);
            case PGM, PPM, PFM -> PnmFiles.write(image.getProcessor(), out);
            case TGA -> PictureFiles.write(image, new TGAImageWriterSpi().createWriterInstance(null), out);
            case PNG, BMP -> PictureFiles.write(image, PictureReaders.javasWriter(name()), out);
        }
    }

    /** {@code .tif, .tiff, .png or .csv}, for messages. */
    private static String endings() {
        String all = Arrays.stream(values())
                .flatMap(format -> format.endings.stream())
                .collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or" + all.substring(last + 1);
    }
}
