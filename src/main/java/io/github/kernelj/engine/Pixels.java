package io.github.kernelj.engine;

/**
 * The pixels of one plane, row by row, of whatever type they are stored in: they become floats where they are needed, a
 * stretch at a time that stays in the cache. Not to change while anyone reads. Safe for use by several threads.
 */
public interface Pixels {

    /** Number of pixels: width · height. */
    int length();

    /**
     * Copies neighbouring pixels, in calibrated units.
     *
     * @param from index of the first one, counted through the plane row by row
     * @param count how many, all within one row
     * @param to takes them
     * @param at index of the first one in {@code to}
     */
    void read(int from, int count, float[] to, int at);

    /** Pixels that are floats already; not copied. */
    static Pixels of(float[] plane) {
        return new Pixels() {
            @Override
            public int length() {
                return plane.length;
            }

            @Override
            public void read(int from, int count, float[] to, int at) {
                System.arraycopy(plane, from, to, at, count);
            }
        };
    }
}
