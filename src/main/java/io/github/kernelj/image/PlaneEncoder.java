package io.github.kernelj.image;

import io.github.kernelj.engine.Workers;
import java.util.Arrays;

/**
 * Turns planes of computed values into pixels: rounded half up, clipped to what the pixels can hold, NaN become 0 (of
 * calibrated images the pixel that stands for 0). Counts what was clipped and what was NaN, and remembers the least and
 * the largest pixel of each channel. Safe for use by several threads.
 */
final class PlaneEncoder {

    /** Pixels that stay in the fastest cache. */
    private static final int CHUNK = 1024;

    private final ValueCalibration calibration;
    private final int bitDepth;
    private final int largest;
    private final boolean unscaled;
    private final double zero;
    private final int pixelForNaN;
    private final double[] min;
    private final double[] max;
    private long clipped;
    private long missing;

    /**
     * @param bitDepth 8, 16, 24 (RGB, one channel at a time) or 32
     * @param calibration of the pixels to make
     */
    PlaneEncoder(int bitDepth, ValueCalibration calibration, int channels) {
        this.calibration = calibration;
        this.bitDepth = bitDepth;
        this.largest = bitDepth == 16 ? 0xffff : 0xff;
        this.unscaled = calibration.isUnscaled();
        this.zero = calibration.value(0);
        this.pixelForNaN = (int) Math.max(0, Math.min(largest, Math.floor(calibration.raw(0) + 0.5)));
        this.min = new double[channels];
        this.max = new double[channels];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** The pixels of a plane, {@code byte[]}, {@code short[]} or {@code float[]}; floats are the plane itself. */
    Object encode(int channel, float[] plane, Workers workers) {
        if (bitDepth == 32) {
            Stretches.run(plane.length, workers, (from, to) -> add(channel, range(plane, from, to)));
            return plane;
        }
        Object pixels = bitDepth == 16 ? new short[plane.length] : new byte[plane.length];
        Stretches.run(plane.length, workers, (from, to) -> add(channel, encode(plane, from, to, pixels, 0)));
        return pixels;
    }

    /** Writes a plane into one channel of RGB pixels and leaves the other bits. */
    void encodeInto(int[] colours, int shift, int channel, float[] plane, Workers workers) {
        Stretches.run(plane.length, workers, (from, to) -> add(channel, encode(plane, from, to, colours, shift)));
    }

    /** How many values were too large or too small for their pixel. */
    synchronized long clipped() {
        return clipped;
    }

    /** How many values were NaN and became 0. */
    synchronized long missing() {
        return missing;
    }

    /** The least finite pixel of a channel; infinite if there was none. */
    synchronized double min(int channel) {
        return min[channel];
    }

    /** The largest finite pixel of a channel; infinite if there was none. */
    synchronized double max(int channel) {
        return max[channel];
    }

    private static Tally range(float[] plane, int from, int to) {
        Tally tally = new Tally();
        for (int i = from; i < to; i++) {
            tally.see(plane[i]);
        }
        return tally;
    }

    private Tally encode(float[] plane, int from, int to, Object pixels, int shift) {
        Tally tally = new Tally();
        int[] chunk = new int[CHUNK];
        for (int start = from; start < to; start += CHUNK) {
            int count = Math.min(CHUNK, to - start);
            if (!round(plane, start, count, chunk, tally)) {
                clip(plane, start, count, chunk, tally);
            }
            store(chunk, count, pixels, start, shift);
        }
        return tally;
    }

    /** Without a branch, where every pixel is in range; false if one isn't, and nothing is counted then. */
    private boolean round(float[] plane, int start, int count, int[] chunk, Tally tally) {
        if (!unscaled) {
            return false;
        }
        double offset = zero;
        int bits = 0;
        int least = Integer.MAX_VALUE;
        int most = Integer.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            // Cutting off a fraction rounds down only what isn't negative. So negative pixels and NaN become −1 or
            // less.
            int pixel = (int) (plane[start + i] - offset + 1.5) - 1;
            chunk[i] = pixel;
            bits |= pixel;
            least = Math.min(least, pixel);
            most = Math.max(most, pixel);
        }
        if ((bits & ~largest) != 0) {
            return false;
        }
        tally.least = Math.min(tally.least, least);
        tally.most = Math.max(tally.most, most);
        return true;
    }

    private void clip(float[] plane, int start, int count, int[] chunk, Tally tally) {
        for (int i = 0; i < count; i++) {
            chunk[i] = pixel(plane[start + i], tally);
        }
    }

    private static void store(int[] chunk, int count, Object pixels, int start, int shift) {
        if (pixels instanceof byte[] bytes) {
            for (int i = 0; i < count; i++) {
                bytes[start + i] = (byte) chunk[i];
            }
        } else if (pixels instanceof short[] shorts) {
            for (int i = 0; i < count; i++) {
                shorts[start + i] = (short) chunk[i];
            }
        } else {
            int[] colours = (int[]) pixels;
            int others = ~(0xff << shift);
            for (int i = 0; i < count; i++) {
                colours[start + i] = colours[start + i] & others | chunk[i] << shift;
            }
        }
    }

    private int pixel(float value, Tally tally) {
        double shifted = (unscaled ? value - zero : calibration.raw(value)) + 0.5;
        int pixel;
        if (shifted >= 0 && shifted < largest + 1) {
            // Not negative, so that cutting off the fraction rounds down.
            pixel = (int) shifted;
        } else if (Double.isNaN(shifted)) {
            tally.missing++;
            pixel = pixelForNaN;
        } else {
            tally.clipped++;
            pixel = shifted < 0 ? 0 : largest;
        }
        tally.least = Math.min(tally.least, pixel);
        tally.most = Math.max(tally.most, pixel);
        return pixel;
    }

    private synchronized void add(int channel, Tally tally) {
        clipped += tally.clipped;
        missing += tally.missing;
        if (tally.least <= tally.most) {
            tally.see(tally.least);
            tally.see(tally.most);
        }
        min[channel] = Math.min(min[channel], tally.min);
        max[channel] = Math.max(max[channel], tally.max);
    }

    /** What one plane adds. */
    private static final class Tally {

        private long clipped;
        private long missing;
        private int least = Integer.MAX_VALUE;
        private int most = Integer.MIN_VALUE;
        private float min = Float.POSITIVE_INFINITY;
        private float max = Float.NEGATIVE_INFINITY;

        private void see(float pixel) {
            if (pixel < min && pixel != Float.NEGATIVE_INFINITY) {
                min = pixel;
            }
            if (pixel > max && pixel != Float.POSITIVE_INFINITY) {
                max = pixel;
            }
        }
    }
}
