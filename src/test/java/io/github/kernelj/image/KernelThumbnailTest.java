package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelThumbnailTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "3, 3, 1",
        "25, 1, 1",
        "1, 9, 1",
        "101, 101, 1",
        "3000, 3, 1",
        "5, 5, 5",
        "1, 1, 9",
        "2, 2, 300",
        "40, 40, 40"
    })
    void fitsItsSpace(int width, int height, int depth) {
        Shape shape = new Shape(width, height, depth);
        float[] weights = new float[(int) shape.volume()];
        Arrays.fill(weights, 0.5f);
        BufferedImage picture = KernelThumbnail.of(Kernel.of(shape, weights), 190, 150);
        assertThat(picture.getWidth()).isBetween(1, 190);
        assertThat(picture.getHeight()).isBetween(1, 150);
    }

    @Test
    void weightsHaveTheirColours() {
        BufferedImage picture = KernelThumbnail.of(Kernel.of(Shape.of(3, 1), -2, 0, 2), 190, 150);
        DivergingScale scale = new DivergingScale(2);
        int pitch = (picture.getWidth() - 2) / 3;
        for (int i = 0; i < 3; i++) {
            assertThat(picture.getRGB(i * pitch + 5, 5))
                    .isEqualTo(scale.of(2 * i - 2).getRGB());
        }
    }
}
