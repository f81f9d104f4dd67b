package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.io.TiffEncoder;
import ij.plugin.PGM_Reader;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.AtomicFile;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Image files. Read, told by their first bytes rather than their name: TIFF, PNG, JPEG, BMP, GIF, PGM and its kin, DICOM,
 * a TIFF or DICOM file in a zip archive; by name: {@code .csv} and {@code .txt}, numbers as text. Written: TIFF with
 * ImageJ's metadata, PNG, {@code .csv}.
 *
 * <p>Nothing is shown and nobody is asked. A file that can't be read whole is an error, never an image with zeros in it.
 */
public final class ImageFiles {

    private static final String ENDINGS = ".tif, .tiff, .png or .csv";

    private ImageFiles() {}

    /**
     * Opens an image; it isn't shown.
     *
     * @throws IOException naming the file and what is wrong: missing, a folder, empty, of unknown kind, truncated, damaged
     */
    public static ImagePlus open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("can't open " + file + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("can't open " + file + ": it is a folder");
        }
        if (Files.size(file) == 0) {
            throw new IOException("can't open " + file + ": it is empty");
        }
        try {
            return read(file);
        } catch (IOException e) {
            throw new IOException("can't open " + file + ": " + (e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    /**
     * As {@link #open(Path)}; of a TIFF stack, where ImageJ's reader is right about it, the planes are read when they are
     * asked for. Then a plane that can't be read is an {@code UncheckedIOException}.
     *
     * @throws IOException as {@link #open(Path)} does
     */
    public static ImagePlus openVirtual(Path file) throws IOException {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > 0 && FileKind.of(file) == FileKind.TIFF) {
                TiffHeader header = TiffHeader.read(file);
                if (header.suitsImageJ()) {
                    ImagePlus image = QuietImageJ.read(() -> VirtualTiff.open(folder(file), name(file), header));
                    if (image != null) {
                        return image;
                    }
                }
            }
        } catch (IOException e) {
            // Opening it in whole tells what is wrong.
        }
        return open(file);
    }

    /**
     * Saves an image, the format by the file's ending; a file that is there is replaced. A failure leaves nothing behind.
     * {@code .csv} holds calibrated values.
     *
     * @throws IllegalArgumentException as {@link #requireWritable(Path, int, int, int)}
     * @throws IOException naming the file and what is wrong
     */
    public static void save(ImagePlus image, Path file) throws IOException {
        requireWritable(file, image.getBitDepth(), image.getNChannels(), image.getNSlices() * image.getNFrames());
        if (!isTiff(file)) {
            requirePlainValues(image, file);
        }
        AtomicFile.write(file, out -> {
            switch (ending(file)) {
                case ".png" -> PictureFiles.writePng(image, out);
                case ".csv" -> NumberTable.write(image, out);
                default -> writeTiff(image, out);
            }
        });
    }

    /**
     * Whether an image could be saved there; to be asked before the work that makes it.
     *
     * @param bitDepth 8, 16, 24 for RGB, or 32
     * @param planes slices times frames
     * @throws IllegalArgumentException if the ending is unknown, naming those there are, or the format can't hold such an
     *     image, or there is no such folder
     */
    public static void requireWritable(Path file, int bitDepth, int channels, int planes) {
        String ending = ending(file);
        if (ending.equals(".png")) {
            require(file, bitDepth != 32, "PNG holds no 32-bit values; use .tif or type=8-bit or 16-bit");
            require(
                    file,
                    channels == 1 && planes == 1,
                    "PNG holds a single plane, not " + planes + " of " + channels
                            + (channels == 1 ? " channel" : " channels") + "; use .tif");
        } else if (ending.equals(".csv")) {
            require(file, bitDepth != 24 && channels == 1, "a .csv file holds one channel; use .tif or .png");
        } else {
            require(
                    file,
                    isTiff(file),
                    (ending.isEmpty() ? "the name has no ending" : "the ending '" + ending + "' isn't one for writing")
                            + "; use " + ENDINGS);
        }
        Path folder = file.toAbsolutePath().getParent();
        require(file, Files.isDirectory(folder), "there is no folder " + folder);
        require(file, !Files.isDirectory(file), "it is a folder");
    }

    /** Whether the name is that of a TIFF file. */
    public static boolean isTiff(Path file) {
        return ending(file).equals(".tif") || ending(file).equals(".tiff");
    }

    private static void require(Path file, boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("can't write " + file + ": " + otherwise);
        }
    }

