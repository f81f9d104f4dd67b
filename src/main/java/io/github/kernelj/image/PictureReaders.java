package io.github.kernelj.image;

import com.twelvemonkeys.imageio.plugins.hdr.HDRImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.icns.ICNSImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.iff.IFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pcx.PCXImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pict.PICTImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.psd.PSDImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.sgi.SGIImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tga.TGAImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ServiceRegistry;

/**
 * The reader of each kind of picture: Java's own of PNG, BMP, GIF and most JPEG files, as ImageJ uses them; TwelveMonkeys'
 * of the others. Those are made directly: whatever is registered besides, every surface reads the same pixels.
 */
final class PictureReaders {

    private static final String JAVAS = "com.sun.imageio.";

    private PictureReaders() {}

    /** @param fourComponents whether it's a JPEG file in CMYK, which Java can't read */
    static ImageReader of(FileKind kind, boolean fourComponents) throws IOException {
        ImageReaderSpi provider = switch (kind) {
            case PNG, BMP, GIF -> javas(kind);
            case JPEG -> fourComponents ? ofFourComponents() : javas(kind);
            case WEBP -> new WebPImageReaderSpi();
            case PSD -> new PSDImageReaderSpi();
            case HDR -> new HDRImageReaderSpi();
            case SGI -> new SGIImageReaderSpi();
            case IFF -> new IFFImageReaderSpi();
            case ICNS -> new ICNSImageReaderSpi();
            case PCX -> new PCXImageReaderSpi();
            case PICT -> new PICTImageReaderSpi();
            case TGA -> new TGAImageReaderSpi();
            case TIFF, PNM, FITS, ZIP, DICOM -> throw new IllegalArgumentException(kind + " is no picture");
        };
        return provider.createReaderInstance(null);
    }

    /** It hands the decoding to Java's, which it looks for where it's registered: in a registry of its own here. */
    private static ImageReaderSpi ofFourComponents() throws IOException {
        ServiceRegistry registry =
                new ServiceRegistry(List.<Class<?>>of(ImageReaderSpi.class).iterator());
        registry.registerServiceProvider(javas(FileKind.JPEG), ImageReaderSpi.class);
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        registry.registerServiceProvider(provider, ImageReaderSpi.class);
        return provider;
    }

    /** Java's own writer of a format, likewise. */
    static ImageWriter javasWriter(String format) throws IOException {
        for (Iterator<ImageWriter> writers = ImageIO.getImageWritersByFormatName(format); writers.hasNext(); ) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith(JAVAS)) {
                return writer;
            }
        }
        throw new IOException("this Java has no writer of " + format);
    }

    private static ImageReaderSpi javas(FileKind kind) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(kind.name()); readers.hasNext(); ) {
            ImageReaderSpi provider = readers.next().getOriginatingProvider();
            if (provider.getClass().getName().startsWith(JAVAS)) {
                return provider;
            }
        }
        throw new IOException("this Java has no reader of " + kind);
    }
}
