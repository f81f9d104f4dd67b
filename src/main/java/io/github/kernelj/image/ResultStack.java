package io.github.kernelj.image;

import ij.ImagePlus;
import io.github.kernelj.engine.Axes;
import java.io.IOException;
import java.lang.reflect.Array;
import java.util.BitSet;

/** The planes of a result in ImageJ's order, channels fastest, then slices, then frames, wherever they are kept. */
final class ResultStack implements AutoCloseable {

    private final ResultForm form;
    private final boolean alongSlices;
    private final int channels;
    private final int slices;
    private final int frames;
    private final BitSet written = new BitSet();
    private PlaneStore store;

    ResultStack(ImageVolumes input, ResultForm form, boolean rgb) {
        this.form = form;
        this.alongSlices = input.axis() == Axes.Stack.SLICES;
        this.channels = rgb ? 1 : form.channels();
        this.slices = alongSlices ? form.shape().depth() : input.positions();
        this.frames = alongSlices ? input.positions() : form.shape().depth();
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

    int planes() {
        return Math.multiplyExact(channels, Math.multiplyExact(slices, frames));
    }

    /** To be said before the first plane. */
    void keepIn(PlaneStore newStore) {
        store = newStore;
    }

    /** A plane; null if it isn't there yet. */
    synchronized Object get(int channel, int position, int z) throws IOException {
        int plane = index(channel, position, z);
        return written.get(plane) ? store.read(plane) : null;
    }

    synchronized void set(int channel, int position, int z, Object pixels) throws IOException {
        int plane = index(channel, position, z);
        store.write(plane, pixels);
        written.set(plane);
    }

    ImagePlus finish() throws IOException {
        return store.finish();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    /** Copies the planes into the input's, only what lies in the region if there is one. */
    void copyTo(ImageVolumes input, RegionOfInterest region) throws IOException {
        for (int position = 0; position < input.positions(); position++) {
            for (int z = 0; z < form.shape().depth(); z++) {
                for (int channel = 0; channel < channels; channel++) {
                    copy(get(channel, position, z), input.stored(channel, position, z), region);
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

    private int index(int channel, int position, int z) {
        int slice = alongSlices ? z : position;
        int frame = alongSlices ? position : z;
        return channel + channels * (slice + slices * frame);
    }
}
