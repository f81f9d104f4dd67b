package io.github.kernelj.image;

import ij.ImagePlus;
import ij.plugin.GIF_Reader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** PNG, JPEG, BMP and GIF files, read by Java's own readers; animated GIFs by ImageJ's, which puts their frames together. */
final class PictureFiles {

    private PictureFiles() {}

    /** @throws IOException if the file is damaged or of a kind that isn't supported, giving the reason only */
    static ImagePlus open(Path file) throws IOException {
        String title = file.getFileName().toString();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
            if (readers == null || !readers.hasNext()) {
                throw new IOException("there is no reader for this kind of file");
            }
            ImageReader reader = readers.next();
            try {
                return open(file, title, reader, in);
            } catch (RuntimeException e) {
                // The readers trip over damaged files in many ways.
                throw new IOException("it is damaged or truncated (" + e + ")", e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static ImagePlus open(Path file, String title, ImageReader reader, ImageInputStream in) throws IOException {
        String[] truncation = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            if (warning.toLowerCase(Locale.ROOT).contains("premature")) {
                truncation[0] = warning;
            }
        });
        reader.setInput(in);
        boolean gif = reader.getFormatName().equalsIgnoreCase("gif");
        int frames = gif ? reader.getNumImages(true) : 1;
        if (frames > 1) {
            return animation(file, frames);
        }
        BufferedImage picture = reader.read(0);
        if (truncation[0] != null) {
            throw new IOException("it is truncated (" + truncation[0] + ")");
        }
        ImagePlus image = toImage(title, picture);
        boolean jpeg = reader.getFormatName().equalsIgnoreCase("jpeg");
        return jpeg && image.getProcessor() instanceof ColorProcessor colours && colours.isGrayscale()
                ? new ImagePlus(title, colours.getChannel(1, null))
                : image;
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
        if (raster.getTransferType() == DataBuffer.TYPE_USHORT) {
            return Bands.of(raster, picture.getColorModel().getNumColorComponents())
                    .toImage(title);
        }
        return new ImagePlus(
                title, raster.getNumBands() == 2 ? grayOnWhite(raster) : new ColorProcessor(onWhite(picture)));
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
    private static BufferedImage onWhite(BufferedImage picture) {
        BufferedImage rgb = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = rgb.createGraphics();
        graphics.drawImage(picture, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return rgb;
    }

    /** Writes the stored pixels, not what a display range makes of them. */
    static void writePng(ImagePlus image, OutputStream out) throws IOException {
        ImageProcessor plane = image.getProcessor();
        BufferedImage picture;
        if (image.getBitDepth() == 16) {
            picture = new BufferedImage(plane.getWidth(), plane.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
        } else if (image.getBitDepth() == 24) {
            picture = new BufferedImage(plane.getWidth(), plane.getHeight(), BufferedImage.TYPE_INT_RGB);
        } else if (plane.isColorLut()) {
            picture = new BufferedImage(
                    plane.getWidth(), plane.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, (IndexColorModel)
                            plane.getColorModel());
        } else {
            picture = new BufferedImage(plane.getWidth(), plane.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        }
        picture.getRaster().setDataElements(0, 0, plane.getWidth(), plane.getHeight(), plane.getPixels());
        if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("this Java has no PNG writer");
        }
    }
}
