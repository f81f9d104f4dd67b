package io.github.kernelj.image;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.kernelj.engine.Pixels;
import io.github.kernelj.engine.PlaneSink;
import io.github.kernelj.engine.PlaneWriter;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Collects output planes and makes the image of them, with the input's metadata.
 *
 * <p>Where the input has an area selection only the pixels in it are results; the others are the input's, in a new image
 * too. The input isn't touched before {@link #finish()}, and then only if the result goes in place: a run that fails or
 * is cancelled leaves no trace. So a result in place costs the memory of the selected planes once more.
 *
 * <p>Sinks may be used by several threads, each sink by one at a time.
 */
public final class ResultImage implements AutoCloseable {

    private final ImageVolumes input;
    private final ResultForm form;
    private final int bitDepth;
    private final RegionOfInterest region;
    private final PlaneEncoder encoder;
    private final ResultStack planes;
    private final ResultLook look;
    private final BitSet accepted = new BitSet();

    /** RGB planes, by position and z, that some channels are written to. */
    private final Map<Long, OpenColours> openColours = new HashMap<>();

    /**
     * A result to be.
     *
     * @throws IllegalArgumentException if the input's selection encloses no pixel, or the result can't go in place or
     *     can't keep the pixels outside a selection, saying why and what to do
     */
    public ResultImage(ImageVolumes input, ResultForm form) {
        this.input = Objects.requireNonNull(input, "input");
        this.form = Objects.requireNonNull(form, "form");
        this.bitDepth = form.type().bitDepth(sameBitDepth());
        RegionOfInterest selected = RegionOfInterest.of(input.image());
        if (form.inPlace()) {
            requireInPlace();
        }
        if (selected != null) {
            requireRegion();
            selected = selected.crop(
                    form.originX(),
                    form.originY(),
                    form.shape().width(),
                    form.shape().height());
        }
        this.region = selected;
        this.encoder = new PlaneEncoder(
                bitDepth,
                keepsPixelMeaning() ? input.calibration() : ValueCalibration.plain(0),
                form.channels(),
                bitDepth != 24 && !ResultLook.keepsRanges(input, form, keepsPixelMeaning()));
        this.planes = new ResultStack(input, form, bitDepth == 24);
        this.look = new ResultLook(input, form, bitDepth, keepsPixelMeaning(), encoder);
        planes.keepIn(PlaneStore.inMemory(form.shape().width(), form.shape().height(), planes.planes(), this::looking));
    }

    /**
     * Keeps the planes in a TIFF file rather than in memory; to be said before the first plane. The file is there when the
     * result is finished.
     *
     * @throws IOException if there can't be such a file, naming it and the reason
     */
    public void streamTo(Path file) throws IOException {
        planes.keepIn(TiffStackFile.create(
                file, form.shape().width(), form.shape().height(), bitDepth, planes.planes(), this::looking));
    }

    /**
     * Takes the planes of one output volume.
     *
     * @param channel from 0 to the form's channels − 1
     * @param position as in {@link ImageVolumes#source(int, int)}
     */
    public PlaneSink sink(int channel, int position) {
        Objects.checkIndex(channel, form.channels());
        Objects.checkIndex(position, input.positions());
        return new PlaneSink() {
            @Override
            public PlaneWriter open(int z, Shape shape) throws IOException {
                requireShape(shape.width(), shape.height());
                return new Writer(
                        channel, position, Objects.checkIndex(z, form.shape().depth()));
            }

            @Override
            public void accept(int z, float[] plane) throws IOException {
                int width = form.shape().width();
                requireShape(width, plane.length / width);
                open(z, form.shape()).writeAll(plane, width);
            }
        };
    }

    private void requireShape(int width, int height) {
        Shape shape = form.shape();
        if (width != shape.width() || height != shape.height()) {
            throw new IllegalArgumentException(
                    "a plane of " + shape.width() + " x " + shape.height() + " pixels, got " + width + " x " + height);
        }
    }

