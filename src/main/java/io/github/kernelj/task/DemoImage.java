package io.github.kernelj.task;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.image.Slices;
import io.github.kernelj.task.HtmlPage.Figure;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A sample with a learned kernel applied, and how far that is from the true kernel's result.
 *
 * @param before the sample
 * @param after the sample under the learned kernel
 * @param file the name under which that lies in the folder
 * @param difference between the results of the learned and the true kernel
 */
record DemoImage(ImagePlus before, ImagePlus after, String file, PixelDifference difference) {

    private static final int WIDTH = 480;
    private static final int CROP_WIDTH = 320;

    /** Applies the kernel files of the folder; saves the learned one's result there. */
    static DemoImage of(DemoFolder folder, String sample, String learned, String truth, Progress progress)
            throws IOException {
        ImagePlus before = folder.sample(sample);
        ImagePlus after = folder.apply(before, learned, Map.of(), progress.part(0, 0.5));
        ImagePlus wanted = folder.apply(before, truth, Map.of(), progress.part(0.5, 1));
        String file = sample.replaceFirst("(\\.\\w+)$", "-learned$1");
        folder.save(after, file);
        return new DemoImage(before, after, file, PixelDifference.of(after, wanted));
    }

    String inWords() {
        return "In " + file + " " + difference.inWords() + ".";
    }

    /** Before and after, in the same grays; of a volume the middle slice. */
    List<Figure> figures() {
        Slices.Slice slice = Slices.of(before, WIDTH, Slices.Range.DISPLAY);
        String name = before.getTitle();
        return List.of(
                new Figure(slice.picture(), name + " before", "Before: " + name),
                new Figure(
                        Slices.of(after, WIDTH, slice.min(), slice.max()).picture(),
                        name + " after the learned kernel",
                        "After the learned kernel: " + file));
    }

    /** The middle of one of the images, enlarged: half as wide and high. */
    Figure crop(ImagePlus image, String caption) {
        ImagePlus middle = image.duplicate();
        int width = image.getWidth() / 4;
        int height = image.getHeight() / 4;
        middle.setRoi(new Roi(3 * width / 2, height / 2, width, height));
        return new Figure(
                Slices.of(middle.crop(), CROP_WIDTH, Slices.Range.DISPLAY).picture(), caption, caption);
    }
}
