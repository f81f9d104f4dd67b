package io.github.kernelj.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.kernelj.kernel.Shape;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PeakFinderTest {

    @Test
    void peaksAreNoLowerThanTheirNeighbours() {
        float[] scores = {
            0, 0, 0, 0, 9,
            0, 7, 0, 0, 0,
            0, 0, 0, 5, 5,
            8, 0, 0, 0, 0
        };
        assertThat(peaks(Shape.of(5, 4), 5, scores)).extracting(Match::score).containsExactly(9.0, 7.0, 5.0, 8.0);
        assertThat(peaks(Shape.of(5, 4), 7.5, scores)).hasSize(2);
    }

    @Test
    void aPlateauIsOnePeakAtLeast() {
        assertThat(peaks(Shape.of(3, 3), 0, new float[9])).hasSize(1);
    }

    @Test
    void planesCountAsNeighboursUnlessTheyAreSearchedAlone() {
        Shape shape = new Shape(1, 1, 4);
        PeakFinder planar = new PeakFinder(shape, 3, 0.5, true);
        PeakFinder spatial = new PeakFinder(shape, 3, 0.5, false);
        float[] scores = {0.6f, 0.8f, 0.7f, 0.9f};
        for (int z = 0; z < 4; z++) {
            planar.accept(z, new float[] {scores[z]});
            spatial.accept(z, new float[] {scores[z]});
        }
        assertThat(planar.peaks()).extracting(Match::z).containsExactly(0.0, 1.0, 2.0, 3.0);
        assertThat(spatial.peaks()).extracting(Match::score).containsExactly((double) 0.8f, (double) 0.9f);
        assertThat(spatial.peaks()).extracting(Match::template).containsOnly(3);
        assertThat(spatial.highest()).isEqualTo((double) 0.9f);
    }

    @Property(tries = 50)
    void theTopOfAQuadraticIsFoundExactly(
            @ForAll @DoubleRange(min = -0.45, max = 0.45) double x,
            @ForAll @DoubleRange(min = -0.45, max = 0.45) double y,
            @ForAll @DoubleRange(min = -0.45, max = 0.45) double z,
            @ForAll @DoubleRange(min = -0.1, max = 0.1) double mixed) {
        PeakFinder finder = new PeakFinder(new Shape(3, 3, 3), 0, 0, false);
        for (int plane = 0; plane < 3; plane++) {
            float[] scores = new float[9];
            for (int i = 0; i < 9; i++) {
                double dx = i % 3 - 1 - x;
                double dy = i / 3 - 1 - y;
                double dz = plane - 1 - z;
                scores[i] = (float) (9 - dx * dx - 0.7 * dy * dy - 0.5 * dz * dz + mixed * (dx * dy + dy * dz));
            }
            finder.accept(plane, scores);
        }
        assertThat(finder.peaks()).hasSize(1);
        Match top = finder.peaks().get(0);
        assertThat(top.x()).isCloseTo(1 + x, within(1e-4));
        assertThat(top.y()).isCloseTo(1 + y, within(1e-4));
        assertThat(top.z()).isCloseTo(1 + z, within(1e-4));
    }

    @Test
    void theBetterOfTwoNeighboursIsKept() {
        List<Match> peaks = List.of(
                new Match(0, 10, 10, 0, 0.8),
                new Match(1, 13, 10, 0, 0.9),
                new Match(0, 16.5, 10, 0, 0.7),
                new Match(0, 13, 14.1, 0, 0.6),
                new Match(0, 40, 10, 0, 0.5));
        BestMatches near = new BestMatches(new double[] {4, 4, 4}, 10);
        assertThat(near.of(peaks)).extracting(Match::score).containsExactly(0.9, 0.6, 0.5);
        assertThat(new BestMatches(new double[] {1, 1, 1}, 2).of(peaks))
                .extracting(Match::score)
                .containsExactly(0.9, 0.8);
        assertThatThrownBy(() -> new BestMatches(new double[] {1, 1, 0}, 2))
                .hasMessage("a distance between matches is above 0 along x, y and z");
        assertThatThrownBy(() -> new BestMatches(new double[] {1, 1, 1}, 0))
                .hasMessage("the number of matches must be at least 1, got 0");
    }

    private static List<Match> peaks(Shape shape, double threshold, float[] scores) {
        PeakFinder finder = new PeakFinder(shape, 0, threshold, true);
        finder.accept(0, scores);
        return finder.peaks();
    }
}
