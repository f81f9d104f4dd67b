package io.github.kernelj.task;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.Border;
import io.github.kernelj.engine.Extent;
import io.github.kernelj.engine.Plan;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.image.ImageVolumes;
import io.github.kernelj.image.Range;
import io.github.kernelj.image.ResultForm;
import io.github.kernelj.image.ResultImage;
import io.github.kernelj.image.Selection;
import io.github.kernelj.kernel.Shape;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Applies a kernel to a part of one plane, so that people see what will come. Reads the planes that the kernel reaches
 * from there and no others. Agrees with the whole result within the accuracy of {@link Plan}.
 */
public final class PreviewTask {

    private final ApplySettings settings;
    private final Preparation ready;
    private final int position;
    private final FlatBank flat;
    private final PlaneCrop crop;

    private PreviewTask(ImagePlus image, ApplySettings settings, int slice, int frame, Rectangle area)
            throws IOException {
        this.settings = settings;
        this.ready = Preparation.of(image, settings);
        boolean alongSlices = settings.axes().stack().orElse(Axes.Stack.SLICES) == Axes.Stack.SLICES;
        int inSlices = slice - settings.selection().slices().first();
        int inFrames = frame - settings.selection().frames().first();
        this.position = alongSlices ? inFrames : inSlices;
        this.flat = FlatBank.of(
                ready.bank(),
                settings.correlation(),
                alongSlices ? inSlices : inFrames,
                ready.volumes().shape().depth());
        this.crop = PlaneCrop.of(image.getWidth(), image.getHeight(), area, flat.bank(), flat.correlation());
    }

    /**
     * Computes one area of the plane at a slice and a frame, in all selected channels. The extent is always {@code same}.
     *
     * @param image not changed, even where the settings say in-place
     * @param slice counted from 1
     * @param frame counted from 1
     * @param area pixels to compute, within the image
     * @return an image of the area's size with one plane for each channel, of the type and display range of the result; or
     *     nothing if slice or frame aren't selected
     * @throws IllegalArgumentException if kernel, settings and image don't go together, saying why and what to do
     * @throws IOException if a kernel file or a plane of a virtual stack can't be read
     * @throws java.util.concurrent.CancellationException if {@code progress} says so
     */
    public static Optional<ApplyResult> preview(
            ImagePlus image, ApplySettings settings, int slice, int frame, Rectangle area, Progress progress)
            throws IOException {
        if (!holds(settings.selection().slices(), slice)
                || !holds(settings.selection().frames(), frame)) {
            return Optional.empty();
        }
        ApplySettings same = settings.with(ApplySettings.EXTENT, Key.word(Extent.SAME));
        PreviewTask task = new PreviewTask(image, same, slice, frame, area);
        return Optional.of(task.run(cut(image, slice, frame, area), progress));
    }

    private static boolean holds(Range range, int number) {
        return range.first() <= number && number <= range.last();
    }

    private ApplyResult run(ImagePlus part, Progress progress) throws IOException {
        Selection channels = new Selection(settings.selection().channels(), Range.ALL, Range.ALL);
        ImageVolumes plane = ImageVolumes.of(part, Axes.Stack.SLICES, channels);
        ResultImage result = new ResultImage(
                plane,
                ResultForm.like(plane)
                        .withType(settings.type())
                        .withInPlace(settings.destination() == Destination.IN_PLACE)
                        .withChannels(ready.channels())
                        .withZeroSum(KernelAdjustment.sumsToZero(ready.bank())));
        Plan plan = Plan.of(flat.bank(), flat.correlation(), windowShape());
        int runs = ready.mixes() ? 1 : ready.volumes().channels();
        try (Workers workers =
                new Workers(settings.threads().orElse(Runtime.getRuntime().availableProcessors()))) {
            for (int run = 0; run < runs; run++) {
                int[] inputs = ready.mixes()
                        ? IntStream.range(0, ready.bank().inputs()).toArray()
                        : new int[] {run};
                int[] outputs = ready.mixes()
                        ? IntStream.range(0, ready.bank().outputs()).toArray()
                        : new int[] {run};
                plan.run(
                        sources(inputs),
                        sinks(result, outputs),
                        workers,
                        progress.part((double) run / runs, (run + 1.0) / runs));
            }
        }
        return new ApplyResult(
                result.finish(), result.clipped(), ready.notices(), plan.algorithm() + ": " + plan.reason());
    }

    private Shape windowShape() {
        return Shape.of(crop.window().width, crop.window().height);
    }

    private List<PlaneSource> sources(int[] channels) {
        List<PlaneSource> sources = new ArrayList<>();
        for (int channel : channels) {
            for (int z : flat.planes()) {
                sources.add(
                        z == Border.OUTSIDE
                                ? constant()
                                : crop.toWindow(ready.volumes().source(channel, position), z));
            }
        }
        return sources;
    }

    private PlaneSource constant() {
        float[] plane = new float[crop.window().width * crop.window().height];
        Arrays.fill(plane, flat.correlation().constant());
        return new Volume(windowShape(), plane);
    }

    private List<PlaneSink> sinks(ResultImage result, int[] channels) {
        return Arrays.stream(channels)
                .mapToObj(channel -> crop.toArea(result.sink(channel, 0)))
                .toList();
    }

    /** A part of one plane with everything that a result takes over. */
    private static ImagePlus cut(ImagePlus image, int slice, int frame, Rectangle area) {
        ImageStack planes = new ImageStack(area.width, area.height);
        for (int channel = 1; channel <= image.getNChannels(); channel++) {
            ImageProcessor plane = image.getStack().getProcessor(image.getStackIndex(channel, slice, frame));
            ImageProcessor cut = plane.createProcessor(area.width, area.height);
            for (int y = 0; y < area.height; y++) {
                System.arraycopy(
                        plane.getPixels(),
                        (area.y + y) * plane.getWidth() + area.x,
                        cut.getPixels(),
                        y * area.width,
                        area.width);
            }
            planes.addSlice(cut);
        }
        ImagePlus part = planes.size() == 1
                ? new ImagePlus(image.getTitle(), planes.getProcessor(1))
                : new ImagePlus(image.getTitle(), planes);
        part.setDimensions(planes.size(), 1, 1);
        part.setCalibration(image.getCalibration().copy());
        if (image.isComposite()) {
            CompositeImage composite = new CompositeImage(part, image.getCompositeMode());
            composite.setLuts(image.getLuts());
            part = composite;
        } else if (image.getBitDepth() != 24) {
            part.getProcessor().setLut(image.getLuts()[0]);
        }
        Roi roi = image.getRoi();
        if (roi != null) {
            Roi moved = (Roi) roi.clone();
            Rectangle bounds = roi.getBounds();
            moved.setLocation(bounds.x - area.x, bounds.y - area.y);
            part.setRoi(moved);
        }
        return part;
    }
}
