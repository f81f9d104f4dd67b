package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Planes that become floats while they are read, and results that leave row by row, against planes of floats. */
class StoredPixelsTest {

    @Property(tries = 200)
    void sameToTheBitAsPlanesOfFloats(
            @ForAll PlanTest.Way way,
            @ForAll Extent extent,
            @ForAll Border border,
            @ForAll @IntRange(min = 1, max = 9) int kernelWidth,
            @ForAll @IntRange(min = 1, max = 9) int kernelHeight,
            @ForAll @IntRange(min = 1, max = 3) int kernelDepth,
            @ForAll @IntRange(min = 1, max = 700) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 4) int threads,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        Shape kernelShape = new Shape(kernelWidth, kernelHeight, kernelDepth);
        Shape image = new Shape(width, height, depth);
        if (extent == Extent.VALID && !kernelShape.fitsIn(image)) {
            return;
        }
        KernelBank bank = KernelBank.of(List.of(
                List.of(kernel(kernelShape, random), kernel(kernelShape, random)),
                List.of(kernel(kernelShape, random), kernel(kernelShape, random))));
        Correlation what = Correlation.DEFAULT.withExtent(extent).withBorder(border);
        Plan plan = Plan.of(bank, what, image, way);
        List<Bytes> stored = List.of(new Bytes(image, random), new Bytes(image, random));
        List<Volume> floats = List.of(stored.get(0).floats(), stored.get(1).floats());
        List<Volume> expected = List.of(new Volume(plan.output()), new Volume(plan.output()));
        List<Rows> actual = List.of(new Rows(plan.output()), new Rows(plan.output()));
        try (Workers one = new Workers(1);
                Workers several = new Workers(threads)) {
            plan.run(floats, expected, one, Progress.NONE);
            plan.run(stored, actual, several, Progress.NONE);
        }
        for (int output = 0; output < 2; output++) {
            for (int z = 0; z < plan.output().depth(); z++) {
                assertThat(actual.get(output).planes.get(z))
                        .isEqualTo(expected.get(output).plane(z));
            }
        }
    }

    private static Kernel kernel(Shape shape, Random random) {
        float[] weights = new float[(int) shape.volume()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        return Kernel.of(shape, weights);
    }

    /** A volume of bytes that never hands out a plane of floats. */
    private static final class Bytes implements PlaneSource {
        private final Shape shape;
        private final byte[][] planes;

        Bytes(Shape shape, Random random) {
            this.shape = shape;
            this.planes = new byte[shape.depth()][shape.width() * shape.height()];
            for (byte[] plane : planes) {
                random.nextBytes(plane);
            }
        }

        Volume floats() {
            float[][] floats = new float[planes.length][planes[0].length];
            for (int z = 0; z < planes.length; z++) {
                pixels(z).read(0, floats[z].length, floats[z], 0);
            }
            return new Volume(shape, floats);
        }

        @Override
        public Shape shape() {
            return shape;
        }

        @Override
        public float[] plane(int z) {
            throw new AssertionError("asked for floats");
        }

        @Override
        public Pixels pixels(int z) {
            byte[] plane = planes[z];
            return new Pixels() {
                @Override
                public int length() {
                    return plane.length;
                }

                @Override
                public void read(int from, int count, float[] to, int at) {
                    assertThat(from).isBetween(0, plane.length - count);
                    for (int i = 0; i < count; i++) {
                        to[at + i] = plane[from + i] & 0xff;
                    }
                }
            };
        }
    }

    /** Sees to it that every pixel of a plane comes once, and the planes end in their order. */
    private static final class Rows implements PlaneSink {
        private final Shape shape;
        private final List<float[]> planes = new ArrayList<>();

        Rows(Shape shape) {
            this.shape = shape;
        }

        @Override
        public PlaneWriter open(int z, Shape of) {
            assertThat(of).isEqualTo(shape);
            float[] plane = new float[shape.width() * shape.height()];
            AtomicIntegerArray written = new AtomicIntegerArray(plane.length);
            return new PlaneWriter() {
                @Override
                public void write(int x, int y, int count, float[] values, int at) {
                    assertThat(x).isBetween(0, shape.width() - count);
                    for (int i = 0; i < count; i++) {
                        plane[y * shape.width() + x + i] = values[at + i];
                        written.incrementAndGet(y * shape.width() + x + i);
                    }
                }

                @Override
                public void finish() {
                    for (int i = 0; i < plane.length; i++) {
                        assertThat(written.get(i)).isEqualTo(1);
                    }
                    assertThat(planes).hasSize(z);
                    planes.add(plane);
                }
            };
        }

        @Override
        public void accept(int z, float[] plane) {
            throw new AssertionError("given a plane of floats");
        }
    }
}
