package io.github.kernelj.image;

import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Pictures as PNG. */
public final class Pngs {

    private Pngs() {}

    /** The bytes of a PNG: 8-bit gray if no pixel has a colour, else 8-bit RGB. */
    public static byte[] encode(ColorProcessor picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(buffered(picture), "png", bytes)) {
                throw new IllegalStateException("this Java has no PNG writer");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static BufferedImage buffered(ColorProcessor picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = (int[]) picture.getPixels();
        boolean gray = Arrays.stream(pixels).allMatch(p -> (p & 0xFFFFFF) == (p & 0xFF) * 0x010101);
        if (gray) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
            int[] levels = Arrays.stream(pixels).map(p -> p & 0xFF).toArray();
            image.getRaster().setPixels(0, 0, width, height, levels); // setRGB would change the levels by a gamma curve
            return image;
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }
}
