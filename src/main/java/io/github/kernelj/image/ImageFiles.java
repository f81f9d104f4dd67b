package io.github.kernelj.image;

import ij.ImagePlus;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.io.TiffEncoder;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.kernel.AtomicFile;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Image files. Read, told by their first bytes rather than their name: what {@link FileKind} lists; by name: {@code .csv}
 * and {@code .txt}, numbers as text. Written: what {@link OutputFormat} lists.
 *
 * <p>Nothing is shown and nobody is asked. A file that can't be read whole is an error, never an image with zeros in it.
 */
public final class ImageFiles {

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
            throw new IOException("can't open " + file + ": " + reason(e), e);
        } catch (RuntimeException | AssertionError e) {
            throw new IOException("can't open " + file + ": it is damaged (" + e + ")", e);
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
                    TiffPages.requireDecodable(file, header);
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
     * Files of one size and kind as the frames of one image, each opened when it is needed.
     *
     * @param files at least one
     * @throws IOException if the first can't be opened; of the others, reading a plane is an {@code UncheckedIOException}
     */
    public static ImagePlus openFrames(List<Path> files) throws IOException {
        return FileSequence.open(files);
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
        OutputFormat format = OutputFormat.of(file);
        requirePlainValues(image, file, format);
        AtomicFile.write(file, out -> format.write(image, out));
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
        String obstacle = OutputFormat.of(file).obstacle(bitDepth, channels, planes);
        require(file, obstacle == null, obstacle);
        Path folder = file.toAbsolutePath().getParent();
        require(file, Files.isDirectory(folder), "there is no folder " + folder);
        require(file, !Files.isDirectory(file), "it is a folder");
    }

    /**
     * Whether a format holds single planes of such pixels; nothing is looked for on disk.
     *
     * @param bitDepth 8, 16, 24 for RGB, or 32
     * @throws IllegalArgumentException if the ending is unknown, naming those there are, or the format can't hold them
     */
    public static void requireHolds(Path file, int bitDepth) {
        OutputFormat format = OutputFormat.of(file);
        // Formats of colours or floats alone hold what there will be, or the file's own check will tell.
        String obstacle = bitDepth == 8 ? null : format.obstacle(bitDepth, 1, 1);
        require(file, obstacle == null, obstacle);
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

    private static void requirePlainValues(ImagePlus image, Path file, OutputFormat format) {
        boolean kept = format == OutputFormat.TIFF || format == OutputFormat.CSV;
        require(
                file,
                kept || !image.getCalibration().calibrated(),
                format.label()
                        + " can't hold the calibration of its values; use .tif, or type=32-bit with .tif or .csv");
        boolean gray = format != OutputFormat.CSV
                || ImageVolumes.of(image, Axes.Stack.SLICES, Selection.ALL).channels() == 1;
        require(file, gray, "a .csv file holds one channel; use .tif or .png");
    }

    private static String reason(IOException e) {
        return e instanceof EOFException
                ? "it is truncated"
                : e.getMessage() == null && !(e instanceof FileSystemException) ? e.toString() : AtomicFile.reason(e);
    }

    /** @throws IOException giving the reason only */
    private static ImagePlus read(Path file) throws IOException {
        String ending = ending(file);
        if (ending.equals(".csv") || ending.equals(".txt")) {
            return NumberTable.open(file);
        }
        FileKind kind = FileKind.of(file);
        return switch (kind) {
            case TIFF -> openTiff(file);
            case PNM -> PnmFiles.open(file);
            case FITS -> FitsFiles.open(file);
            case DICOM -> DicomFiles.open(file);
            case ZIP -> openZip(file);
            default -> PictureFiles.open(file, kind);
        };
    }

    private static ImagePlus openTiff(Path file) throws IOException {
        TiffHeader header = TiffHeader.read(file);
        String folder = folder(file);
        String name = name(file);
        if (!header.suitsImageJ() || !isReadByImageJ(folder, name)) {
            return TiffPages.open(file, header);
        }
        TiffPages.requireDecodable(file, header);
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

    static void writeTiff(ImagePlus image, OutputStream out) throws IOException {
        new TiffEncoder(TiffMetadata.of(image)).write(out);
    }

    static String ending(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }
}
