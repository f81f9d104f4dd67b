package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.KernelFiles;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyTaskTest {

    @TempDir
    Path folder;

    @Test
    void theInputStaysAsItIs() throws IOException {
        ImagePlus image = plane(1, 2, 4);
        ApplyResult result = apply(image, "kernel=[1 1 1]");
        assertThat(pixels(result.image())).containsExactly(4, 7, 10);
        assertThat(pixels(image)).containsExactly(1, 2, 4);
        assertThat(result.clippedPixels()).isZero();
        assertThat(result.notices()).isEmpty();
        assertThat(result.plan()).contains(": ");
    }

    @Test
    void inPlaceTheInputIsTheResult() throws IOException {
        ImagePlus image = plane(1, 2, 4);
        ApplyResult result = apply(image, "destination=in-place kernel=[1 1 1]");
        assertThat(result.image()).isSameAs(image);
        assertThat(pixels(image)).containsExactly(4, 7, 10);
    }

    @Test
    void anchorSumScaleAndBiasAreChanged() throws IOException {
        ImagePlus image = plane(1, 2, 4);
        assertThat(pixels(apply(image, "anchor=0,0 kernel=[1 1]").image())).containsExactly(3, 6, 8);
        assertThat(pixels(apply(image, "normalize kernel=[1 2 1]").image())).containsExactly(1.25f, 2.25f, 3.5f);
        assertThat(pixels(
                        apply(image, "normalize scale=2 bias=10 kernel=[1 2 1]").image()))
                .containsExactly(12.5f, 14.5f, 17);
        assertThat(pixels(apply(image, "operation=convolution kernel=[0 0 1]").image()))
                .containsExactly(1, 1, 2);
        assertThat(pixels(apply(image, "border=constant constant=100 kernel=[1 0 0]")
                        .image()))
                .containsExactly(100, 1, 2);
        assertThat(pixels(apply(image, "extent=valid kernel=[1 1]").image())).containsExactly(3, 6);
        assertThatThrownBy(() -> apply(image, "anchor=2,0 kernel=[1 1]"))
                .hasMessage("anchor 2,0,0 lies outside the 2 x 1 kernel");
    }

    @Test
    void sumsOfZeroAreTold() throws IOException {
        assertThat(apply(plane(1, 2, 4), "normalize kernel=[1 -1]").notices())
                .singleElement()
                .asString()
                .containsIgnoringCase("sum to zero");
        assertThat(apply(plane(1, 2, 4), "normalize kernel=[1 -0.9999999]").notices())
                .singleElement()
                .asString()
                .containsIgnoringCase("nearly zero");
        assertThat(apply(plane(1, 2, 4), "kernel=[0 0]").notices())
                .containsExactly("the kernel is all zero, so the result is flat");
    }

    @Test
    void clippedPixelsAreCountedAndAWayOutIsTold() throws IOException {
        ImagePlus image = new ImagePlus("bytes", new ByteProcessor(3, 1, new byte[] {1, 0, (byte) 200}));
        ApplyResult result = apply(image, "kernel=-2");
        assertThat(result.clippedPixels()).isEqualTo(2);
        assertThat(result.notices())
                .containsExactly(
                        "2 values lay beyond what the result's pixels hold and were clipped; type=32-bit keeps them");
        assertThat(apply(image, "type=32-bit kernel=-2").clippedPixels()).isZero();
    }

    @Test
    void aKernelAcrossOneSliceHintsAtFrames() throws IOException {
        ImagePlus movie = stack(1, 1, 5);
        assertThat(apply(movie, "kernel=[1|1|1]").notices())
                .containsExactly(
                        "the kernel is 3 planes deep along z, where the image has one plane; it has 5 frames, along which"
                                + " axes=xyt applies it");
        assertThat(apply(movie, "axes=xyt kernel=[1|1|1]").notices()).isEmpty();
        assertThat(apply(stack(1, 5, 1), "axes=t kernel=[1 1]").notices())
                .containsExactly(
                        "the kernel is 2 planes deep along t, where the image has one plane; it has 5 slices, along which"
                                + " axes=z applies it");
        assertThat(apply(plane(1, 2), "axes=z kernel=[1 1]").notices())
                .containsExactly("the kernel is 2 planes deep along z, where the image has one plane");
    }

    @Test
    void aKernelRunsAlongTheAxisThatIsNamed() throws IOException {
        ImagePlus movie = stack(1, 1, 3);
        ImagePlus result = apply(movie, "axes=t kernel=[1 1 1]").image();
        assertThat(at(result, 1)).isEqualTo(4);
        assertThat(at(result, 2)).isEqualTo(6);
        assertThat(at(result, 3)).isCloseTo(8, within(1e-5f));
        ImagePlus chosen =
                apply(stack(2, 3, 1), "channels=2 slices=2-3 kernel=1").image();
        assertThat(chosen.getStackSize()).isEqualTo(2);
        assertThat(List.of(at(chosen, 1), at(chosen, 2))).containsExactly(4f, 6f);
    }

    @Test
    void oneKernelServesEveryChannelAndABankMixesThem() throws IOException {
        ImagePlus colour = new ImagePlus("rgb", new ColorProcessor(1, 1, new int[] {0xff0a1428}));
        assertThat(((int[]) apply(colour, "scale=2 kernel=1")
                                        .image()
                                        .getProcessor()
                                        .getPixels())
                                [0]
                        & 0xffffff)
                .isEqualTo(0x142850);
        ApplyResult grey = apply(colour, "normalize type=32-bit kernel=[" + bank(1, 1, 2) + "]");
        assertThat(grey.image().getStackSize()).isEqualTo(1);
        assertThat(pixels(grey.image())).containsExactly((10 + 20 + 2 * 40) / 4f);
        assertThatThrownBy(() -> apply(plane(1), "kernel=[" + bank(1, 1, 2) + "]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 3 channels, but 1 channel of 'plane' are given");
    }

    @Test
    void biasOfABankIsGivenOnce() throws IOException {
        ImagePlus colour = new ImagePlus("rgb", new ColorProcessor(1, 1, new int[] {0xff000000}));
        assertThat(pixels(apply(colour, "bias=7 type=32-bit kernel=[" + bank(1, 1, 2) + "]")
                        .image()))
                .containsExactly(7);
    }

    @Test
    void onlyTheSelectionChanges() throws IOException {
        ImagePlus image = plane(1, 2, 4);
        image.setRoi(new Roi(1, 0, 1, 1));
        assertThat(pixels(apply(image, "kernel=[1 1 1]").image())).containsExactly(1, 7, 4);
    }

    @Test
    void cancelledWorkLeavesTheInputUntouched() {
        ImagePlus image = plane(1, 2, 4);
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> ApplyTask.apply(image, settings("destination=in-place kernel=2"), cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(pixels(image)).containsExactly(1, 2, 4);
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() throws IOException {
        ImagePlus image = new ImagePlus("noise", new FloatProcessor(70, 50));
        image.getProcessor().noise(10);
        float[] one = pixels(apply(image, "threads=1 kernel=gaussian(sigma=2)").image());
        assertThat(pixels(apply(image, "threads=3 kernel=gaussian(sigma=2)").image()))
                .isEqualTo(one);
    }

    private Path bank(float... weights) throws IOException {
        Path file = folder.resolve("bank.json");
        List<Kernel> row = new ArrayList<>();
        for (float weight : weights) {
            row.add(Kernel.of(Shape.of(1, 1), weight));
        }
        KernelFiles.write(KernelBank.of(List.of(row)), file);
        return file;
    }

    private static ApplyResult apply(ImagePlus image, String options) throws IOException {
        return ApplyTask.apply(image, settings(options), Progress.NONE);
    }

    private static ApplySettings settings(String options) {
        return ApplySettings.parse(options, name -> Optional.empty());
    }

    private static ImagePlus plane(float... pixels) {
        return new ImagePlus("plane", new FloatProcessor(pixels.length, 1, pixels));
    }

    /** Planes of one pixel, 1, 2, 3, ... */
    private static ImagePlus stack(int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(1, 1);
        for (int i = 1; i <= channels * slices * frames; i++) {
            stack.addSlice(new FloatProcessor(1, 1, new float[] {i}));
        }
        ImagePlus image = new ImagePlus("stack", stack);
        image.setDimensions(channels, slices, frames);
        image.setOpenAsHyperStack(true);
        return image;
    }

    private static float[] pixels(ImagePlus image) {
        return (float[]) image.getProcessor().getPixels();
    }

    private static float at(ImagePlus image, int plane) {
        return image.getStack().getProcessor(plane).getf(0, 0);
    }
}
