package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngsTest {

    @Test
    void every_gray_comes_back() throws IOException {
        int[] grays = new int[256];
        for (int i = 0; i < 256; i++) {
            grays[i] = 0xFF000000 | i * 0x010101;
        }
        BufferedImage image = read(new ColorProcessor(256, 1, grays));
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            assertThat(image.getRaster().getSample(i, 0, 0)).isEqualTo(i);
        }
    }

    @Test
    void colours_come_back() throws IOException {
        BufferedImage image = read(new ColorProcessor(2, 1, new int[] {0x336699, 0xFFFF0102}));
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFF336699);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xFFFF0102);
    }

    private static BufferedImage read(ColorProcessor picture) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(Pngs.encode(picture)));
    }
}
