package io.github.kernelj.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.engine.Progress;
import io.github.kernelj.engine.Volume;
import io.github.kernelj.engine.Workers;
import io.github.kernelj.kernel.Anchor;
import io.github.kernelj.kernel.Shape;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockStatisticsTest {

    @Property(tries = 60)
    void blocksAddUpToTheWhole(
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(min = 1, max = 4) int height,
            @ForAll @IntRange(min = 1, max = 3) int depth,
            @ForAll @IntRange(min = 1, max = 4) int across,
            @ForAll @IntRange(min = 1, max = 4) int down,
            @ForAll @IntRange(min = 1, max = 3) int deep,
            @ForAll boolean sameSize,
            @ForAll long seed)
            throws IOException {
        Shape kernel = new Shape(width, height, depth);
        Anchor anchor = Anchor.centreOf(kernel);
        Shape image = new Shape(width + 23, height + 17, depth + 4);
        Volume input = Pairs.counts(image, 60000, 20, seed);
        Volume valid = Pairs.noise(new Shape(24, 18, 5), 30000, 5, seed + 1);
        valid.plane(1)[7] = Float.NaN;
        input.plane(0)[11] = Float.NaN;
        ExamplePair pair = new ExamplePair(input, sameSize ? Pairs.embedded(valid, image, anchor) : valid);
        ExamplePair other = new ExamplePair(Pairs.noise(image, 60000, 20, seed + 2), valid);
        BlockStatistics blocks = take(List.of(pair, other), kernel, BlockGrid.of(across, down, deep));
        PatchStatistics whole = whole(pair, kernel).plus(whole(other, kernel));
        assertThat(blocks.blocks()).hasSize(2 * across * down * deep);
        requireSame(blocks.total(), whole);
        for (BlockStatistics.Block block : blocks.places()) {
            ExamplePair cropped = List.of(pair, other).get(block.pair()).within(block.windows(), kernel, anchor);
            requireSame(block.statistics(), whole(cropped, kernel));
        }
    }

    @Test
    void blocksComePairByPairWithXFastest() {
        assertThat(BlockGrid.of(2, 2, 1).boxes(Shape.of(7, 5)))
                .extracting(WindowBox::toString)
                .containsExactly("3 x 2 at 0,0,0", "4 x 2 at 3,0,0", "3 x 3 at 0,2,0", "4 x 3 at 3,2,0");
    }

    @ParameterizedTest
    @CsvSource({
        "1020,1020,1, 5,5,1, 6,6,1",
        "500,1000,1, 5,5,1, 5,8,1",
        "2000,100,1, 9,9,1, 21,2,1",
        "124,124,124, 5,5,5, 4,3,3",
        "60,60,1, 5,5,1, 3,3,1",
        "3,2,1, 5,5,1, 1,1,1",
        "1000,1,1, 7,1,1, 35,1,1"
    })
    void choosesBlocksFourKernelsWideAndEnoughOfThem(
            int x, int y, int z, int width, int height, int depth, int across, int down, int deep) {
        assertThat(BlockGrid.choose(new Shape(width, height, depth), List.of(new Shape(x, y, z))))
                .isEqualTo(BlockGrid.of(across, down, deep));
    }

    @Test
    void severalPairsShareTheBlocks() {
        List<Shape> ten = Collections.nCopies(10, Shape.of(200, 200));
        assertThat(BlockGrid.choose(Shape.of(5, 5), ten)).isEqualTo(BlockGrid.of(2, 2, 1));
    }

    @Test
    void blocksOfASizeAreNeverSmallerButInSmallPairs() {
        BlockGrid grid = BlockGrid.ofSize(new Shape(10, 10, 10));
        assertThat(grid.blocks(new Shape(39, 5, 20))).isEqualTo(new Shape(3, 1, 2));
    }

    @Test
    void fewerBlocksWhereTheyWouldTakeTooMuchMemory() throws IOException {
        Shape kernel = Shape.of(60, 60);
        Volume input = Pairs.noise(Shape.of(64, 64), 0, 1, 1);
        BlockStatistics blocks = take(List.of(new ExamplePair(input, input)), kernel, BlockGrid.of(5, 5, 1));
        assertThat(blocks.blocks()).hasSize(1);
        assertThat(blocks.notice())
                .contains(
                        "only 1 blocks: the statistics of a 60 x 60 kernel take 98 MB for each, and 512 MB is the most"
                                + " for all");
    }

    @Test
    void aRegionKeepsItsContext() {
        Shape windows = Shape.of(18, 18);
        WindowBox region = new WindowBox(5, 0, 0, Shape.of(4, 3));
        assertThat(WindowBox.ofOutput(region, windows, new Anchor(1, 1, 0)))
                .isEqualTo(new WindowBox(4, 0, 0, Shape.of(4, 2)));
        assertThatThrownBy(
                        () -> WindowBox.ofOutput(new WindowBox(0, 0, 0, Shape.of(9, 1)), windows, new Anchor(1, 1, 0)))
                .hasMessage(
                        "no window of the kernel lies in the region 9 x 1 at 0,0,0; choose a larger region, further from"
                                + " the border, or a smaller kernel");
    }

    private static BlockStatistics take(List<ExamplePair> pairs, Shape kernel, BlockGrid grid) throws IOException {
        try (Workers workers = new Workers(2)) {
            return BlockStatistics.of(pairs, kernel, Anchor.centreOf(kernel), grid, workers, Progress.NONE);
        }
    }

    private static PatchStatistics whole(ExamplePair pair, Shape kernel) throws IOException {
        try (Workers workers = new Workers(1)) {
            return PatchStatistics.of(pair, kernel, Anchor.centreOf(kernel), workers, Progress.NONE);
        }
    }

    private static void requireSame(PatchStatistics actual, PatchStatistics expected) {
        assertThat(actual.count()).isEqualTo(expected.count());
        assertThat(actual.excluded()).isEqualTo(expected.excluded());
        double largest = 0;
        for (int tap = 0; tap < expected.taps(); tap++) {
            largest = Math.max(largest, expected.gram(tap, tap));
        }
        requireClose(actual.gram(), expected.gram(), 1e-12 * largest);
        requireClose(actual.cross(), expected.cross(), 1e-12 * Math.sqrt(largest * expected.variation()));
        requireClose(actual.means(), expected.means(), 1e-12 * 60000);
        assertThat(actual.targetMean()).isCloseTo(expected.targetMean(), within(1e-12 * 30000));
        assertThat(actual.variation()).isCloseTo(expected.variation(), within(1e-12 * expected.variation()));
    }

    private static void requireClose(double[] actual, double[] expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(tolerance));
        }
    }
}
