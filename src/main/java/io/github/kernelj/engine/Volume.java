package io.github.kernelj.engine;

import io.github.kernelj.kernel.Shape;
import java.util.Arrays;

/** Planes held in memory: a source of pixels, and a sink for a result. */
public final class Volume implements PlaneSource, PlaneSink {

    private final Shape shape;
    private final float[][] planes;

    /** An empty volume, to be filled as a sink. */
    public Volume(Shape shape) {
        this(shape, new float[shape.depth()][]);
    }

    /** @param planes one array of width · height values for each plane; not copied */
    public Volume(Shape shape, float[]... planes) {
        if (planes.length != shape.depth()) {
            throw new IllegalArgumentException(
                    "a volume of " + shape + " has " + shape.depth() + " planes, got " + planes.length);
        }
        this.shape = shape;
        this.planes = planes.clone();
        for (int z = 0; z < planes.length; z++) {
            if (planes[z] != null) {
                requireSize(planes[z]);
            }
        }
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public float[] plane(int z) {
        return planes[z];
    }

    @Override
    public void accept(int z, float[] plane) {
        requireSize(plane);
        planes[z] = plane;
    }

    /** All pixels in one new array, z, y, x with x fastest; for volumes of fewer than 2^31 pixels. */
    public float[] toArray() {
        float[] all = new float[Math.toIntExact(shape.volume())];
        int size = shape.width() * shape.height();
        for (int z = 0; z < planes.length; z++) {
            System.arraycopy(planes[z], 0, all, z * size, size);
        }
        return all;
    }

    /** The volume of these pixels, z, y, x with x fastest; copied. */
    public static Volume of(Shape shape, float... pixels) {
        if (pixels.length != shape.volume()) {
            throw new IllegalArgumentException(
                    "a volume of " + shape + " has " + shape.volume() + " pixels, got " + pixels.length);
        }
        int size = shape.width() * shape.height();
        float[][] planes = new float[shape.depth()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = Arrays.copyOfRange(pixels, z * size, (z + 1) * size);
        }
        return new Volume(shape, planes);
    }

    private void requireSize(float[] plane) {
        if (plane.length != (long) shape.width() * shape.height()) {
            throw new IllegalArgumentException("a plane of " + shape.width() + " x " + shape.height() + " has "
                    + (long) shape.width() * shape.height() + " pixels, got " + plane.length);
        }
    }
}
