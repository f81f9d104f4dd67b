package io.github.kernelj.image;

import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * TIFF files that ImageJ's reader can't be trusted with, read by TwelveMonkeys'. The reader is made directly: looking for
 * it among those registered would need it to be registered, for ImageJ and every other plugin too.
 */
final class TiffPages {

    private static final int WHITE_IS_ZERO = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int JPEG = 7;
    private static final int OLD_JPEG = 6;

    private TiffPages() {}

    /** What is done with a file's reader. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }

    /** @throws IOException if a page can't be decoded, giving the reason only */
    static ImagePlus open(Path file, TiffHeader header) throws IOException {
        TiffHeader.Page first = header.pages().get(0);
        int bytes = 2 * header.pages().size() * Math.max(4, first.samples() * first.bits() / 8);
        Room.requireMemory(first.width(), first.height(), bytes);
        String title = file.getFileName().toString();
        return read(
                file,
                header,
                reader -> describe(
                        isPicture(first) ? pictures(title, reader, header) : bands(title, reader, header), header));
    }

    /**
     * Decodes every compressed page once, as ImageJ's reader puts zeros where it can't.
     *
     * @throws IOException if a page can't be decoded, giving the reason only
     */
    static void requireDecodable(Path file, TiffHeader header) throws IOException {
        TiffHeader.Page first = header.pages().get(0);
        if (header.pages().stream().allMatch(page -> page.compression() == TiffHeader.UNCOMPRESSED)) {
            return;
        }
        Room.requireMemory(first.width(), first.height(), first.samples() * first.bits() / 8.0);
        read(file, header, reader -> {
            for (TiffHeader.Page page : header.pages()) {
                reader.readRaster(page.index(), null);
            }
            return null;
        });
    }

    private static <T> T read(Path file, TiffHeader header, Reading<T> reading) throws IOException {
        ImageReader reader = header.big()
                ? new BigTIFFImageReaderSpi().createReaderInstance(null)
                : new TIFFImageReaderSpi().createReaderInstance(null);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in);
            return reading.of(reader);
        } catch (RuntimeException e) {
            throw new IOException("it is damaged or of a kind that can't be read (" + e + ")", e);
        } finally {
            reader.dispose();
        }
    }

    /** Size of a pixel, and what ImageJ's description says of channels, slices and frames. */
    private static ImagePlus describe(ImagePlus image, TiffHeader header) {
        TiffHeader.Page first = header.pages().get(0);
        if (!first.unit().isEmpty()) {
            Calibration calibration = image.getCalibration();
            calibration.pixelWidth = first.pixelWidth();
            calibration.pixelHeight = first.pixelHeight();
            calibration.setUnit(first.unit());
        }
        int channels = header.described("channels");
        int slices = header.described("slices");
        int frames = header.described("frames");
        if ((long) channels * slices * frames != image.getStackSize() || image.getStackSize() == 1) {
            return image;
        }
        image.setDimensions(channels, slices, frames);
        image.setOpenAsHyperStack(image.isHyperStack());
        boolean composite = channels > 1 && image.getBitDepth() != 24 && !image.isComposite();
        return composite ? new CompositeImage(image, CompositeImage.COMPOSITE) : image;
    }

    /** Whether samples are colours in some other space than RGB, which the reader converts, or 8-bit RGB. */
    private static boolean isPicture(TiffHeader.Page page) {
        boolean compressedColours = page.compression() == JPEG || page.compression() == OLD_JPEG;
        return page.photometric() >= PALETTE
                || compressedColours && page.bits() <= 8
                || page.photometric() == RGB && page.bits() == 8 && page.format() == 1;
    }

    private static ImagePlus pictures(String title, ImageReader reader, TiffHeader header) throws IOException {
        ImageStack stack = null;
        for (TiffHeader.Page page : header.pages()) {
            ImagePlus picture = PictureFiles.toImage(title, reader.read(page.index()));
            if (header.pages().size() == 1) {
                return picture;
            }
            if (stack == null) {
                stack = new ImageStack(picture.getWidth(), picture.getHeight());
            }
            stack.addSlice(null, picture.getProcessor());
        }
        return new ImagePlus(title, stack);
    }

    private static ImagePlus bands(String title, ImageReader reader, TiffHeader header) throws IOException {
        List<Bands> pages = new ArrayList<>();
        for (TiffHeader.Page page : header.pages()) {
            int count = page.photometric() == RGB ? Math.min(3, page.samples()) : page.samples();
            pages.add(Bands.of(reader.readRaster(page.index(), null), count, page.format() == 2));
        }
        ImagePlus image = Bands.toImage(title, pages);
        if (header.pages().get(0).photometric() == WHITE_IS_ZERO && !image.isComposite()) {
            // As ImageJ does: pixels stay as they are stored, the lookup table turns them around.
            image.getProcessor().invertLut();
            image.getStack().update(image.getProcessor());
        }
        return image;
    }
}
