package io.github.kernelj.image;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.measure.Calibration;
import ij.process.LUT;
import io.github.kernelj.engine.Axes;
import java.awt.Color;

/** Everything of a result but its pixels: title, calibration, labels, colours, display ranges, properties. */
final class ResultLook {

    private static final Color[] RGB = {Color.RED, Color.GREEN, Color.BLUE};

    private final ImageVolumes input;
    private final ImagePlus source;
    private final ResultForm form;
    private final int bitDepth;
    private final boolean samePixels;
    private final PlaneEncoder encoder;

    /** @param samePixels whether pixels stand for the same values as the input's */
    ResultLook(ImageVolumes input, ResultForm form, int bitDepth, boolean samePixels, PlaneEncoder encoder) {
        this.input = input;
        this.source = input.image();
        this.form = form;
        this.bitDepth = bitDepth;
        this.samePixels = samePixels;
        this.encoder = encoder;
    }

    /** A new image of the stack, which holds those planes. */
    ImagePlus applyTo(ImageStack stack, ResultStack planes) {
        label(stack, planes);
        ImagePlus result =
                stack.size() == 1 ? new ImagePlus(title(), stack.getProcessor(1)) : new ImagePlus(title(), stack);
        result.setDimensions(planes.channels(), planes.slices(), planes.frames());
        LUT[] luts = bitDepth == 24 ? new LUT[0] : luts();
        if (bitDepth != 24 && isComposite()) {
            result = composite(result, luts);
        } else if (bitDepth != 24) {
            result.getProcessor().setLut(luts[0]);
        }
        result.setOpenAsHyperStack(result.getNDimensions() > 3 || source.getOpenAsHyperStack());
        copyProperties(result, stack.size() == 1 ? stack.getSliceLabel(1) : null);
        result.setCalibration(calibration());
        new Annotations(input, form, keepsChannels()).copyTo(result);
        if (result.getStackSize() > 1) {
            result.getStack().update(result.getProcessor());
        }
        return result;
    }

    /** The input keeps its look; only a range that would show the result black or white is set anew. */
    void applyInPlace() {
        if (!form.zeroSum() || bitDepth == 24) {
            return;
        }
        if (!(source instanceof CompositeImage composite)) {
            double[] range = newRange(0);
            source.getProcessor().setMinAndMax(range[0], range[1]);
            return;
        }
        LUT[] luts = composite.getLuts();
        for (int channel = 0; channel < form.channels(); channel++) {
            setRange(luts[inputChannel(channel)], newRange(channel));
        }
        composite.setLuts(luts);
        LUT shown = luts[composite.getChannel() - 1];
        composite.setDisplayRange(shown.min, shown.max);
    }

    /** As ImageJ names duplicates: a suffix before the ending, and a number if a window of that title is open. */
    private String title() {
        String title = source.getTitle();
        int dot = title.lastIndexOf('.');
        boolean hasEnding = dot > 0 && title.length() - dot < 6;
        String filtered =
                hasEnding ? title.substring(0, dot) + "-filtered" + title.substring(dot) : title + "-filtered";
        return WindowManager.makeUniqueName(filtered);
    }

    private Calibration calibration() {
        Calibration calibration = source.getCalibration().copy();
        int slicesBefore = input.selection().slices().first() - 1;
        calibration.xOrigin -= form.originX();
        calibration.yOrigin -= form.originY();
        calibration.zOrigin -= input.axis() == Axes.Stack.SLICES ? slicesBefore + form.originZ() : slicesBefore;
        if (!samePixels) {
            String unit = calibration.getValueUnit();
            calibration.disableDensityCalibration();
            if (bitDepth == 32) {
                calibration.setValueUnit(unit);
            }
        }
        return calibration;
    }

    /** Every plane gets the label of the input's plane it lies over. */
    private void label(ImageStack stack, ResultStack planes) {
        for (int frame = 0; frame < planes.frames(); frame++) {
            for (int slice = 0; slice < planes.slices(); slice++) {
                for (int channel = 0; channel < planes.channels(); channel++) {
                    int index = 1 + channel + planes.channels() * (slice + planes.slices() * frame);
                    stack.setSliceLabel(labelOf(channel, slice, frame), index);
                }
            }
        }
    }

