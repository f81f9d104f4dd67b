package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Kernels as images: a 32-bit pixel for each weight, planes as slices, the input channels of a bank as channels and its
 * outputs as frames. Anchor and biases are image properties, so that TIFF keeps them; name and provenance are dropped.
 */
public final class KernelImage {

    private static final String ANCHOR = "kernelj.anchor";
    private static final String BIAS = "kernelj.bias";

    private KernelImage() {}

    /** The image of a kernel or a bank, titled with its name; not shown. */
    public static ImagePlus of(KernelBank bank) {
        Shape shape = bank.shape();
        ImageStack stack = new ImageStack(shape.width(), shape.height());
        List<String> biases = new ArrayList<>();
        int plane = shape.width() * shape.height();
        for (int output = 0; output < bank.outputs(); output++) {
            biases.add(Double.toString(bank.bias(output)));
            for (int z = 0; z < shape.depth(); z++) {
                for (int input = 0; input < bank.inputs(); input++) {
                    float[] pixels = new float[plane];
                    System.arraycopy(bank.kernel(output, input).weights(), z * plane, pixels, 0, plane);
                    stack.addSlice(new FloatProcessor(shape.width(), shape.height(), pixels));
                }
            }
        }
        ImagePlus image = new ImagePlus(bank.name().isEmpty() ? "kernel" : bank.name(), stack);
        image.setDimensions(bank.inputs(), shape.depth(), bank.outputs());
        image.setOpenAsHyperStack(!bank.isSingle());
        image.setProp(ANCHOR, bank.anchor().toString());
        image.setProp(BIAS, String.join(" ", biases));
        image.resetDisplayRange();
        return image;
    }

    /**
     * The kernel or bank of an image that {@link #of} made; of another image the selected pixels of the channel and frame
     * that are shown, or all of them, as {@link SelectedPixels} takes them.
     *
     * @throws IllegalArgumentException if the image can't be a kernel, saying why
     * @throws IOException if a plane can't be read
     */
    public static KernelBank bank(ImagePlus image) throws IOException {
        String anchor = image.getProp(ANCHOR);
        if (anchor == null || image.getRoi() != null) {
            SelectedPixels pixels = SelectedPixels.of(image, Range.ALL);
            return KernelBank.of(Kernel.of(pixels.shape(), pixels.values()).withName(image.getTitle()));
        }
        Anchor place = anchor(anchor, image);
        double[] biases = biases(image);
        List<List<Kernel>> rows = new ArrayList<>();
        for (int output = 1; output <= image.getNFrames(); output++) {
            List<Kernel> row = new ArrayList<>();
            for (int input = 1; input <= image.getNChannels(); input++) {
                row.add(kernel(image, input, output).withAnchor(place).withBias(input == 1 ? biases[output - 1] : 0));
            }
            rows.add(row);
        }
        return KernelBank.of(rows).withName(image.getTitle());
    }

    private static Kernel kernel(ImagePlus image, int channel, int frame) throws IOException {
        Selection one = new Selection(new Range(channel, channel), Range.ALL, new Range(frame, frame));
        PlaneSource planes = ImageVolumes.of(image, Axes.Stack.SLICES, one).source(0, 0);
        Shape shape = planes.shape();
        int plane = shape.width() * shape.height();
        float[] weights = new float[Math.multiplyExact(plane, shape.depth())];
        for (int z = 0; z < shape.depth(); z++) {
            System.arraycopy(planes.plane(z), 0, weights, z * plane, plane);
        }
        return Kernel.of(shape, weights);
    }

    private static Anchor anchor(String text, ImagePlus image) {
        try {
            String[] parts = text.split(",");
            return new Anchor(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw damaged(image, ANCHOR, text);
        }
    }

    private static double[] biases(ImagePlus image) {
        String text = image.getProp(BIAS) == null ? "" : image.getProp(BIAS);
        String[] parts = text.split(" ");
        if (parts.length != image.getNFrames()) {
            throw damaged(image, BIAS, text);
        }
        try {
            return Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw damaged(image, BIAS, text);
        }
    }

    private static IllegalArgumentException damaged(ImagePlus image, String property, String text) {
        return new IllegalArgumentException("the property " + property + " of '" + image.getTitle()
                + "' isn't that of a kernel: '" + text + "'; save the kernel again, or duplicate the image without it");
    }
}
