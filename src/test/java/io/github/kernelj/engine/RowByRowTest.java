package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.engine.PlanTest.Way;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.KernelBank;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is applied a row at a time, and how every algorithm reads rows. */
class RowByRowTest {

    @Test
    void linesAlongTheStackTakePlanesForRows() {
        Plan plan = plan(new Shape(640, 480, 100), Kernel.of(new Shape(1, 1, 5), 1, 3, 4, 2, 1), Algorithms::cheapest);
        assertThat(plan.algorithm()).isEqualTo("row by row");
        assertThat(plan.reason()).isEqualTo("5 multiplications a pixel, planes taken for rows");
    }

    @Test
    void smallImagesAreTakenARowAtATime() {
        Plan plan = plan(Shape.of(64, 64), Kernel.of(Shape.of(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 10), Algorithms::cheapest);
        assertThat(plan.algorithm()).isEqualTo("row by row");
        assertThat(plan.reason()).isEqualTo("9 multiplications a pixel, a row at a time");
    }

    /** So that pixels may lie in a part of a larger plane. */
    @ParameterizedTest
    @EnumSource
    void pixelsAreReadWithinRows(Way way) throws IOException {
        Shape shape = new Shape(37, 29, 9);
        AtomicInteger across = new AtomicInteger();
        for (Kernel kernel : List.of(
                Kernel.of(new Shape(1, 1, 3), 1, 2, 4), Kernel.of(Shape.of(3, 2), 1, 2, 3, 5, 8, 14))) {
            try (Workers workers = new Workers(1)) {
                plan(shape, kernel, way)
                        .run(
                                List.of(counting(shape, across)),
                                List.of(new Volume(shape)),
                                workers,
                                Progress.NONE);
            }
        }
        assertThat(across.get()).as("reads from one row into the next").isZero();
    }

    private static PlaneSource counting(Shape shape, AtomicInteger across) {
        return new PlaneSource() {
            @Override
            public Shape shape() {
                return shape;
            }

            @Override
            public float[] plane(int z) {
                return new float[shape.width() * shape.height()];
            }

            @Override
            public Pixels pixels(int z) {
                Pixels all = Pixels.of(plane(z));
                return new Pixels() {
                    @Override
                    public int length() {
                        return all.length();
                    }

                    @Override
                    public void read(int from, int count, float[] to, int at) {
                        if (from / shape.width() != (from + count - 1) / shape.width()) {
                            across.incrementAndGet();
                        }
                        all.read(from, count, to, at);
                    }
                };
            }
        };
    }

    private static Plan plan(Shape image, Kernel kernel, Plan.Choice way) {
        return Plan.of(KernelBank.of(kernel), Correlation.DEFAULT, image, way);
    }
}
