package io.github.kernelj.task;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.kernel.KernelBank;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An image and the kernel of settings, made ready for each other.
 *
 * @param volumes the image along the axis that the kernel spans
 * @param kernel evaluated and adjusted, in its own axes
 * @param bank the same, turned to x and y in the plane and z along the volumes' planes
 * @param notices what people should know of both
 */
record Preparation(ImageVolumes volumes, KernelBank kernel, KernelBank bank, List<String> notices) {

    /**
     * Evaluates the kernel.
     *
     * @throws IllegalArgumentException if kernel, settings and image don't go together, saying why
     * @throws IOException if a kernel file can't be read
     */
    static Preparation of(ImagePlus input, ApplySettings settings) throws IOException {
        return of(input, Kernels.evaluate(settings.kernel(), ImageSize.of(input).voxel()), settings);
    }

    /** As {@link #of(ImagePlus, ApplySettings)}, with a kernel at hand instead of the settings'. */
    static Preparation of(ImagePlus input, KernelBank given, ApplySettings settings) {
        ImageVolumes volumes =
                ImageVolumes.of(input, settings.axes().stack().orElse(Axes.Stack.SLICES), settings.selection());
        List<String> notices = new ArrayList<>(volumes.notices());
        KernelBank kernel = new KernelAdjustment(settings, notices).of(given);
        KernelBank bank = settings.axes().orient(kernel);
        requireChannels(bank, volumes, input);
        hintAtOtherAxis(bank, volumes, input, settings.axes().names(), notices);
        return new Preparation(volumes, kernel, bank, List.copyOf(notices));
    }

    /** Whether channels are mixed, rather than one kernel applied to each alone. */
    boolean mixes() {
        return !bank.isSingle();
    }

    /** How many channels a result has. */
    int channels() {
        return mixes() ? bank.outputs() : volumes.channels();
    }

    private static void requireChannels(KernelBank bank, ImageVolumes volumes, ImagePlus input) {
        if (!bank.isSingle() && bank.inputs() != volumes.channels()) {
            throw new IllegalArgumentException("the " + bank + " needs " + count(bank.inputs(), "channel") + ", but "
                    + count(volumes.channels(), "channel") + " of '" + input.getTitle()
                    + "' are given; choose them with channels=, or use another bank");
        }
    }

    /** People often have time where ImageJ says slices, or the other way round. */
    private static void hintAtOtherAxis(
            KernelBank bank, ImageVolumes volumes, ImagePlus input, String axes, List<String> notices) {
        if (bank.shape().depth() == 1 || volumes.shape().depth() > 1) {
            return;
        }
        boolean slices = axes.contains("z");
        int others = slices ? input.getNFrames() : input.getNSlices();
        String depth = "the kernel is " + count(bank.shape().depth(), "plane") + " deep along " + (slices ? "z" : "t")
                + ", where the image has one plane";
        notices.add(
                others == 1
                        ? depth
                        : depth + "; it has " + count(others, slices ? "frame" : "slice") + ", along which axes="
                                + (slices ? axes.replace('z', 't') : axes.replace('t', 'z')) + " applies it");
    }

    /** {@code 1 channel}, {@code 3 channels}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