    private static void requirePlainValues(ImagePlus image, Path file) {
        boolean png = ending(file).equals(".png");
        require(
                file,
                !png || !image.getCalibration().calibrated(),
                "PNG can't hold the calibration of its values; use .tif, or type=32-bit with .tif or .csv");
        boolean gray =
                png || ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL).channels() == 1;
        require(file, gray, "a .csv file holds one channel; use .tif or .png");
    }

    /** @throws IOException giving the reason only */
    private static ImagePlus read(Path file) throws IOException {
        String ending = ending(file);
        if (ending.equals(".csv") || ending.equals(".txt")) {
            return NumberTable.open(file);
        }
        return switch (FileKind.of(file)) {
            case TIFF -> openTiff(file);
            case PICTURE -> PictureFiles.open(file);
            case PNM -> openPnm(file);
            case DICOM -> DicomFiles.open(file);
            case ZIP -> openZip(file);
        };
    }

    private static ImagePlus openTiff(Path file) throws IOException {
        TiffHeader header = TiffHeader.read(file);
        String folder = folder(file);
        String name = name(file);
        if (!header.suitsImageJ() || !isReadByImageJ(folder, name)) {
            return TiffPages.open(file, header);
        }
        ImagePlus image = QuietImageJ.read(() -> new Opener().openTiff(folder, name));
        TiffHeader.Page first = header.pages().get(0);
        if (image == null
                || image.getWidth() != first.width()
                || image.getHeight() != first.height()
                || image.getStackSize() != header.planes()) {
            throw new IOException("ImageJ's reader gives " + (image == null ? "no image" : image) + " instead of "
                    + header.planes() + " planes of " + first.width() + " x " + first.height());
        }
        return image;
    }

    private static String folder(Path file) {
        return file.toAbsolutePath().getParent() + File.separator;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** ImageJ's opener hands files it can't decode to whatever plugin there is, so its decoder is asked first. */
    private static boolean isReadByImageJ(String folder, String name) {
        try {
            return new TiffDecoder(folder, name).getTiffInfo() != null;
        } catch (IOException e) {
            return false;
        }
    }

    private static ImagePlus openPnm(Path file) throws IOException {
        ImageStack stack;
        try {
            stack = new PGM_Reader().openFile(file.toString());
        } catch (RuntimeException e) {
            throw new IOException("it is damaged (" + e + ")", e);
        }
        String name = file.getFileName().toString();
        long least = FileKind.leastBytes(file, stack);
        if (Files.size(file) < least) {
            throw new IOException("it is truncated: it needs at least " + least + " bytes and has " + Files.size(file));
        }
        if (stack.size() == 1) {
            return new ImagePlus(name, stack.getProcessor(1));
        }
        ImagePlus image = new ImagePlus(name, stack);
        image.setDimensions(stack.size(), 1, 1);
        return new CompositeImage(image, CompositeImage.COMPOSITE);
    }

    private static ImagePlus openZip(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith(".tif") || name.endsWith(".tiff") || name.endsWith(".dcm")) {
                    ImagePlus image = openCopy(zip, name.substring(name.lastIndexOf('.')));
                    image.setTitle(file.getFileName().toString());
                    return image;
                }
            }
        }
        throw new IOException("the archive holds no .tif, .tiff or .dcm file");
    }

    /**
     * Opens an image that isn't a file by itself.
     *
     * @param ending tells the kind where the first bytes don't
     * @throws IOException giving the reason only
     */
    static ImagePlus openCopy(InputStream in, String ending) throws IOException {
        Path copy = Files.createTempFile("kernelj", ending);
        try {
            try (OutputStream out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            ImagePlus image = read(copy);
            // The copy goes, so "Revert" must not look for it.
            image.setFileInfo(null);
            return image;
        } finally {
            Files.delete(copy);
        }
    }

    private static void writeTiff(ImagePlus image, OutputStream out) throws IOException {
        new TiffEncoder(TiffMetadata.of(image)).write(out);
    }

    private static String ending(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }
}
