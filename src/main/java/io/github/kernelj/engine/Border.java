package io.github.kernelj.engine;

/** What lies beyond the edge of the image, in scipy's terms. For the pixels {@code a b c d}: */
public enum Border {
    /** {@code a a a | a b c d | d d d}: the edge pixel, as ImageJ does. The default. */
    NEAREST,
    /** {@code c b a | a b c d | d c b}: mirrored, the edge pixel repeated. */
    REFLECT,
    /** {@code d c b | a b c d | c b a}: mirrored, the edge pixel not repeated. */
    MIRROR,
    /** {@code b c d | a b c d | a b c}: the image repeats. */
    WRAP,
    /** {@code v v v | a b c d | v v v}: a constant, in calibrated units. */
    CONSTANT;

    /** What {@link #index} returns for a position that takes the constant. */
    public static final int OUTSIDE = -1;

    /**
     * The pixel that stands for a position, which may lie any distance outside; reflections repeat as often as needed.
     *
     * @param position along one axis, 0 being the first pixel
     * @param length number of pixels along the axis, at least 1
     * @return from 0 to length − 1, or {@link #OUTSIDE}
     */
    public int index(int position, int length) {
        if (position >= 0 && position < length) {
            return position;
        }
        return switch (this) {
            case NEAREST -> position < 0 ? 0 : length - 1;
            case REFLECT -> fold(Math.floorMod(position, 2L * length), 2L * length - 1);
            case MIRROR -> length == 1 ? 0 : fold(Math.floorMod(position, 2L * length - 2), 2L * length - 2);
            case WRAP -> Math.floorMod(position, length);
            case CONSTANT -> OUTSIDE;
        };
    }

    private static int fold(long position, long last) {
        return (int) Math.min(position, last - position);
    }
}
