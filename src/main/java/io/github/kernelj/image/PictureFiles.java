package io.github.kernelj.image;

import ij.ImagePlus;
import ij.plugin.GIF_Reader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Files of a single picture, read by {@link PictureReaders}; animated GIFs by ImageJ's reader, which puts their frames
 * together.
 */
final class PictureFiles {

    /** Of a pixel, at most: floats or four bands of 16 bits, and once more as ImageJ's. */
    private static final int BYTES_WHILE_DECODED = 16;

    private PictureFiles() {}

    /** @throws IOException if the file is damaged or of a kind that isn't supported, giving the reason only */
    static ImagePlus open(Path file, FileKind kind) throws IOException {
        if (kind == FileKind.WEBP) {
            requireWholeRiff(file);
        }
        ImageReader reader = PictureReaders.of(kind, kind == FileKind.JPEG && JpegHeader.components(file) == 4);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            return open(file, kind, reader, in);
        } catch (RuntimeException e) {
            // The readers trip over damaged files in many ways.
            throw new IOException("it is damaged or truncated (" + e + ")", e);
        } finally {
            reader.dispose();
        }
    }

    private static ImagePlus open(Path file, FileKind kind, ImageReader reader, ImageInputStream in)
            throws IOException {
        String title = file.getFileName().toString();
        String[] truncation = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.toLowerCase(Locale.ROOT).contains("premature")) {
                truncation[0] = warning;
            }
        });
        reader.setInput(in);
        int index = kind == FileKind.ICNS ? largest(reader) : 0;
        int width = reader.getWidth(index);
        int height = reader.getHeight(index);
        Room.requirePlausible(width, height, in.length(), mostPixelsPerByte(kind));
        Room.requireMemory(width, height, BYTES_WHILE_DECODED);
        int frames = kind == FileKind.GIF ? reader.getNumImages(true) : 1;
        if (frames > 1) {
            Room.requireMemory(width, height, 4.0 * frames);
            return animation(file, frames);
        }
        if (kind == FileKind.HDR) {
            return radiance(title, reader.readRaster(0, null));
        }
        BufferedImage picture = reader.read(index);
        if (truncation[0] != null) {
            throw new IOException("it is truncated (" + truncation[0] + ")");
        }
        ImagePlus image = toImage(title, picture);
        return kind == FileKind.JPEG && image.getProcessor() instanceof ColorProcessor colours && colours.isGrayscale()
                ? new ImagePlus(title, colours.getChannel(1, null))
                : image;
    }

    /** The reader of WebP fills what it misses with anything. */
    private static void requireWholeRiff(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            ByteBuffer head = ByteBuffer.wrap(in.readNBytes(8)).order(ByteOrder.LITTLE_ENDIAN);
            long length = 8 + (head.getInt(4) & 0xffffffffL);
            if (length > Files.size(file)) {
                throw new IOException("it is truncated: it needs " + length + " bytes and has " + Files.size(file));
            }
        }
    }

    /** How many pixels a byte can stand for where they are all alike; generous. */
    private static int mostPixelsPerByte(FileKind kind) {
        return switch (kind) {
            case PNG -> 8 * 1032; // bits, by Deflate
            case GIF -> 4096;
            case JPEG -> 1024; // blocks of 64 by a bit and less
            case WEBP -> Integer.MAX_VALUE / 4; // a picture of one colour takes the same bytes in any size
            default -> 255;
        };
    }

    /** Icons come in several sizes. */
    private static int largest(ImageReader reader) throws IOException {
        int largest = 0;
        for (int i = 1; i < reader.getNumImages(true); i++) {
            if (reader.getWidth(i) > reader.getWidth(largest)) {
                largest = i;
            }
        }
        return largest;
    }

    /** Three channels of floats: each byte times 2^(exponent − 136). The reader itself would make tones of them. */
    private static ImagePlus radiance(String title, Raster stored) {
        int width = stored.getWidth();
        float[][] channels = new float[3][width * stored.getHeight()];
        int[] row = new int[4 * width];
        for (int y = 0; y < stored.getHeight(); y++) {
            stored.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    channels[c][y * width + x] = Math.scalb((float) row[4 * x + c], row[4 * x + 3] - 136);
                }
            }
        }
        return new Bands(width, stored.getHeight(), false, List.of((Object[]) channels)).toImage(title);
    }

    private static ImagePlus animation(Path file, int frames) throws IOException {
        GIF_Reader reader = new GIF_Reader();
        reader.run(file.toAbsolutePath().toString());
        if (reader.getStackSize() != frames) {
            throw new IOException(
                    "it is damaged: " + reader.getStackSize() + " of its " + frames + " frames can be read");
        }
        return reader;
    }

    /** The stored values where the picture is gray, the numbers of colours where it has a palette of colours. */
    static ImagePlus toImage(String title, BufferedImage picture) {
        Raster raster = picture.getRaster();
        if (raster.getNumBands() == 1 && raster.getSampleModel().getSampleSize(0) <= 8) {
            return new ImagePlus(title, bytes(picture));
        }
        if (raster.getNumBands() == 1 && raster.getTransferType() == DataBuffer.TYPE_USHORT) {
            short[] pixels = new short[picture.getWidth() * picture.getHeight()];
            raster.getDataElements(0, 0, picture.getWidth(), picture.getHeight(), pixels);
            return new ImagePlus(title, new ShortProcessor(picture.getWidth(), picture.getHeight(), pixels, null));
        }
        if (raster.getTransferType() == DataBuffer.TYPE_USHORT || raster.getTransferType() == DataBuffer.TYPE_FLOAT) {
            return Bands.of(raster, picture.getColorModel().getNumColorComponents())
                    .toImage(title);
        }
        return new ImagePlus(
                title,
                raster.getNumBands() == 2 ? grayOnWhite(raster) : isRgb(picture) ? rgb(raster) : rgbOnWhite(picture));
    }

    private static boolean isRgb(BufferedImage picture) {
        return picture.getRaster().getNumBands() == 3
                && picture.getSampleModel().getSampleSize(0) == 8
                && picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_RGB;
    }

    /** The stored values, whatever colour profile the picture has. */
    private static ImageProcessor rgb(Raster raster) {
        int width = raster.getWidth();
        int[] colours = new int[width * raster.getHeight()];
        int[] row = new int[3 * width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                colours[y * width + x] = 0xff000000 | row[3 * x] << 16 | row[3 * x + 1] << 8 | row[3 * x + 2];
            }
        }
        return new ColorProcessor(width, raster.getHeight(), colours);
    }

    /** By hand, as Java's drawing would change the gray values. */
    private static ImageProcessor grayOnWhite(Raster raster) {
        ByteProcessor gray = new ByteProcessor(raster.getWidth(), raster.getHeight());
        for (int y = 0; y < raster.getHeight(); y++) {
            for (int x = 0; x < raster.getWidth(); x++) {
                int opacity = raster.getSample(x, y, 1);
                gray.set(x, y, (raster.getSample(x, y, 0) * opacity + 255 * (255 - opacity) + 127) / 255);
            }
        }
        return gray;
    }

    /** Gray palettes are applied, as their numbers needn't be in the order of brightness. */
    private static ImageProcessor bytes(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] samples = picture.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
        byte[] pixels = new byte[samples.length];
        if (!(picture.getColorModel() instanceof IndexColorModel model)) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) samples[i];
            }
            return new ByteProcessor(width, height, pixels);
        }
        boolean gray = isGray(model);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (gray ? model.getRed(samples[i]) : samples[i]);
        }
        return new ByteProcessor(width, height, pixels, gray ? null : opaque(model));
    }

    private static boolean isGray(IndexColorModel model) {
        for (int i = 0; i < model.getMapSize(); i++) {
            if (model.getRed(i) != model.getGreen(i) || model.getGreen(i) != model.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    private static IndexColorModel opaque(IndexColorModel model) {
        byte[][] table = new byte[3][256];
        for (int i = 0; i < model.getMapSize(); i++) {
            table[0][i] = (byte) model.getRed(i);
            table[1][i] = (byte) model.getGreen(i);
            table[2][i] = (byte) model.getBlue(i);
        }
        return new IndexColorModel(8, 256, table[0], table[1], table[2]);
    }

    /** RGB on white, as ImageJ shows transparent pictures. */
    private static ImageProcessor rgbOnWhite(BufferedImage picture) {
        BufferedImage rgb = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return new ColorProcessor(rgb);
    }

    /** Writes the stored pixels, not what a display range makes of them. */
    static void write(ImagePlus image, ImageWriter writer, OutputStream out) throws IOException {
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(buffered(image.getProcessor()));
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage buffered(ImageProcessor plane) {
        int width = plane.getWidth();
        int height = plane.getHeight();
        BufferedImage picture = switch (plane.getBitDepth()) {
            case 16 -> new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
            case 24 -> new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            default ->
                plane.isColorLut()
                        ? new BufferedImage(
                                width, height, BufferedImage.TYPE_BYTE_INDEXED, (IndexColorModel) plane.getColorModel())
                        : new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        };
        picture.getRaster().setDataElements(0, 0, width, height, plane.getPixels());
        return picture;
    }
}
