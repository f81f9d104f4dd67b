package io.github.kernelj.image;

import java.util.Arrays;

/**
 * Turns planes of computed values into pixels: rounded half up, clipped to what the pixels can hold, NaN become 0 (of
 * calibrated images the pixel that stands for 0). Counts what was clipped and what was NaN, and remembers the least and
 * the largest pixel of each channel. Safe for use by several threads.
 */
final class PlaneEncoder {

    private final ValueCalibration calibration;
    private final int bitDepth;
    private final int largest;
    private final boolean plain;
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
        this.plain = calibration.isPlain();
        this.pixelForNaN = (int) Math.max(0, Math.min(largest, Math.floor(calibration.raw(0) + 0.5)));
        this.min = new double[channels];
        this.max = new double[channels];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** The pixels of a plane, {@code byte[]}, {@code short[]} or {@code float[]}; floats are the plane itself. */
    Object encode(int channel, float[] plane) {
        Tally tally = new Tally();
        Object pixels;
        if (bitDepth == 32) {
            for (float value : plane) {
                tally.see(value);
            }
            pixels = plane;
        } else if (bitDepth == 16) {
            short[] shorts = new short[plane.length];
            for (int i = 0; i < plane.length; i++) {
                shorts[i] = (short) pixel(plane[i], tally);
            }
            pixels = shorts;
        } else {
            byte[] bytes = new byte[plane.length];
            for (int i = 0; i < plane.length; i++) {
                bytes[i] = (byte) pixel(plane[i], tally);
            }
            pixels = bytes;
        }
        add(channel, tally);
        return pixels;
    }

    /** Writes a plane into one channel of RGB pixels and leaves the other bits. */
    void encodeInto(int[] colours, int shift, int channel, float[] plane) {
        Tally tally = new Tally();
        int others = ~(0xff << shift);
        for (int i = 0; i < plane.length; i++) {
            colours[i] = colours[i] & others | pixel(plane[i], tally) << shift;
        }
        add(channel, tally);
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

    private int pixel(float value, Tally tally) {
        double shifted = (plain ? value : calibration.raw(value)) + 0.5;
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
