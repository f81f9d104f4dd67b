package io.github.kernelj.image;

import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Turns stretches of computed values into pixels: rounded half up, clipped to what the pixels can hold, NaN become 0 (of
 * calibrated images the pixel that stands for 0). Counts what was clipped and what was NaN, and, if that is wanted,
 * remembers the least and the largest pixel of each channel. Safe for use by several threads.
 */
final class PlaneEncoder {

    /** Pixels that stay in the fastest cache. */
    private static final int CHUNK = 1024;

    private static final float BELOW_HALF = Math.nextDown(0.5f);

    private final ValueCalibration calibration;
    private final int bitDepth;
    private final boolean ranged;
    private final int largest;
    private final boolean unscaled;
    private final double zero;
    private final int pixelForNaN;
    private final DoubleAccumulator[] min;
    private final DoubleAccumulator[] max;
    private final LongAdder clipped = new LongAdder();
    private final LongAdder missing = new LongAdder();

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
        this.min = new DoubleAccumulator[channels];
        this.max = new DoubleAccumulator[channels];
        for (int channel = 0; channel < channels; channel++) {
            min[channel] = new DoubleAccumulator(Math::min, Double.POSITIVE_INFINITY);
            max[channel] = new DoubleAccumulator(Math::max, Double.NEGATIVE_INFINITY);
        }
    }

    /** An array for pixels that aren't RGB: {@code byte[]}, {@code short[]} or {@code float[]}. */
    Object pixels(int length) {
        return switch (bitDepth) {
            case 8 -> new byte[length];
            case 16 -> new short[length];
            default -> new float[length];
        };
    }

    /**
     * Writes a stretch of pixels.
     *
     * @param at index of the first value
     * @param pixels of the bit depth's type; of RGB the other channels' bits are left
     * @param index of the first pixel
     * @param shift how far the channel's bits lie to the left in an RGB pixel, else 0
     */
    void encode(int channel, float[] values, int at, int count, Object pixels, int index, int shift) {
        Tally tally = new Tally();
        if (bitDepth == 32) {
            System.arraycopy(values, at, pixels, index, count);
            for (int i = at; ranged && i < at + count; i++) {
                tally.see(values[i]);
            }
        }
        for (int done = 0; bitDepth != 32 && done < count; done += CHUNK) {
            int part = Math.min(count - done, CHUNK);
            if (!isRounded(values, at + done, part, pixels, index + done, shift)) {
                clip(values, at + done, part, pixels, index + done, shift, tally);
            } else if (ranged) {
                seeRounded(values, at + done, part, tally);
            }
        }
        add(channel, tally);
    }

    /** How many values were too large or too small for their pixel. */
    long clipped() {
        return clipped.sum();
    }

    /** How many values were NaN and became 0. */
    long missing() {
        return missing.sum();
    }

    /** The least finite pixel of a channel; infinite if there was none or nobody wanted it. */
    double min(int channel) {
        return min[channel].get();
    }

    /** The largest finite pixel of a channel; infinite if there was none or nobody wanted it. */
    double max(int channel) {
        return max[channel].get();
    }

    private boolean isRounded(float[] values, int at, int count, Object pixels, int index, int shift) {
        if (!unscaled) {
            return false;
        }
        if (zero == 0) {
            return round(values, at, count, pixels, index, shift);
        }
        return pixels instanceof short[] shorts && roundShifted(values, at, count, shorts, index);
    }

    /**
     * Rounds values of images whose least value is 0. Floats do: what is added is the largest float below 1/2, since 1/2
     * would round the float below 1/2 up; and cutting off the fraction rounds down what isn't negative.
     *
     * @return whether all were in range; if not, the pixels are to be written again
     */
    private boolean round(float[] values, int at, int count, Object pixels, int index, int shift) {
        int bits = 0;
        if (pixels instanceof byte[] bytes) {
            for (int i = 0; i < count; i++) {
                float value = values[at + i] + BELOW_HALF;
                if (!(value >= 0)) {
                    return false;
                }
                int pixel = (int) value;
                bits |= pixel;
                bytes[index + i] = (byte) pixel;
            }
        } else if (pixels instanceof short[] shorts) {
            for (int i = 0; i < count; i++) {
                float value = values[at + i] + BELOW_HALF;
                if (!(value >= 0)) {
                    return false;
                }
                int pixel = (int) value;
                bits |= pixel;
                shorts[index + i] = (short) pixel;
            }
        } else {
            int[] colours = (int[]) pixels;
            int others = ~(0xff << shift);
            for (int i = 0; i < count; i++) {
                float value = values[at + i] + BELOW_HALF;
                if (!(value >= 0)) {
                    return false;
                }
                int pixel = (int) value;
                bits |= pixel;
                colours[index + i] = colours[index + i] & others | (pixel & 0xff) << shift;
            }
        }
        return (bits & ~largest) == 0;
    }

    /** The same for pixels of 16 bits that stand for other values, such as signed ones; in double, that nothing is lost. */
    private boolean roundShifted(float[] values, int at, int count, short[] pixels, int index) {
        double offset = 1.5 - zero;
        int bits = 0;
        for (int i = 0; i < count; i++) {
            // Negative pixels and NaN become −1 or less.
            int pixel = (int) (values[at + i] + offset) - 1;
            bits |= pixel;
            pixels[index + i] = (short) pixel;
        }
        return (bits & ~largest) == 0;
    }

    private void seeRounded(float[] values, int at, int count, Tally tally) {
        float least = values[at];
        float most = least;
        for (int i = at + 1; i < at + count; i++) {
            float value = values[i];
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        pixel(least, tally);
        pixel(most, tally);
    }

    private void clip(float[] values, int at, int count, Object pixels, int index, int shift, Tally tally) {
        int others = ~(0xff << shift);
        for (int i = 0; i < count; i++) {
            int pixel = pixel(values[at + i], tally);
            if (pixels instanceof byte[] bytes) {
                bytes[index + i] = (byte) pixel;
            } else if (pixels instanceof short[] shorts) {
                shorts[index + i] = (short) pixel;
            } else {
                int[] colours = (int[]) pixels;
                colours[index + i] = colours[index + i] & others | pixel << shift;
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

    private void add(int channel, Tally tally) {
        if (tally.clipped > 0) {
            clipped.add(tally.clipped);
        }
        if (tally.missing > 0) {
            missing.add(tally.missing);
        }
        if (ranged) {
            if (tally.least <= tally.most) {
                tally.see(tally.least);
                tally.see(tally.most);
            }
            min[channel].accumulate(tally.min);
            max[channel].accumulate(tally.max);
        }
    }

    /** What one stretch adds. */
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
