package io.github.kernelj.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxesTest {

    private static final Kernel LINE = Kernel.of(new Shape(3, 1, 1), 1, 2, 3)
            .withAnchor(new Anchor(0, 0, 0))
            .withBias(4);

    @Test
    void xyzAndItsBeginningsLeaveTheKernelAsItIs() {
        assertThat(Axes.DEFAULT.orient(LINE)).isSameAs(LINE);
        assertThat(new Axes("x").orient(LINE)).isSameAs(LINE);
        assertThat(new Axes("xyt").orient(LINE)).isSameAs(LINE);
    }

    @Test
    void aLineIsLaidAlongYOrTheStack() {
        assertThat(new Axes("y").orient(LINE))
                .isEqualTo(Kernel.of(new Shape(1, 3, 1), 1, 2, 3)
                        .withAnchor(new Anchor(0, 0, 0))
                        .withBias(4));
        assertThat(new Axes("T").orient(LINE))
                .isEqualTo(Kernel.of(new Shape(1, 1, 3), 1, 2, 3)
                        .withAnchor(new Anchor(0, 0, 0))
                        .withBias(4));
    }

    @Test
    void aKymographKernelStandsUp() {
        Kernel kernel = Kernel.of(Shape.of(2, 3), 1, 2, 3, 4, 5, 6).withAnchor(new Anchor(1, 2, 0));
        Kernel turned = new Axes("xt").orient(kernel);
        assertThat(turned)
                .isEqualTo(Kernel.of(new Shape(2, 1, 3), 1, 2, 3, 4, 5, 6).withAnchor(new Anchor(1, 0, 2)));
    }

    @Test
    void yxTransposes() {
        Kernel kernel = Kernel.of(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
        assertThat(new Axes("yx").orient(kernel).weights()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @ParameterizedTest
    @CsvSource({"xyz,SLICES", "xyt,FRAMES", "t,FRAMES", "zx,SLICES"})
    void theStackAxisIsNamed(String names, Axes.Stack stack) {
        assertThat(new Axes(names).stack()).contains(stack);
        assertThat(new Axes("xy").stack()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx", "xyzt", "c", "x y", "zt"})
    void otherNamesAreRefused(String names) {
        assertThatThrownBy(() -> new Axes(names))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("axes");
    }

    @Test
    void aKernelWithMoreAxesThanNamesIsRefused() {
        assertThatThrownBy(() -> new Axes("t").orient(Kernel.of(Shape.of(3, 3), new float[9])))
                .hasMessage("axes=t names 1 axis, but the 3 x 3 kernel has 2");
    }
}
