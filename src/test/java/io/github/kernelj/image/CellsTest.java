package io.github.kernelj.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Kernel;
import io.github.kernelj.kernel.Shape;
import org.junit.jupiter.api.Test;

class CellsTest {

    @Test
    void small_kernels_have_a_cell_for_each_tap() {
        Cells cells = Cells.of(Kernel.of(new Shape(3, 2, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 10, 10);
        assertThat(cells.columns()).isEqualTo(3);
        assertThat(cells.rows()).isEqualTo(2);
        assertThat(cells.value(2, 1, 1)).isEqualTo(12);
        assertThat(cells.isAnchor(1, 1, 1)).isTrue();
        assertThat(cells.isAnchor(1, 1, 0)).isFalse();
        assertThat(cells.omitted()).isEmpty();
    }

    @Test
    void large_kernels_have_cells_of_several_taps_that_show_the_strongest() {
        Cells cells = Cells.of(Kernel.of(Shape.of(5, 3), 1, 0, 0, 0, 2, 0, -4, 0, 0, 0, 0, 0, 0, -3, 0), 3, 9);
        assertThat(cells.taps()).isEqualTo(2);
        assertThat(cells.columns()).isEqualTo(3);
        assertThat(cells.rows()).isEqualTo(2);
        assertThat(cells.value(0, 0, 0)).isEqualTo(-4);
        assertThat(cells.value(2, 0, 0)).isEqualTo(2);
        assertThat(cells.value(1, 1, 0)).isEqualTo(-3);
        assertThat(cells.strongest()).isEqualTo(4);
        assertThat(cells.omitted()).isEqualTo("each pixel shows the strongest of 2 x 2 taps");
    }

    @Test
    void of_many_planes_an_even_choice_with_the_first_the_last_and_the_anchor_is_shown() {
        Kernel kernel = Kernel.of(new Shape(1, 1, 101), new float[101]).withAnchor(new Anchor(0, 0, 7));
        Cells cells = Cells.of(kernel, 10, 10);
        assertThat(cells.planes())
                .hasSize(25)
                .isSorted()
                .doesNotHaveDuplicates()
                .contains(0, 7, 100);
        assertThat(cells.omitted()).isEqualTo("25 of 101 planes shown");
    }
}
