package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import io.github.kernelj.engine.Axes;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.kernel.Shape;

/**
 * Collects the scores of templates and makes an image of them: 32-bit, shown from −1 to 1, a channel for each template.
 * Every score lies where the middle of its window is, (k / 2, rounded down): the image is smaller than the one searched by
 * the template's size less one, and its calibration says where it lies. Sinks may be used by several threads.
 */
public final class ScoreMap {

    private final ImageVolumes input;
    private final Shape scores;
    private final Shape template;
    private final int templates;
    private final float[][] planes;

    /**
     * A map to be.
     *
     * @param scores shape of each score volume
     * @param template shape of the templates
     * @param templates number of templates
     */
    public ScoreMap(ImageVolumes input, Shape scores, Shape template, int templates) {
        this.input = input;
        this.scores = scores;
        this.template = template;
        this.templates = templates;
        this.planes = new float[Math.multiplyExact(templates * input.positions(), scores.depth())][];
    }

    /** Takes the scores of one template at one position, as in {@link ImageVolumes#source(int, int)}. */
    public PlaneSink sink(int number, int position) {
        return (z, plane) -> planes[index(number, position, z)] = plane;
    }

    /** The image, which isn't shown, once every plane is there. */
    public ImagePlus finish() {
        ImageStack stack = new ImageStack(scores.width(), scores.height());
        for (float[] plane : planes) {
            stack.addSlice(null, plane);
        }
        boolean alongSlices = input.axis() == Axes.Stack.SLICES;
        int slices = alongSlices ? scores.depth() : input.positions();
        ImagePlus map = new ImagePlus("Scores of " + input.image().getTitle(), stack);
        map.setDimensions(templates, slices, planes.length / templates / slices);
        if (templates > 1) {
            map = new CompositeImage(map, CompositeImage.GRAYSCALE);
        }
        map.setOpenAsHyperStack(map.getNDimensions() > 3);
        map.setCalibration(calibration(alongSlices));
        map.setDisplayRange(-1, 1);
        return map;
    }

    private Calibration calibration(boolean alongSlices) {
        Calibration calibration = input.image().getCalibration().copy();
        calibration.disableDensityCalibration();
        int[] first = input.sliceAndFrame(0, 0);
        int left = template.width() / 2;
        int above = template.height() / 2;
        calibration.xOrigin -= left;
        calibration.yOrigin -= above;
        calibration.zOrigin -= first[0] - 1 + (alongSlices ? template.depth() / 2 : 0);
        return calibration;
    }

    /** In ImageJ's order: templates as channels, then slices, then frames. */
    private int index(int number, int position, int z) {
        boolean alongSlices = input.axis() == Axes.Stack.SLICES;
        int plane = alongSlices ? position * scores.depth() + z : z * input.positions() + position;
        return plane * templates + number;
    }
}
