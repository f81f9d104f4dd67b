package io.github.kernelj.image;

import ij.ImageStack;
import io.github.kernelj.engine.Axes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;

/** The pixels of a result, plane by plane, in ImageJ's order: channels fastest, then slices, then frames. */
final class ResultStack {

    private final ResultForm form;
    private final boolean alongSlices;
    private final int channels;
    private final int slices;
    private final int frames;
    private final Object[] pixels;

    ResultStack(ImageVolumes input, ResultForm form, boolean rgb) {
        this.form = form;
        this.alongSlices = input.axis() == Axes.Stack.SLICES;
        this.channels = rgb ? 1 : form.channels();
        this.slices = alongSlices ? form.shape().depth() : input.positions();
        this.frames = alongSlices ? input.positions() : form.shape().depth();
        this.pixels = new Object[Math.multiplyExact(channels, Math.multiplyExact(slices, frames))];
    }

    int channels() {
        return channels;
    }

    int slices() {
        return slices;
    }

    int frames() {
        return frames;
    }

    synchronized Object get(int channel, int position, int z) {
        return pixels[index(channel, position, z)];
    }

    synchronized void set(int channel, int position, int z, Object plane) {
        pixels[index(channel, position, z)] = plane;
    }

    /** A stack of the planes, which aren't copied. */
    ImageStack toStack() {
        ImageStack stack = new ImageStack(form.shape().width(), form.shape().height());
        for (Object plane : pixels) {
            stack.addSlice(null, plane);
        }
        return stack;
    }

    /** Copies the planes into the input's, only what lies in the region if there is one. */
    void copyTo(ImageVolumes input, RegionOfInterest region) {
        for (int position = 0; position < input.positions(); position++) {
            for (int z = 0; z < form.shape().depth(); z++) {
                for (int channel = 0; channel < channels; channel++) {
                    copy(get(channel, position, z), pixelsOf(input, channel, position, z), region);
                }
            }
        }
    }

    private static void copy(Object from, Object to, RegionOfInterest region) {
        if (region == null) {
            System.arraycopy(from, 0, to, 0, Array.getLength(to));
        } else {
            region.copyInside(from, to);
        }
    }

    private static Object pixelsOf(ImageVolumes input, int channel, int position, int z) {
        try {
            return input.pixels(channel, position, z);
        } catch (IOException e) {
            // Can't be: results go in place only where planes are in memory, and these were read before.
            throw new UncheckedIOException(e);
        }
    }

    private int index(int channel, int position, int z) {
        int slice = alongSlices ? z : position;
        int frame = alongSlices ? position : z;
        return channel + channels * (slice + slices * frame);
    }
}
