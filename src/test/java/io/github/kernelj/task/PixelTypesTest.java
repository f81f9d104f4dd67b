package io.github.kernelj.task;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Pixels of every type, converted in and out as the engine works, against planes converted whole: to floats first, then the
 * engine, then floor(value + 1/2), clipped.
 */
class PixelTypesTest {

    /** Kinds of pixels, with the straight line from pixels to values. */
    enum Kind {
        GRAY8(8, 0, 1),
        CALIBRATED8(8, -3.5, 0.25),
        GRAY16(16, 0, 1),
        SIGNED16(16, -32768, 1),
        SHIFTED16(16, -1024.25, 1),
        CALIBRATED16(16, -1024, 0.5),
        FLOATS(32, 0, 1),
        RGB(24, 0, 1);

        private final int bitDepth;
        private final double offset;
        private final double slope;

        Kind(int bitDepth, double offset, double slope) {
            this.bitDepth = bitDepth;
            this.offset = offset;
            this.slope = slope;
        }
    }

    @Property(tries = 150)
    void sameAsPlanesConvertedWhole(
            @ForAll Kind kind,
            @ForAll Border border,
            @ForAll Extent extent,
            @ForAll @IntRange(min = 1, max = 9) int kernelWidth,
            @ForAll @IntRange(min = 1, max = 9) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 2) int kernelDepth,
            @ForAll @IntRange(min = 9, max = 600) int width,
            @ForAll @IntRange(min = 9, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 4) int threads,
            @ForAll boolean isLarge,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        ImagePlus image = image(kind, width, height, random);
        KernelBank bank = KernelBank.of(kernel(new Shape(kernelWidth, kernelHeight, kernelDepth), isLarge, random));
        ApplySettings settings = ApplySettings.parse(
                "threads=" + threads + " border=" + Key.word(border) + " extent=" + Key.word(extent) + " kernel=[1]",
                name -> Optional.empty());
        ApplyResult result = ApplyTask.apply(image, bank, settings, Progress.NONE);
        Plan plan = Plan.of(bank, settings.correlation(), new Shape(width, height, 2));
        long clipped = 0;
        for (int channel = 0; channel < (kind == Kind.RGB ? 3 : 1); channel++) {
            int shift = 16 - 8 * channel;
            clipped += compare(kind, computed(kind, image, shift, plan), result.image(), shift);
        }
        assertThat(result.clippedPixels()).isEqualTo(clipped);
    }

    private static Volume computed(Kind kind, ImagePlus image, int shift, Plan plan) throws IOException {
        float[][] planes = new float[image.getStackSize()][image.getWidth() * image.getHeight()];
        for (int z = 0; z < planes.length; z++) {
            ImageProcessor plane = image.getStack().getProcessor(z + 1);
            for (int i = 0; i < planes[z].length; i++) {
                int stored = kind == Kind.RGB ? plane.get(i) >> shift & 0xff : plane.get(i);
                planes[z][i] = kind == Kind.FLOATS ? plane.getf(i) : (float) (kind.offset + kind.slope * stored);
            }
        }
        Shape shape = new Shape(image.getWidth(), image.getHeight(), planes.length);
        Volume output = new Volume(plan.output());
        try (Workers one = new Workers(1)) {
            plan.run(List.of(new Volume(shape, planes)), List.of(output), one, Progress.NONE);
        }
        return output;
    }

    /** @return how many values had to be clipped */
    private static long compare(Kind kind, Volume expected, ImagePlus actual, int shift) {
        long clipped = 0;
        for (int z = 0; z < expected.shape().depth(); z++) {
            ImageProcessor plane = actual.getStack().getProcessor(z + 1);
            float[] values = expected.plane(z);
            int largest = kind.bitDepth == 16 ? 65535 : 255;
            for (int i = 0; i < values.length; i++) {
                if (kind == Kind.FLOATS) {
                    assertThat(plane.getf(i)).isEqualTo(values[i]);
                    continue;
                }
                double raw = Math.floor((values[i] - kind.offset) / kind.slope + 0.5);
                double pixel = Math.max(0, Math.min(largest, raw));
                clipped += raw == pixel ? 0 : 1;
                int stored = kind == Kind.RGB ? plane.get(i) >> shift & 0xff : plane.get(i);
                assertThat((double) stored).as("pixel %d for %s", i, values[i]).isEqualTo(pixel);
            }
        }
        return clipped;
    }

    private static Kernel kernel(Shape shape, boolean isLarge, Random random) {
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (isLarge ? random.nextInt(9) - 3 : random.nextFloat()) / weights.length;
        }
        return Kernel.of(shape, weights);
    }

    private static ImagePlus image(Kind kind, int width, int height, Random random) {
        ImageStack stack = new ImageStack(width, height);
        for (int z = 0; z < 2; z++) {
            ImageProcessor plane = switch (kind.bitDepth) {
                case 8 -> new ByteProcessor(width, height);
                case 16 -> new ShortProcessor(width, height);
                case 24 -> new ColorProcessor(width, height);
                default -> new FloatProcessor(width, height);
            };
            for (int i = 0; i < plane.getPixelCount(); i++) {
                if (kind == Kind.FLOATS) {
                    plane.setf(i, (float) random.nextGaussian());
                } else {
                    plane.set(i, random.nextInt() >>> (kind == Kind.RGB ? 8 : 32 - kind.bitDepth));
                }
            }
            stack.addSlice(plane);
        }
        ImagePlus image = new ImagePlus("any", stack);
        if (kind.offset != 0 || kind.slope != 1) {
            double[] line = {kind.offset, kind.slope};
            image.getCalibration().setFunction(Calibration.STRAIGHT_LINE, line, "value");
        }
        return image;
    }
}
