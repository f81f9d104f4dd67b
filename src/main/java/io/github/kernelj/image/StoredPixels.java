package io.github.kernelj.image;

import io.github.kernelj.engine.Pixels;

/** Stored pixels of every type, read in calibrated units. The arrays aren't copied. */
final class StoredPixels {

    private StoredPixels() {}

    /** @param pixels {@code byte[]}, {@code short[]} or {@code float[]} */
    static Pixels of(Object pixels, ValueCalibration calibration) {
        if (pixels instanceof byte[] bytes) {
            return calibration.isShift() ? new Bytes(bytes, calibration.shift()) : new ByteTable(bytes, calibration);
        }
        if (pixels instanceof short[] shorts) {
            return calibration.isShift()
                    ? new Shorts(shorts, calibration.shift())
                    : new ShortTable(shorts, calibration);
        }
        return Pixels.of((float[]) pixels);
    }

    /** One channel of RGB pixels. */
    static Pixels ofColour(int[] colours, int shift) {
        return new Colour(colours, shift);
    }

    /** All pixels, as a new array. */
    static float[] values(Pixels pixels) {
        float[] values = new float[pixels.length()];
        pixels.read(0, values.length, values, 0);
        return values;
    }

    private record Bytes(byte[] bytes, int shift) implements Pixels {
        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void read(int from, int count, float[] to, int at) {
            for (int i = 0; i < count; i++) {
                to[at + i] = (bytes[from + i] & 0xff) + shift;
            }
        }
    }

    private record Shorts(short[] shorts, int shift) implements Pixels {
        @Override
        public int length() {
            return shorts.length;
        }

        @Override
        public void read(int from, int count, float[] to, int at) {
            for (int i = 0; i < count; i++) {
                to[at + i] = (shorts[from + i] & 0xffff) + shift;
            }
        }
    }

    private record Colour(int[] colours, int shift) implements Pixels {
        @Override
        public int length() {
            return colours.length;
        }

        @Override
        public void read(int from, int count, float[] to, int at) {
            for (int i = 0; i < count; i++) {
                to[at + i] = colours[from + i] >> shift & 0xff;
            }
        }
    }

    private record ByteTable(byte[] bytes, ValueCalibration calibration) implements Pixels {
        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public void read(int from, int count, float[] to, int at) {
            for (int i = 0; i < count; i++) {
                to[at + i] = calibration.ofPixel(bytes[from + i] & 0xff);
            }
        }
    }

    private record ShortTable(short[] shorts, ValueCalibration calibration) implements Pixels {
        @Override
        public int length() {
            return shorts.length;
        }

        @Override
        public void read(int from, int count, float[] to, int at) {
            for (int i = 0; i < count; i++) {
                to[at + i] = calibration.ofPixel(shorts[from + i] & 0xffff);
            }
        }
    }
}