    /** How many values were too large or too small for their pixel and became the largest or the least one. */
    public long clipped() {
        return encoder.clipped();
    }

    /** How many values were NaN and became 0, as pixels that aren't floats hold no NaN. */
    public long missing() {
        return encoder.missing();
    }

    /** Bits per pixel of the result: 8, 16, 24 for RGB, 32. */
    public int bitDepth() {
        return bitDepth;
    }

    /**
     * The result: a new image that isn't shown, or the input with the result in its pixels, not repainted. Of planes in a
     * file the image is a virtual stack.
     *
     * @throws IOException if the file can't be written, naming it and the reason
     * @throws IllegalStateException if a plane is missing, or the result goes in place and the input was closed or given
     *     other pixels meanwhile; it isn't touched then
     */
    public ImagePlus finish() throws IOException {
        Shape shape = form.shape();
        int expected = Math.multiplyExact(form.channels(), Math.multiplyExact(input.positions(), shape.depth()));
        synchronized (accepted) {
            if (accepted.cardinality() != expected) {
                throw new IllegalStateException(
                        "the result has " + accepted.cardinality() + " of " + expected + " planes");
            }
        }
        if (form.inPlace()) {
            requireCurrent();
            planes.copyTo(input, region);
            look.applyInPlace();
            return input.image();
        }
        return planes.finish();
    }

    /** Lets go of a file that isn't finished. */
    @Override
    public void close() throws IOException {
        planes.close();
    }

    private ImagePlus looking(ImageStack stack) {
        return look.applyTo(stack, planes);
    }

    private void requireCurrent() {
        if (!input.isCurrent()) {
            throw new IllegalStateException(
                    "'" + input.image().getTitle()
                            + "' was closed or given other pixels meanwhile, so the result can't go in place; nothing was changed");
        }
    }

    /** Converts one plane of one channel, row by row. */
    private final class Writer implements PlaneWriter {
        private final int channel;
        private final int position;
        private final int z;
        private final int width = form.shape().width();
        private final Object pixels;
        private final int shift;
        private final Pixels surroundings;

        Writer(int channel, int position, int z) throws IOException {
            this.channel = channel;
            this.position = position;
            this.z = z;
            this.pixels = bitDepth == 24
                    ? openColours(position, z)
                    : encoder.pixels(width * form.shape().height());
            this.shift = bitDepth == 24 ? shift(channel) : 0;
            this.surroundings = region == null ? null : input.pixels(channel, position, z + form.originZ());
        }

        @Override
        public void write(int x, int y, int count, float[] values, int at) {
            if (region == null) {
                encoder.encode(channel, values, at, count, pixels, y * width + x, shift);
                return;
            }
            float[] row = new float[count];
            surroundings.read((form.originY() + y) * input.shape().width() + form.originX() + x, count, row, 0);
            for (int i = 0; i < count; i++) {
                row[i] = region.holds(x + i, y) ? values[at + i] : row[i];
            }
            encoder.encode(channel, row, 0, count, pixels, y * width + x, shift);
        }

        @Override
        public void finish() throws IOException {
            if (region != null && keepsPixelMeaning()) {
                // Exact even where a calibration is finer than floats are.
                int rowLength = input.shape().width();
                region.copyOutside(
                        input.stored(channel, position, z + form.originZ()),
                        form.originY() * rowLength + form.originX(),
                        rowLength,
                        pixels);
            }
            if (bitDepth == 24) {
                closeColours(position, z);
            } else {
                planes.set(channel, position, z, pixels);
            }
            synchronized (accepted) {
                accepted.set((position * form.shape().depth() + z) * form.channels() + channel);
            }
        }
    }

    /** An RGB plane and how many channels are being written to it. */
    private static final class OpenColours {
        private final int[] pixels;
        private int writers;

        OpenColours(int[] pixels) {
            this.pixels = pixels;
        }
    }

