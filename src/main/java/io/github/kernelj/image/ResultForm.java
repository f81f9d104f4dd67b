package io.github.kernelj.image;

import io.github.kernelj.kernel.Shape;
import java.util.Objects;

/**
 * What a result looks like beside its pixels. Immutable.
 *
 * @param type kind of pixels
 * @param inPlace whether the input takes the result, rather than a new image
 * @param channels number of output channels
 * @param shape of each output volume
 * @param originX input column over which output column 0 lies; negative for full extents
 * @param originY input row over which output row 0 lies
 * @param originZ input plane, along the stack axis, over which output plane 0 lies
 * @param zeroSum whether the kernel's weights sum to 0, so that the result's values have nothing to do with the range in
 *     which the input is displayed
 */
public record ResultForm(
        OutputType type,
        boolean inPlace,
        int channels,
        Shape shape,
        int originX,
        int originY,
        int originZ,
        boolean zeroSum) {

    /** @throws IllegalArgumentException if there are fewer than one channel or more than 2^31 pixels in a plane */
    public ResultForm {
        Objects.requireNonNull(type, "type");
        if (channels < 1) {
            throw new IllegalArgumentException("a result needs at least one channel, got " + channels);
        }
        if ((long) shape.width() * shape.height() > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a plane of " + shape.width() + " x " + shape.height()
                    + " pixels is more than ImageJ can hold; the most is about 46000 x 46000");
        }
    }

    /** A new image of the input's type, channels and extent. */
    public static ResultForm like(ImageVolumes input) {
        return new ResultForm(OutputType.SAME, false, input.channels(), input.shape(), 0, 0, 0, false);
    }

    public ResultForm withType(OutputType newType) {
        return new ResultForm(newType, inPlace, channels, shape, originX, originY, originZ, zeroSum);
    }

    public ResultForm withInPlace(boolean newInPlace) {
        return new ResultForm(type, newInPlace, channels, shape, originX, originY, originZ, zeroSum);
    }

    public ResultForm withChannels(int newChannels) {
        return new ResultForm(type, inPlace, newChannels, shape, originX, originY, originZ, zeroSum);
    }

    /** @param origin input position (x, y, z) over which output (0, 0, 0) lies */
    public ResultForm withExtent(Shape newShape, int[] origin) {
        return new ResultForm(type, inPlace, channels, newShape, origin[0], origin[1], origin[2], zeroSum);
    }

    public ResultForm withZeroSum(boolean newZeroSum) {
        return new ResultForm(type, inPlace, channels, shape, originX, originY, originZ, newZeroSum);
    }

    /** Whether output planes lie exactly over the input's. */
    boolean isOver(Shape input) {
        return shape.equals(input) && originX == 0 && originY == 0 && originZ == 0;
    }
}