    private String labelOf(int channel, int slice, int frame) {
        boolean alongSlices = input.axis() == Axes.Stack.SLICES;
        int inputSlice = input.selection().slices().first() + slice + (alongSlices ? form.originZ() : 0);
        int inputFrame = input.selection().frames().first() + frame + (alongSlices ? 0 : form.originZ());
        int inputChannel = input.isColour() ? 1 : input.selection().channels().first() + channel;
        boolean exists = source.getStackSize() > 1
                && (input.isColour() || keepsChannels())
                && inputSlice >= 1
                && inputFrame >= 1
                && inputSlice <= source.getNSlices()
                && inputFrame <= source.getNFrames();
        return exists
                ? source.getStack().getSliceLabel(source.getStackIndex(inputChannel, inputSlice, inputFrame))
                : null;
    }

    private void copyProperties(ImagePlus result, String label) {
        Object info = source.getProperty("Info");
        if (info != null) {
            result.setProperty("Info", info);
        }
        result.setProperties(source.getPropertiesAsArray());
        if (label != null) {
            result.setProp("Slice_Label", label);
        }
    }

    /** Whether output channel i comes from selected channel i. */
    private boolean keepsChannels() {
        return form.channels() == input.channels();
    }

    private int inputChannel(int channel) {
        return input.selection().channels().first() - 1 + channel;
    }

    private boolean isComposite() {
        return form.channels() > 1 && (source.isComposite() || input.isColour() || !keepsChannels());
    }

    private ImagePlus composite(ImagePlus stack, LUT[] luts) {
        boolean asSource = source.isComposite();
        int mode = asSource ? source.getCompositeMode() : CompositeImage.COMPOSITE;
        CompositeImage composite = new CompositeImage(stack, mode);
        composite.setLuts(luts);
        composite.setDisplayRange(luts[0].min, luts[0].max);
        if (asSource && mode == CompositeImage.COMPOSITE && form.channels() == source.getNChannels()) {
            boolean[] active = ((CompositeImage) source).getActiveChannels();
            System.arraycopy(active, 0, composite.getActiveChannels(), 0, active.length);
        }
        return composite;
    }

    /**
     * Whether every channel is displayed in the range of the input's.
     *
     * @param samePixels whether pixels stand for the same values as the input's
     */
    static boolean keepsRanges(ImageVolumes input, ResultForm form, boolean samePixels) {
        return form.channels() == input.channels() && !input.isColour() && samePixels && !form.zeroSum();
    }

    /** A lookup table with its display range for each channel. */
    private LUT[] luts() {
        boolean keepsLuts = keepsChannels() && !input.isColour();
        LUT[] sources = keepsLuts ? source.getLuts() : new LUT[0];
        LUT[] luts = new LUT[form.channels()];
        for (int channel = 0; channel < luts.length; channel++) {
            if (keepsLuts) {
                luts[channel] = (LUT) sources[sources.length == 1 ? 0 : inputChannel(channel)].clone();
            } else {
                luts[channel] = LUT.createLutFromColor(colour(channel));
            }
            if (!keepsRanges(input, form, samePixels)) {
                setRange(luts[channel], newRange(channel));
            }
        }
        return luts;
    }

    private Color colour(int channel) {
        if (form.channels() == 1) {
            return Color.WHITE;
        }
        Color[] colours = input.isColour() && form.channels() <= 3 ? RGB : CompositeImage.colors;
        int first = input.isColour() && keepsChannels() ? inputChannel(0) : 0;
        return colours[(first + channel) % colours.length];
    }

    /**
     * The range from the least to the largest pixel; as far below 0 as above if there are negative values. Bytes and
     * colours keep 0 to 255, so that they look as they did, unless values have lost their meaning as brightness.
     */
    private double[] newRange(int channel) {
        double min = encoder.min(channel);
        double max = encoder.max(channel);
        ValueCalibration calibration = samePixels ? input.calibration() : ValueCalibration.plain(0);
        double least = Math.min(calibration.value(min), calibration.value(max));
        boolean brightness = !form.zeroSum() && least >= 0 && (bitDepth == 8 || input.isColour());
        if (brightness || !(min < max)) {
            return new double[] {0, bitDepth == 16 && !input.isColour() ? 65535 : 255};
        }
        if (least < 0) {
            double most = Math.max(Math.abs(calibration.value(min)), Math.abs(calibration.value(max)));
            double low = calibration.raw(-most);
            double high = calibration.raw(most);
            return new double[] {Math.min(low, high), Math.max(low, high)};
        }
        return new double[] {min, max};
    }

    private static void setRange(LUT lut, double[] range) {
        lut.min = range[0];
        lut.max = range[1];
    }
}