    private int[] openColours(int position, int z) throws IOException {
        synchronized (openColours) {
            OpenColours open = openColours.get(key(position, z));
            if (open == null) {
                open = new OpenColours(colours(position, z));
                openColours.put(key(position, z), open);
            }
            open.writers++;
            return open.pixels;
        }
    }

    private void closeColours(int position, int z) throws IOException {
        synchronized (openColours) {
            OpenColours open = openColours.get(key(position, z));
            if (--open.writers == 0) {
                openColours.remove(key(position, z));
                planes.set(0, position, z, open.pixels);
            }
        }
    }

    private long key(int position, int z) {
        return (long) position * form.shape().depth() + z;
    }

    /** The RGB pixels that channels share; in place those of the input, as unselected channels stay. */
    private int[] colours(int position, int z) throws IOException {
        int[] colours = (int[]) planes.get(0, position, z);
        if (colours != null) {
            return colours;
        }
        if (form.inPlace()) {
            return input.colours(position, z).clone();
        }
        colours = new int[form.shape().width() * form.shape().height()];
        Arrays.fill(colours, 0xff000000);
        return colours;
    }

    private int shift(int channel) {
        return form.inPlace() ? input.shift(channel) : 16 - 8 * channel;
    }

    /** What {@code type=same} means here. */
    private int sameBitDepth() {
        if (input.isColour()) {
            return form.channels() == 3 || form.inPlace() ? 24 : 8;
        }
        return input.calibration().isStraight() ? input.image().getBitDepth() : 32;
    }

    /** Whether the result's pixels stand for the same values as the input's. */
    private boolean keepsPixelMeaning() {
        return !input.isColour()
                && input.calibration().isStraight()
                && bitDepth == input.image().getBitDepth();
    }

    private void requireInPlace() {
        String title = "'" + input.image().getTitle() + "'";
        if (input.isIndexed()) {
            throw inPlace(title + " is an 8-bit colour image; convert it to RGB first (Image > Type > RGB Color)");
        }
        if (!input.isColour() && !input.calibration().isStraight()) {
            throw inPlace("the values of " + title + " are calibrated by a function that isn't a straight line, so the "
                    + "result needs 32-bit pixels");
        }
        if (bitDepth != input.image().getBitDepth()) {
            throw inPlace(
                    title + " is " + kind(input.image().getBitDepth()) + " and the result would be " + kind(bitDepth));
        }
        if (form.channels() != input.channels()) {
            throw inPlace("the result has " + form.channels() + " channels, the input " + input.channels());
        }
        if (!form.isOver(input.shape())) {
            throw inPlace(
                    "the result is " + form.shape() + " pixels, the input " + input.shape() + "; use extent=same");
        }
        if (input.isVirtual()) {
            throw inPlace(title + " is a virtual stack, whose pixels are read from files; load it into memory first"
                    + " (Image > Duplicate...)");
        }
    }

    private void requireRegion() {
        Shape of = input.shape();
        Shape shape = form.shape();
        if (form.originX() < 0
                || form.originY() < 0
                || form.originZ() < 0
                || form.originX() + shape.width() > of.width()
                || form.originY() + shape.height() > of.height()
                || form.originZ() + shape.depth() > of.depth()) {
            throw new IllegalArgumentException(
                    "a result larger than the input (extent=full) has pixels that are neither in "
                            + "the selection nor in the input; remove the selection (Edit > Selection > Select None) or use "
                            + "extent=same");
        }
        if (form.channels() != input.channels()) {
            throw new IllegalArgumentException("outside the selection pixels stay as they are, but the result has "
                    + form.channels() + " channels and the input " + input.channels()
                    + "; remove the selection (Edit > Selection > Select None)");
        }
    }

    private static String kind(int bitDepth) {
        return bitDepth == 24 ? "RGB" : bitDepth + "-bit";
    }

    private static IllegalArgumentException inPlace(String why) {
        return new IllegalArgumentException("the result can't go in place: " + why + "; or use destination=new");
    }
}
