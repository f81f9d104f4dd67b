package io.github.kernelj.task;

import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.kernelj.engine.PlaneSource;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.zarr.DataType;
import io.github.kernelj.zarr.OmeZarr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The planes of an image in OME-Zarr, read when they are asked for: channels fastest, then slices, then frames. The chunks
 * of the last planes are held, of a few channels. A plane that can't be read is an {@link UncheckedIOException}.
 */
final class ZarrStack extends VirtualStack {

    /** Channels whose chunks are held. */
    private static final int MOST_HELD = 4;

    private final OmeZarr image;
    private final int channels;
    private final int slices;
    private final int frames;
    private final int bits;
    private final Workers alone = new Workers(1);

    /** The sources used last, by channel and frame. */
    private final Map<Integer, PlaneSource> sources = new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, PlaneSource> eldest) {
            return super.size() > Math.min(channels, MOST_HELD);
        }
    };

    ZarrStack(OmeZarr image) {
        super(image.dimension('x').size(), image.dimension('y').size(), null, null);
        this.image = image;
        this.channels = image.dimension('c').size();
        this.slices = image.dimension('z').size();
        this.frames = image.dimension('t').size();
        this.bits = bits(image.type());
        setBitDepth(bits);
    }

    /** Bits of ImageJ's pixels that hold the type: 8 and 16, signed by calibration; 32, floats, for all others. */
    private static int bits(DataType type) {
        return type.isInteger() && type.bytes() <= 2 ? 8 * type.bytes() : 32;
    }

    @Override
    public int getSize() {
        return Math.multiplyExact(channels, Math.multiplyExact(slices, frames));
    }

    @Override
    public int size() {
        return getSize();
    }

    @Override
    public int getBitDepth() {
        return bits;
    }

    @Override
    public String getSliceLabel(int n) {
        return null;
    }

    @Override
    public ImageProcessor getProcessor(int n) {
        Object pixels = getPixels(n);
        if (pixels instanceof byte[] bytes) {
            return new ByteProcessor(getWidth(), getHeight(), bytes);
        }
        return pixels instanceof short[] shorts
                ? new ShortProcessor(getWidth(), getHeight(), shorts, null)
                : new FloatProcessor(getWidth(), getHeight(), (float[]) pixels);
    }

    @Override
    public synchronized Object getPixels(int n) {
        int channel = (n - 1) % channels;
        int slice = (n - 1) / channels % slices;
        int frame = (n - 1) / channels / slices;
        PlaneSource source = sources.computeIfAbsent(
                frame * channels + channel, key -> image.volume(channel, frame).planes(alone));
        try {
            return pixels(source.plane(slice));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Object pixels(float[] plane) {
        if (bits == 32) {
            return plane;
        }
        int zero = (int) -image.type().least();
        if (bits == 8) {
            byte[] bytes = new byte[plane.length];
            for (int i = 0; i < plane.length; i++) {
                bytes[i] = (byte) ((int) plane[i] + zero);
            }
            return bytes;
        }
        short[] shorts = new short[plane.length];
        for (int i = 0; i < plane.length; i++) {
            shorts[i] = (short) ((int) plane[i] + zero);
        }
        return shorts;
    }
}
