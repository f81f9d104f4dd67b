package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.plugin.filter.GaussianBlur;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.ImageFiles;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import io.github.kernelj.learn.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ImageJ's own filters, learned from 8-bit photographs before and after them. */
class FilterRecoveryTest {

    @TempDir
    Path folder;

    /**
     * How the pixels that aren't near the border compare.
     *
     * @param identical the part that is the same
     * @param largest the largest difference, in gray levels
     */
    private record Comparison(double identical, int largest) {}

    @ParameterizedTest
    @ValueSource(strings = {"camera", "brick", "grass"})
    void sharpen(String photograph) throws IOException {
        float[] sharpen = {-1, -1, -1, -1, 12, -1, -1, -1, -1};
        Comparison comparison = recovered(photograph, 3, " clipped=exclude", plane -> plane.convolve(sharpen, 3, 3));
        assertThat(comparison.largest()).isLessThanOrEqualTo(1);
        assertThat(comparison.identical()).isGreaterThanOrEqualTo(0.999);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera", "brick", "grass"})
    void findEdges(String photograph) throws IOException {
        float[] edge = {-1, -1, -1, -1, 8, -1, -1, -1, -1};
        Comparison comparison = recovered(photograph, 3, " clipped=exclude", plane -> plane.convolve(edge, 3, 3));
        assertThat(comparison.largest()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera", "brick", "grass"})
    void sevenBySeven(String photograph) throws IOException {
        float[] weights = KernelFiles.read(Path.of("test-images/unknown-7x7.json"))
                .single()
                .weights();
        Comparison comparison = recovered(photograph, 7, " clipped=exclude", plane -> plane.convolve(weights, 7, 7));
        assertThat(comparison.largest()).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"camera,1", "camera,2", "camera,3", "grass,1", "grass,2", "grass,3"})
    void gaussianBlur(String photograph, double sigma) throws IOException {
        int size = 2 * (int) Math.ceil(3.5 * sigma) + 3;
        Comparison comparison =
                recovered(photograph, size, "", plane -> new GaussianBlur().blurGaussian(plane, sigma, sigma, 0.002));
        assertThat(comparison.largest()).isLessThanOrEqualTo(1);
    }

    @Test
    void aSeparableBlurTakesFewerUnknowns() throws IOException {
        Comparison comparison = recovered(
                "brick",
                11,
                " constraint=separable,symmetric,sum-one",
                plane -> new GaussianBlur().blurGaussian(plane, 1, 1, 0.002));
        assertThat(comparison.largest()).isLessThanOrEqualTo(1);
    }

    private Comparison recovered(String photograph, int size, String more, Consumer<ImageProcessor> filter)
            throws IOException {
        ImagePlus input = ImageFiles.open(Path.of("test-images/" + photograph + ".png"));
        ImagePlus target = input.duplicate();
        filter.accept(target.getProcessor());
        LearnSettings settings = LearnSettings.parse("method=exact size=" + size + more, name -> Optional.empty());
        LearnResult result = LearnTask.learn(input, target, settings, TrainingListener.NONE, Progress.NONE);
        assertThat(result.bank().shape()).isEqualTo(Shape.of(size, size));
        Path file = folder.resolve("learned.json");
        KernelFiles.write(result.bank(), file);
        ImagePlus predicted = ApplyTask.apply(input, ApplySettings.of("file(\"" + file + "\")"), Progress.NONE)
                .image();
        Comparison comparison = compare(predicted, target, size / 2);
        return comparison;
    }

    private static Comparison compare(ImagePlus one, ImagePlus other, int border) {
        long identical = 0;
        long count = 0;
        int largest = 0;
        for (int y = border; y < one.getHeight() - border; y++) {
            for (int x = border; x < one.getWidth() - border; x++) {
                int difference = Math.abs(
                        one.getProcessor().get(x, y) - other.getProcessor().get(x, y));
                largest = Math.max(largest, difference);
                identical += difference == 0 ? 1 : 0;
                count++;
            }
        }
        return new Comparison((double) identical / count, largest);
    }
}
