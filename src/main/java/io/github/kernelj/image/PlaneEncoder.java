package io.github.kernelj.image;

import io.github.kernelj.engine.Workers;
import java.util.Arrays;

/**
 * Turns planes of computed values into pixels: rounded half up, clipped to what the pixels can hold, NaN become 0 (of
 * calibrated images the pixel that stands for 0). Counts what was clipped and what was NaN, and, if that is wanted,
 * remembers the least and the largest pixel of each channel. Safe for use by several threads.
 */
final class PlaneEncoder {

    /** Pixels that stay in the fastest cache. */
    private static final int CHUNK = 1024;

    private final ValueCalibration calibration;
    private final int bitDepth;
    private final boolean ranged;
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
     * @param ranged whether the least and the largest pixel will be asked for
     */
    PlaneEncoder(int bitDepth, ValueCalibration calibration, int channels, boolean ranged) {
        this.calibration = calibration;
        this.bitDepth = bitDepth;
        this.ranged = ranged;
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
        if (bitDepth == 32 && !ranged) {
            return plane;
        }
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

    /** The least finite pixel of a channel; infinite if there was none or nobody wanted it. */
    synchronized double min(int channel) {
        return min[channel];
    }

    /** The largest finite pixel of a channel; infinite if there was none or nobody wanted it. */
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
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            int bits = unscaled ? round(plane, start, end, pixels, shift) : -1;
            if ((bits & ~largest) != 0) {
                clip(plane, start, end, pixels, shift, tally);
            } else if (ranged) {
                seeRounded(plane, start, end, tally);
            }
        }
        return tally;
    }

    /**
     * Rounds without a branch. That is right where every pixel is in range.
     *
     * @return all pixels or'ed: if one isn't in range, bits are set that no pixel has
     */
    private int round(float[] plane, int start, int end, Object pixels, int shift) {
        double offset = 1.5 - zero;
        int bits = 0;
        if (pixels instanceof byte[] bytes) {
            for (int i = start; i < end; i++) {
                int pixel = rounded(plane[i], offset);
                bits |= pixel;
                bytes[i] = (byte) pixel;
            }
        } else if (pixels instanceof short[] shorts) {
            for (int i = start; i < end; i++) {
                int pixel = rounded(plane[i], offset);
                bits |= pixel;
                shorts[i] = (short) pixel;
            }
        } else {
            int[] colours = (int[]) pixels;
            int others = ~(0xff << shift);
            for (int i = start; i < end; i++) {
                int pixel = rounded(plane[i], offset);
                bits |= pixel;
                colours[i] = colours[i] & others | (pixel & 0xff) << shift;
            }
        }
        return bits;
    }

    /** Cutting off a fraction rounds down only what isn't negative; so negative pixels and NaN become −1 or less. */
    private static int rounded(float value, double offset) {
        return (int) (value + offset) - 1;
    }

    private void seeRounded(float[] plane, int start, int end, Tally tally) {
        float least = plane[start];
        float most = least;
        for (int i = start + 1; i < end; i++) {
            float value = plane[i];
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        pixel(least, tally);
        pixel(most, tally);
    }

    private void clip(float[] plane, int start, int end, Object pixels, int shift, Tally tally) {
        int others = ~(0xff << shift);
        for (int i = start; i < end; i++) {
            int pixel = pixel(plane[i], tally);
            if (pixels instanceof byte[] bytes) {
                bytes[i] = (byte) pixel;
            } else if (pixels instanceof short[] shorts) {
                shorts[i] = (short) pixel;
            } else {
                int[] colours = (int[]) pixels;
                colours[i] = colours[i] & others | pixel << shift;
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
